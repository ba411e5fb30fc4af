using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Platform;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.CommandLine;

/// <summary>
/// <c>perron verify</c>: the database itself, the chain of each commune's timeline against its exported heads, what lies in each case against its timeline,
/// every issued document and every stored file against its hash.
/// 1 when anything is not as it was written.
/// </summary>
internal static class VerifyEverything
{
    public static async Task<int> Run(IServiceProvider services)
    {
        var isWhole = await IsDatabaseWhole(services);
        foreach (var commune in await Communes(services))
        {
            await Inside(services, commune, async db =>
            {
                var chain = await Chain(services, db, commune);
                var wrong = await WrongDocuments(db);
                var files = await WrongFiles(db);
                var untold = await Folder.Untold(db);
                isWhole &= chain.Fault is null && wrong.Count == 0 && files.Count == 0 && untold.Count == 0;
                Console.WriteLine($"{commune.Slug}: {chain.Links} events sealed{(chain.Fault is { } fault ? $", {fault.Kind} at place {fault.Place}{(fault.Event is { } id ? $" (event {id})" : "")}" : ", all as written")}"
                    + $"; cases {(untold.Count == 0 ? "as told" : $"with something untold: {string.Join(", ", untold)}")}"
                    + $"; documents {(wrong.Count == 0 ? "as issued" : $"altered: {string.Join(", ", wrong)}")}"
                    + $"; files {(files.Count == 0 ? "as received" : $"altered: {string.Join(", ", files)}")}");
            });
        }

        return isWhole ? 0 : 1;
    }

    private static Task<ChainReport> Chain(IServiceProvider services, PerronDb db, Commune commune)
    {
        var folder = services.GetRequiredService<IOptions<PerronOptions>>().Value.ChainFolder;
        return TimelineChain.Verify(
            db, commune.Id, services.GetRequiredService<HouseKeys>(), folder.Length > 0 ? ChainHead.Read(folder, commune.Slug) : [], services.GetRequiredService<TimeProvider>().GetCurrentInstant());
    }

    private static async Task<List<string>> WrongDocuments(PerronDb db)
    {
        var wrong = new List<string>();
        await foreach (var document in db.Set<IssuedDocument>().AsNoTracking().Select(document => new { document.Code, document.Pdf, document.Sha256 }).AsAsyncEnumerable())
        {
            if (!string.Equals(Convert.ToHexString(SHA256.HashData(document.Pdf)), document.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                wrong.Add(document.Code);
            }
        }

        return wrong;
    }

    // What another engine can say of its own pages; who reads every row below reads the rest.
    private static async Task<bool> IsDatabaseWhole(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        var said = db is SqlitePerronDb
            ? (await db.Database.SqlQuery<string>($"select integrity_check as \"Value\" from pragma_integrity_check").ToListAsync()).Where(line => line != "ok").Take(5).ToList()
            : await db.Database.SqlQuery<string>($"select indexrelid::regclass::text as \"Value\" from pg_index where not indisvalid").ToListAsync();
        Console.WriteLine(said.Count == 0 ? "database: whole" : $"database: broken ({string.Join("; ", said)})");
        return said.Count == 0;
    }

    private static async Task<List<string>> WrongFiles(PerronDb db)
    {
        var wrong = new List<string>();
        await foreach (var file in db.Set<StoredFile>().AsNoTracking().Join(db.Set<StoredBytes>(), file => file.Id, content => content.FileId, (file, content) => new { file.Id, file.Sha256, content.Bytes }).AsAsyncEnumerable())
        {
            if (!string.Equals(Convert.ToHexString(SHA256.HashData(file.Bytes)), file.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                wrong.Add(file.Id.Value.ToString());
            }
        }

        return wrong;
    }

    internal static async Task<List<Commune>> Communes(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PerronDb>().Set<Commune>().AsNoTracking().OrderBy(commune => commune.Slug).ToListAsync();
    }

    private static Task Inside(IServiceProvider services, Commune commune, Func<PerronDb, Task> work) => SettleCommunes.Inside(services, commune.Id, (_, db) => work(db));
}
