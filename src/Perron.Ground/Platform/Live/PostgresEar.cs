using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
namespace Perron.Platform.Live;

/// <summary>Hears what the other nodes changed (PostgreSQL LISTEN), forgets the pages that showed it here and wakes who listens here.</summary>
internal sealed partial class PostgresEar(IOptions<PerronOptions> options, IOutputCacheStore pages, LiveHub hub, ILogger<PostgresEar> logger) : BackgroundService
{
    public const string Channel = "perron";

    /// <summary>What is sent: who says it, and what changed. A node does not listen to itself, it has told already.</summary>
    public static string Letter(string node, string tag) => $"{node}|{tag}";

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (options.Value.IsPostgres && !stopping.IsCancellationRequested)
        {
            try
            {
                await Listen(stopping);
            }
#pragma warning disable CA1031 // Whatever it was, a name that is not found or a line cut in the middle: it calls again. An exception that leaves here would close the whole house.
            catch (Exception lost) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LostTheLine(logger, lost.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Listen(CancellationToken stopping)
    {
        await using var line = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Value.Database) { Pooling = false, KeepAlive = 10 }.ConnectionString);
        line.Notification += (_, heard) => _ = Hear(heard.Payload);
        await line.OpenAsync(stopping);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", line))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }

        // Whatever was said while nobody listened is lost: start afresh.
        await pages.EvictByTagAsync(CachedPage.Everything, stopping);
        hub.PublishAll();
        while (true)
        {
            await line.WaitAsync(stopping);
        }
    }

    private async Task Hear(string letter)
    {
        if (letter.Split('|', 2) is [var node, var tag] && node != hub.Node)
        {
            await pages.EvictByTagAsync(tag, CancellationToken.None);
            hub.Publish(tag);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The line to the other nodes is lost, trying again: {Reason}")]
    private static partial void LostTheLine(ILogger logger, string reason);
}
