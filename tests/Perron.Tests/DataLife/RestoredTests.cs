using System.IO.Compression;
using System.Text;
using Npgsql;
using Perron.Tests.CommandLine;
using Perron.Tests.Support;
namespace Perron.Tests.DataLife;

/// <summary>By the verbs an operator types: a backup of before an erasure is brought back, and whom the house has forgotten since is forgotten there too.</summary>
public sealed class RestoredTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("perron-restored-").FullName;

    [Fact]
    public async Task Who_was_erased_after_the_backup_does_not_come_back_with_it()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:ChainFolder", Path.Combine(_folder, "chain")));
        var (claire, marc) = (new Person("claire"), new Person("marc"));
        await claire.Settle(portal, portal.Now);
        await marc.Settle(portal, portal.Now);
        Assert.Equal(0, Perron(portal.Database.Connection, portal.Database.OwnerConnection, "chain", "backup", Path.Combine(_folder, "copy")));

        var page = await portal.VisitAs(claire.Visitor(portal.Braine), portal.Braine).Open("/mon-espace/donnees/effacement");
        await page.Submit("Effacer mes données", ("compris", "oui"));
        Assert.Equal("/vie-privee/effacement", page.Location);

        // Without the ledger the backup brings her back: this is what the replay is for.
        var (app, owner) = await EmptyDatabase("without");
        Assert.Equal(0, Perron(app, owner, "no-chain", "restore", Path.Combine(_folder, "copy")));
        var risen = await Everything(app);
        Assert.All(Person.Free.Except(["contenu", "compte"]), place => Assert.Contains(claire.Word(place), risen, StringComparison.Ordinal));

        (app, owner) = await EmptyDatabase("with");
        Assert.Equal(0, Perron(app, owner, "chain", "restore", Path.Combine(_folder, "copy")));
        var restored = await Everything(app);
        Assert.All(Person.Free, place => Assert.DoesNotContain(claire.Word(place), restored, StringComparison.Ordinal));
        Assert.All(Person.Free.Except(["contenu", "compte"]), place => Assert.Contains(marc.Word(place), restored, StringComparison.Ordinal)); // and nobody else
    }

    private async Task<string> Everything(string connection)
    {
        var zip = Path.Combine(_folder, $"{Guid.CreateVersion7():N}.zip");
        Assert.Equal(0, Perron(connection, connection, "chain", "commune", "export", "braine-lalleud", zip));
        await using var archive = await ZipFile.OpenReadAsync(zip);
        var all = new StringBuilder();
        foreach (var entry in archive.Entries)
        {
            using var lines = new StreamReader(await entry.OpenAsync());
            all.Append(await lines.ReadToEndAsync());
        }

        return all.ToString();
    }

    private async Task<(string App, string Owner)> EmptyDatabase(string name)
    {
        if (!TestDatabase.IsPostgres)
        {
            return ($"Data Source={Path.Combine(_folder, $"{name}.db")}", $"Data Source={Path.Combine(_folder, $"{name}.db")}");
        }

        var database = $"restored_{Guid.CreateVersion7():N}";
        await using var server = new NpgsqlConnection(Typed.With("postgres", "postgres"));
        await server.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {database} owner perron_owner", server);
        await create.ExecuteNonQueryAsync();
        return (Typed.With(database, "perron_app"), Typed.With(database, "perron_owner"));
    }

    private int Perron(string connection, string owner, string chain, params string[] verb) => Typed.Perron(connection, owner, verb, ("Perron:ChainFolder", Path.Combine(_folder, chain)));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
