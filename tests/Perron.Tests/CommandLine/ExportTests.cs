using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Platform.Storage;
using Perron.Tests.DataLife;
using Perron.Tests.Support;
namespace Perron.Tests.CommandLine;

/// <summary><c>perron commune export</c>: all of one commune, and nothing of another.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("perron-export-").FullName;

    [Fact]
    public async Task Every_row_of_every_table_of_the_database_is_in_it_with_every_column()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        await new Person("claire").Settle(portal, portal.Now);
        await new Person("marcel").Settle(portal, portal.Now, portal.Boussu);
        var export = await Export(portal, portal.Braine);
        var told = export.Manifest["tables"]!.AsArray().ToDictionary(table => (string)table!["table"]!, table => (int)table!["rows"]!);
        var tables = await Tables(portal);
        Assert.True(tables.Count > 50);
        foreach (var (table, columns) in tables)
        {
            var rows = await Count(portal, table);
            var lines = export.Lines($"tables/{table}.jsonl");
            Assert.True(rows == told.GetValueOrDefault(table, -1) && rows == lines.Count, $"{table}: {rows} rows, {told.GetValueOrDefault(table, -1)} told, {lines.Count} lines");
            Assert.All(lines, line => Assert.Equal(columns, line.Select(column => column.Key).ToHashSet()));
        }

        Assert.Equal(["communes", "procedure_versions"], told.Keys.Except(tables.Keys).Order());
        Assert.Equal("Braine-l'Alleud", (string)export.Lines("tables/communes.jsonl").Single()["name"]!);
    }

    [Fact]
    public async Task What_is_of_another_commune_is_nowhere_in_it()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        await new Person("claire").Settle(portal, portal.Now);
        await new Person("marcel").Settle(portal, portal.Now, portal.Boussu);
        var export = await Export(portal, portal.Braine);
        var strangers = ((string[])["canary-marcel", portal.Boussu.Id.Value.ToString(), "boussu.localhost", "065 55 02"]).SelectMany(word => (byte[][])[Encoding.UTF8.GetBytes(word), Encoding.UTF8.GetBytes(word.ToUpperInvariant())]).ToList();
        Assert.Empty(export.Entries.Where(entry => strangers.Any(word => entry.Value.AsSpan().IndexOf(word) >= 0)).Select(entry => entry.Key));
        Assert.Contains(export.Entries, entry => entry.Key.StartsWith("files/stored_bytes/", StringComparison.Ordinal) && entry.Value.AsSpan().IndexOf("canary-claire-contenu"u8) >= 0);
        Assert.Contains(export.Entries, entry => entry.Key == "catalogue/communes/braine-lalleud/theme.json");
    }

    [Fact]
    public async Task Its_manifest_says_what_each_entry_is_and_only_versions_that_were_used_are_taken_along()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        await portal.Visit(portal.Braine).Open("/"); // a house that opens keeps the versions of its catalogue
        var export = await Export(portal, await portal.InDb(null, db => db.Set<Commune>().SingleAsync(commune => commune.Slug == "kalterbach")));
        Assert.Equal(
            export.Entries.Where(entry => entry.Key != "manifest.json").ToDictionary(entry => entry.Key, entry => Convert.ToHexStringLower(SHA256.HashData(entry.Value))),
            export.Manifest["entries"]!.AsArray().ToDictionary(entry => (string)entry!["name"]!, entry => (string)entry!["sha256"]!));
        Assert.Equal(("kalterbach", 1), ((string)export.Manifest["commune"]!, (int)export.Manifest["format"]!));
        Assert.False(string.IsNullOrEmpty((string?)export.Manifest["schema"]));
        Assert.Equal(["certificat-de-residence", "changement-d-adresse", "composition-de-menage", "don-d-organes", "extrait-de-casier-judiciaire"],
            export.Lines("tables/procedure_versions.jsonl").Select(version => (string)version["slug"]!).Distinct().Order(StringComparer.Ordinal));
        var used = await Count(portal, "procedure_versions", "");
        Assert.True(used > 5);
    }

    [Fact]
    public async Task It_overwrites_nothing_and_only_its_owner_may_read_it()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var zip = Path.Combine(_folder, "own.zip");
        Assert.Equal(0, Typed.Perron(portal.Database, ["commune", "export", "boussu", zip]));
        var before = await File.ReadAllBytesAsync(zip, TestContext.Current.CancellationToken);
        Assert.Equal(1, Typed.Perron(portal.Database, ["commune", "export", "boussu", zip]));
        Assert.Equal(before, await File.ReadAllBytesAsync(zip, TestContext.Current.CancellationToken));
        Assert.Equal([zip], System.IO.Directory.GetFiles(_folder));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(zip) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private sealed record Exported(IReadOnlyDictionary<string, byte[]> Entries)
    {
        public JsonNode Manifest => JsonNode.Parse(Entries["manifest.json"])!;

        public IReadOnlyList<JsonObject> Lines(string name) =>
            Entries.TryGetValue(name, out var bytes) ? [.. Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())] : [];
    }

    private async Task<Exported> Export(Portal portal, Commune commune)
    {
        var zip = Path.Combine(_folder, $"{commune.Slug}.zip");
        Assert.Equal(0, Typed.Perron(portal.Database, ["commune", "export", commune.Slug, zip]));
        await using var archive = await ZipFile.OpenReadAsync(zip);
        var entries = new Dictionary<string, byte[]>();
        foreach (var entry in archive.Entries)
        {
            using var bytes = new MemoryStream();
            await using var from = await entry.OpenAsync();
            await from.CopyToAsync(bytes);
            entries.Add(entry.FullName, bytes.ToArray());
        }

        return new(entries);
    }

    /// <summary>The tables of the database itself that have a commune, whatever the model says, each with its columns.</summary>
    private static Task<Dictionary<string, HashSet<string>>> Tables(Portal portal) => portal.InDb(portal.Braine, async db =>
    {
        var columns = await (db is SqlitePerronDb
            ? db.Database.SqlQuery<string>($"select t.name || ' ' || c.name as \"Value\" from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table'")
            : db.Database.SqlQuery<string>($"select c.relname || ' ' || a.attname as \"Value\" from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped")).ToListAsync();
        return columns.Select(column => column.Split(' ')).GroupBy(column => column[0], column => column[1]).Select(table => (table.Key, Columns: table.ToHashSet()))
            .Where(table => table.Columns.Contains("commune_id")).ToDictionary(table => table.Key, table => table.Columns);
    });

#pragma warning disable EF1002 // Names come from the database itself.
    private static Task<int> Count(Portal portal, string table, string where = " where commune_id = {0}") => portal.InDb(portal.Braine, db =>
        db.Database.SqlQueryRaw<int>($"select cast(count(*) as integer) as \"Value\" from {table}{where}", where.Length == 0 ? [] : [db is SqlitePerronDb ? portal.Braine.Id.Value.ToString().ToUpperInvariant() : portal.Braine.Id.Value]).SingleAsync());
#pragma warning restore EF1002

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);
}
