using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Perron.Platform;
using Perron.Platform.Storage;
namespace Perron.CommandLine;

/// <summary><c>perron migrate</c>: brings the tables up to date, as their owner. The house itself cannot: it owns nothing.</summary>
internal static class MigrateDatabase
{
    public static async Task<int> Run(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var options = services.GetRequiredService<IOptions<PerronOptions>>().Value;
        if (!options.IsPostgres && new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(options.Database).DataSource is var file && Path.GetDirectoryName(file) is { Length: > 0 } folder && !file.StartsWith("file:", StringComparison.Ordinal))
        {
            System.IO.Directory.CreateDirectory(folder);
        }

        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        if (options.OwnerDatabase.Length > 0)
        {
            db.Database.SetConnectionString(options.OwnerDatabase);
        }

        try
        {
            await db.Database.MigrateAsync();
            await LendTheRole(db, options);
            return 0;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            var account = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()).Username;
            await Console.Error.WriteLineAsync(
                $"The account '{account}' may not do this ({refused.MessageText}). It owns the database, and either has CREATEROLE or finds the role: as a superuser type\n  create role perron_app login; grant perron_app to \"{account}\";");
            return 1;
        }
    }

    // Where one account both owns the tables and runs the house as perron_app (Options=-c role=perron_app), it must be allowed to become that role.
    private static async Task LendTheRole(PerronDb db, PerronOptions options)
    {
        if (options.IsPostgres && new NpgsqlConnectionStringBuilder(options.Database).Options is { } wanted && wanted.Contains("role=perron_app", StringComparison.Ordinal))
        {
            await db.Database.ExecuteSqlRawAsync("""
                do $$ begin if not pg_has_role(current_user, 'perron_app', 'member') then execute format('grant perron_app to %I', current_user); end if; end $$
                """);
        }
    }
}
