using System.Collections;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Perron.Communes;
using Perron.Platform;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Texts;
namespace Perron.CommandLine;

/// <summary>
/// <c>perron commune export</c>: all that one commune has in this house, as it stands at one moment: every row as JSON, every file as itself, the versions of the
/// procedures it has used, its folder of the catalogue, the heads of its chain. For moving away, and for looking. It is as secret as the database.
/// </summary>
internal static class ExportCommune
{
    /// <summary>Changes when whoever reads an export must read it in another way.</summary>
    private const int Format = 1;

    private const int RowsBetweenNews = 10_000;

    public static async Task<int> Run(IServiceProvider services, string slug, string file)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        if (await db.Set<Commune>().AsNoTracking().SingleOrDefaultAsync(one => one.Slug == slug) is not { } commune)
        {
            await Console.Error.WriteLineAsync($"No commune '{slug}'. See: perron commune list");
            return 1;
        }

        if (File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"{file} exists. Move it away or choose another name: an export overwrites nothing.");
            return 1;
        }

        db.Enter(commune.Id);
        db.EnterEveryOrganisation();
        var partial = $"{file}.partial"; // who finds FILE.zip finds all of it
        try
        {
            await using (var written = new FileStream(partial, Secret(FileAccess.Write)))
            await using (var moment = await OneMoment(db))
            await using (var zip = new ZipArchive(written, ZipArchiveMode.Create))
            {
                await Write(new(zip, file), db, commune, scope.ServiceProvider);
            }

            File.Move(partial, file);
        }
        finally
        {
            File.Delete(partial);
        }

        return 0;
    }

    private static async Task Write(Box box, PerronDb db, Commune commune, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<PerronOptions>>().Value;
        var tables = new JsonArray();
        await Rows(box, tables, db.Model.FindEntityType(typeof(Commune))!, db.Set<Commune>().Where(one => one.Id == commune.Id));
        foreach (var row in db.Model.GetEntityTypes().Where(row => typeof(IBelongsToCommune).IsAssignableFrom(row.ClrType)).OrderBy(row => row.GetTableName(), StringComparer.Ordinal))
        {
            await (Task)typeof(ExportCommune).GetMethod(nameof(RowsOfCommune), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(row.ClrType).Invoke(null, [box, tables, row, db])!;
        }

        await Rows(box, tables, db.Model.FindEntityType(typeof(ProcedureVersion))!, await Used(db));
        await Folder(box, Path.Combine(options.Catalogue, "communes", commune.Slug), $"catalogue/communes/{commune.Slug}");
        foreach (var kept in (string[])[$"{commune.Slug}.heads", $"{commune.Slug}.erasures"])
        {
            await Copy(box, Path.Combine(options.ChainFolder, kept), $"chain/{kept}");
        }

        await box.Entry("README.txt", stream => stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(ReadMe)).AsTask());
        var entries = box.Written;
        await box.Entry("manifest.json", stream => JsonSerializer.SerializeAsync(stream, new JsonObject
        {
            ["format"] = Format, ["commune"] = commune.Slug, ["id"] = commune.Id.Value, ["name"] = commune.Name, ["kind"] = commune.Kind.ToString(),
            ["at"] = InstantPattern.ExtendedIso.Format(services.GetRequiredService<TimeProvider>().GetCurrentInstant()),
            ["house"] = typeof(ExportCommune).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            ["schema"] = db.Database.GetMigrations().Last().Split('_', 2)[1], ["tables"] = tables,
            ["entries"] = new JsonArray([.. entries.Select(entry => new JsonObject { ["name"] = entry.Name, ["sha256"] = entry.Sha256 })]),
        }, Readable));
    }

    private static Task RowsOfCommune<TRow>(Box box, JsonArray tables, IEntityType row, PerronDb db) where TRow : class, IBelongsToCommune => Rows(box, tables, row, db.Set<TRow>());

    /// <summary>One row a line; what is a file in its own right stands beside, so that who reads the lines is not made to read all of it.</summary>
    private static async Task Rows<TRow>(Box box, JsonArray tables, IEntityType row, IQueryable<TRow> rows) where TRow : class
    {
        var (table, columns, count) = (row.GetTableName()!, row.GetProperties().ToList(), 0);
        var file = columns.SingleOrDefault(column => column.ClrType == typeof(byte[]) && column.Name is "Bytes" or "Pdf");
        await box.Lines($"tables/{table}.jsonl", file is not null, async lines =>
        {
            await foreach (var one in rows.AsNoTracking().AsAsyncEnumerable())
            {
                var line = new JsonObject(columns.Where(column => column != file).Select(column => KeyValuePair.Create(column.GetColumnName(), Written(column.GetGetter().GetClrValue(one)))));
                if (file is not null)
                {
                    line[file.GetColumnName()] = await AsFile(box, table, row, file, one);
                }

                await lines.WriteLineAsync(line.ToJsonString(Plain));
                if (++count % RowsBetweenNews == 0)
                {
                    await Console.Error.WriteLineAsync($"{table}: {count} rows …");
                }
            }
        });
        tables.Add(new JsonObject { ["table"] = table, ["rows"] = count });
        Console.WriteLine($"{table}\t{count}");
    }

    private static async Task<string?> AsFile(Box box, string table, IEntityType row, IProperty column, object one)
    {
        if (column.GetGetter().GetClrValue(one) is not byte[] bytes)
        {
            return null;
        }

        var name = $"files/{table}/{Written(row.FindPrimaryKey()!.Properties[^1].GetGetter().GetClrValue(one))}.{(column.Name == "Pdf" ? "pdf" : "bin")}";
        await box.Entry(name, stream => stream.WriteAsync(bytes).AsTask());
        return name;
    }

    // The catalogue is of all communes; of it, what this one has used.
    private static async Task<IQueryable<ProcedureVersion>> Used(PerronDb db)
    {
        var used = (await db.Set<Cases.Case>().Select(one => new { one.Procedure, one.Version }).Distinct().ToListAsync())
            .Concat(await db.Set<Cases.Draft>().Select(one => new { one.Procedure, one.Version }).Distinct().ToListAsync())
            .Concat(await db.Set<AdoptedProcedure>().Select(one => new { Procedure = one.Slug, one.Version }).ToListAsync())
            .Concat(await db.Set<AdoptedProcedure>().Where(one => one.OwnVersion != null).Select(one => new { Procedure = one.Slug, Version = one.OwnVersion!.Value }).ToListAsync())
            .Select(one => $"{one.Procedure} {one.Version}").Distinct().ToList();
        return db.Set<ProcedureVersion>().Where(version => used.Contains(version.Slug + " " + version.Version));
    }

    private static async Task Folder(Box box, string folder, string name)
    {
        foreach (var file in System.IO.Directory.Exists(folder) ? System.IO.Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray() : [])
        {
            await Copy(box, file, $"{name}/{Path.GetRelativePath(folder, file).Replace('\\', '/')}");
        }
    }

    private static async Task Copy(Box box, string file, string name)
    {
        if (File.Exists(file))
        {
            await using var from = File.OpenRead(file);
            await box.Entry(name, stream => from.CopyToAsync(stream));
        }
    }

    /// <summary>A transaction that sees one moment of all tables, and lets everybody else write meanwhile.</summary>
    private static async Task<IDbContextTransaction> OneMoment(PerronDb db)
    {
        if (db is not SqlitePerronDb)
        {
            return await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        }

        await db.Database.OpenConnectionAsync();
        return (await db.Database.UseTransactionAsync(((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true)))!;
    }

    private static FileStreamOptions Secret(FileAccess access, FileOptions options = FileOptions.None)
    {
        var only = new FileStreamOptions { Mode = FileMode.CreateNew, Access = access, Options = options };
        if (!OperatingSystem.IsWindows())
        {
            only.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return only;
    }

    // The same on both databases: moments and days as ISO 8601, ids as plain UUIDs, choices by name, what is sealed in base64.
    private static JsonNode? Written(object? value) => value switch
    {
        null => null,
        Instant moment => InstantPattern.ExtendedIso.Format(moment),
        LocalDate day => LocalDatePattern.Iso.Format(day),
        LocalTime time => LocalTimePattern.ExtendedIso.Format(time),
        Enum choice => choice.ToString(),
        LocalText text => JsonNode.Parse(text.ToJson()),
        byte[] bytes => Convert.ToBase64String(bytes),
        string or bool or int or long or double or decimal or Guid => JsonValue.Create(value),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Written)]),
        _ when value.GetType().GetProperty("Value")?.PropertyType == typeof(Guid) => Written(value.GetType().GetProperty("Value")!.GetValue(value)),
        _ => value.ToString(),
    };

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver(), Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Plain = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver(), Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string ReadMe = """
        All that one commune has in a house of Perron, at one moment. SECRET: whoever holds this file reads what citizens have entrusted to the commune.

        manifest.json            which commune, when, of which version; how many rows of each table; SHA-256 of every entry
        tables/TABLE.jsonl       one row a line, in UTF-8. Moments are UTC in ISO 8601, ids are UUIDs, texts in several languages are {"fr": …, "nl": …}
        files/TABLE/ID.…         what a row holds as a file: uploads (tables/stored_files.jsonl says name and type), documents, letters. Nothing is encrypted
        catalogue/communes/…     settings, theme, pictures and lists of the commune, as its folder of the catalogue has them
        chain/…                  the heads of the timeline's chain and the ledger of erasures, as they are kept outside the database

        The timeline is tables/timeline_events.jsonl, its chain tables/sealed_events.jsonl. The versions of the procedures that were used are tables/procedure_versions.jsonl.

        Columns named sealed… are AES-256-GCM: 12 bytes nonce, 16 bytes tag, cipher. Their key is HKDF-SHA256 of the installation's master key, with the
        16 bytes of the commune's id (as .NET orders them) as salt and "seal" as info. Without the master key, which is never in an export, nobody reads them.
        """;

    /// <summary>The archive, and what was put into it: one entry is open at a time.</summary>
    private sealed class Box(ZipArchive zip, string beside)
    {
        public List<(string Name, string Sha256)> Written { get; } = [];

        public async Task Entry(string name, Func<Stream, Task> write)
        {
            using var hash = SHA256.Create();
            await using (var entry = await zip.CreateEntry(name).OpenAsync())
            await using (var hashed = new CryptoStream(entry, hash, CryptoStreamMode.Write))
            {
                await write(hashed);
            }

            Written.Add((name, Convert.ToHexStringLower(hash.Hash!)));
        }

        /// <summary>Lines; where other entries are made meanwhile, they wait in a file of their own.</summary>
        public async Task Lines(string name, bool isInterrupted, Func<StreamWriter, Task> write)
        {
            if (!isInterrupted)
            {
                await Entry(name, async stream =>
                {
                    await using var lines = new StreamWriter(stream, leaveOpen: true);
                    await write(lines);
                });
                return;
            }

            await using var waiting = new FileStream($"{beside}.lines", Secret(FileAccess.ReadWrite, FileOptions.DeleteOnClose));
            await using (var lines = new StreamWriter(waiting, leaveOpen: true))
            {
                await write(lines);
            }

            waiting.Position = 0;
            await Entry(name, stream => waiting.CopyToAsync(stream));
        }
    }
}
