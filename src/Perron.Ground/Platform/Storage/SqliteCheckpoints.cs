using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
namespace Perron.Platform.Storage;

/// <summary>
/// Carries what the write-ahead log of SQLite holds into the file itself, beside the writers: left to the driver, every twentieth upload would do it
/// while the others wait for their turn. Only the last few pages are carried in a writer's turn, so that the log begins anew.
/// </summary>
internal sealed partial class SqliteCheckpoints(IOptions<PerronOptions> options, TimeProvider time, ILogger<SqliteCheckpoints> logger) : BackgroundService
{
    /// <summary>After so many commits there is enough to carry.</summary>
    private const int WorthIt = 50;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var carried = SqlitePerronDb.Turns;
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(Rest, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (SqlitePerronDb.Turns - carried >= WorthIt && !stopping.IsCancellationRequested)
            {
                carried = SqlitePerronDb.Turns;
                await Carry();
            }
        }
    }

    private async Task Carry()
    {
        try
        {
            await using var connection = new SqliteConnection(options.Value.Database);
            await connection.OpenAsync();
            await Task.Run(() => Checkpoint(connection)); // the driver does not give its thread back while it writes
            await SqlitePerronDb.InTurn(() => Checkpoint(connection));
        }
#pragma warning disable CA1031 // An exception that leaves here would close the whole house.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            NotCarried(logger, failure); // the log grows until the next try, or until a commit does it
        }
    }

    private static void Checkpoint(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(passive)";
        command.ExecuteNonQuery();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log was not carried into the database")]
    private static partial void NotCarried(ILogger logger, Exception failure);
}
