using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Perron.Communes;
using Perron.Platform.Files;
using Perron.Platform.Jobs;
using Perron.Tests.Cases;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.CommandLine;

/// <summary>What the operator types, on the database of the test.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("perron-verbs-").FullName;

    [Fact]
    public async Task A_backup_brought_back_elsewhere_holds_every_row_and_verifies()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        await Seal(portal);
        Assert.Equal(0, Perron(portal.Database.Connection, portal.Database.OwnerConnection, "backup", _folder));

        var (app, owner) = await EmptyDatabase();
        Assert.Equal(0, Perron(app, owner, "restore", _folder));
        Assert.Equal(0, Perron(app, owner, "verify"));
        Assert.Equal(await Rows(portal.Database.Connection, portal.Braine), await Rows(app, portal.Braine));
        Assert.Contains(reference, await File.ReadAllTextAsync(await Export(app, portal.Braine, "tables/cases.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_altered_in_the_database_is_found_by_verify()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        await Seal(portal);
        Assert.Equal(0, Perron(portal.Database.Connection, portal.Database.OwnerConnection, "verify"));
        await portal.InDb(portal.Braine, db => db.Set<Perron.Cases.IssuedDocument>().ExecuteUpdateAsync(row => row.SetProperty(document => document.Pdf, new byte[] { 1, 2, 3 })));
        Assert.Equal(1, Perron(portal.Database.Connection, portal.Database.OwnerConnection, "verify"));
    }

    [Fact]
    public async Task A_file_altered_in_the_database_is_found_by_verify()
    {
        await using var portal = await Portal.Open();
        var (file, organisation) = (StoredFileId.New(), await portal.InDb(portal.Braine, db => db.Set<Organisation>().Select(one => one.Id).FirstAsync()));
        await portal.InDb(portal.Braine, db =>
        {
            db.Add(new StoredFile
            {
                CommuneId = portal.Braine.Id, OrganisationId = organisation, Id = file, OwnerId = Guid.CreateVersion7(), Name = "a.pdf", ContentType = "application/pdf", Size = 3, At = portal.Now,
                Sha256 = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData([1, 2, 3])), State = FileState.Clean,
            });
            db.Add(new StoredBytes { CommuneId = portal.Braine.Id, OrganisationId = organisation, FileId = file, Bytes = [1, 2, 3] });
            return db.SaveChangesAsync();
        });
        Assert.Equal(0, Perron(portal.Database.Connection, portal.Database.OwnerConnection, "verify"));
        await portal.InDb(portal.Braine, db => db.Set<StoredBytes>().ExecuteUpdateAsync(row => row.SetProperty(content => content.Bytes, new byte[] { 1, 2, 4 })));
        Assert.Equal(1, Perron(portal.Database.Connection, portal.Database.OwnerConnection, "verify"));
    }

    [Fact]
    public async Task Settling_the_communes_twice_changes_nothing()
    {
        await using var portal = await Portal.Open();
        var before = await Rows(portal.Database.Connection, portal.Braine);
        Assert.Equal(0, Perron(portal.Database.Connection, portal.Database.OwnerConnection, "demo"));
        Assert.Equal(before, await Rows(portal.Database.Connection, portal.Braine));
    }

    [Fact]
    public void An_unknown_verb_is_explained() => Assert.Equal(2, Perron("Data Source=none", "Data Source=none", "dance"));

    private static async Task Seal(Portal portal)
    {
        while (await portal.Services.GetRequiredService<Walk<SealingRound>>().Once(portal.Braine.Id))
        {
            // until all that happened is sealed
        }
    }

    private async Task<string> Export(string connection, Commune commune, string table)
    {
        var zip = Path.Combine(_folder, $"{Guid.CreateVersion7():N}.zip");
        Assert.Equal(0, Perron(connection, connection, "commune", "export", commune.Slug, zip));
        var file = $"{zip}.{Path.GetFileName(table)}";
        await using var archive = await ZipFile.OpenReadAsync(zip);
        await archive.GetEntry(table)!.ExtractToFileAsync(file);
        return file;
    }

    /// <summary>How many rows of each table the commune has.</summary>
    private async Task<string> Rows(string connection, Commune commune)
    {
        var zip = Path.Combine(_folder, $"{Guid.CreateVersion7():N}.zip");
        Assert.Equal(0, Perron(connection, connection, "commune", "export", commune.Slug, zip));
        await using var archive = await ZipFile.OpenReadAsync(zip);
        await using var manifest = await archive.GetEntry("manifest.json")!.OpenAsync();
        return (await JsonNode.ParseAsync(manifest))!["tables"]!.ToJsonString();
    }

    private async Task<(string App, string Owner)> EmptyDatabase()
    {
        if (!TestDatabase.IsPostgres)
        {
            return ($"Data Source={Path.Combine(_folder, "restored.db")}", $"Data Source={Path.Combine(_folder, "restored.db")}");
        }

        var name = $"restored_{Guid.CreateVersion7():N}";
        await using var server = new NpgsqlConnection(Typed.With("postgres", "postgres"));
        await server.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name} owner perron_owner", server);
        await create.ExecuteNonQueryAsync();
        return (Typed.With(name, "perron_app"), Typed.With(name, "perron_owner"));
    }

    private int Perron(string connection, string owner, params string[] verb) => Typed.Perron(connection, owner, verb, ("Perron:ChainFolder", Path.Combine(_folder, "chain")));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
