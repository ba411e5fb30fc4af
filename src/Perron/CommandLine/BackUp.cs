using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using Perron.Platform;
namespace Perron.CommandLine;

/// <summary><c>perron backup</c>: a copy of the whole database at one moment, while the house stays open. The master key is not in it: it is kept elsewhere.</summary>
internal static class BackUp
{
    public const string SqliteCopy = "perron.db", PostgresCopy = "perron.dump";

    public static async Task<int> Run(IServiceProvider services, string folder)
    {
        var options = services.GetRequiredService<IOptions<PerronOptions>>().Value;
        System.IO.Directory.CreateDirectory(folder);
        if (options.IsPostgres)
        {
            // Row-level security is forced on the owner as well: only a role that passes every wall sees all there is to save.
            return await Tool("pg_dump", AsKeeper(options), "--format=custom", $"--file={Path.Combine(folder, PostgresCopy)}");
        }

        await using var from = new SqliteConnection(options.Database);
        await from.OpenAsync();
        await using var copy = new SqliteConnection($"Data Source={Path.Combine(folder, SqliteCopy)};Pooling=false");
        await copy.OpenAsync();
        from.BackupDatabase(copy);
        return 0;
    }

    internal static NpgsqlConnectionStringBuilder AsKeeper(PerronOptions options) =>
        new(options.BackupDatabase is { Length: > 0 } keeper ? keeper : options.OwnerDatabase is { Length: > 0 } owner ? owner : options.Database);

    /// <summary>Runs one of PostgreSQL's own tools on this connection; the password goes by the environment, never by the command line.</summary>
    internal static async Task<int> Tool(string name, NpgsqlConnectionStringBuilder connection, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, [.. arguments, $"--host={connection.Host}", $"--port={connection.Port}", $"--username={connection.Username}", $"--dbname={connection.Database}"]);
        start.Environment["PGPASSWORD"] = connection.Password ?? "";
        using var tool = Process.Start(start)!;
        await tool.WaitForExitAsync();
        return tool.ExitCode;
    }
}
