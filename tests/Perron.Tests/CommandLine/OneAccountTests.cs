using Npgsql;
using Perron.Tests.Support;
namespace Perron.Tests.CommandLine;

/// <summary>One account of a PostgreSQL server, no superuser: it owns the tables, and runs the house in the role that owns nothing.</summary>
public sealed class OneAccountTests
{
    [Fact]
    public async Task An_account_that_owns_its_database_and_may_create_roles_is_enough()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "SQLite has no accounts.");
        await using var portal = await Portal.Open(); // makes sure that the cluster stands
        var server = Environment.GetEnvironmentVariable("PERRON_TEST_PG");
        var name = $"town_{Guid.CreateVersion7():N}";
        await AsSuperuser($"create role {name} login createrole");
        await AsSuperuser($"create database {name} owner {name}");

        // Where the server is named stands last: the order of a connection's words means nothing.
        var account = $"Database={name};Username={name};Pooling=false;{server}";
        foreach (var verb in (string[])["migrate", "demo", "verify"])
        {
            Assert.Equal(0, Typed.Perron($"{account};Options=-c role=perron_app", account, [verb], ("Perron:ChainFolder", "")));
        }

        async Task AsSuperuser(string sql)
        {
            await using var line = new NpgsqlConnection($"{server};Database=postgres;Username=postgres;Pooling=false");
            await line.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand(sql, line);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
