using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Perron.Platform;
using Perron.Platform.Storage;
namespace Perron.Communes;

/// <summary>
/// On SQLite nobody calls from one process to another: twice a second the house that is open looks whether <c>perron commune add</c> has changed a commune.
/// On PostgreSQL the database itself tells the nodes.
/// </summary>
internal sealed partial class CommuneWatch(IOptions<PerronOptions> options, IServiceScopeFactory scopes, CommuneRegister register, ILogger<CommuneWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (options.Value.IsPostgres)
        {
            return;
        }

        using var clock = new PeriodicTimer(Rest);
        while (await Ticks(clock, stopping))
        {
            try
            {
                await Look();
            }
#pragma warning disable CA1031 // Whatever it was, it looks again: an exception that leaves here would close the whole house.
            catch (Exception away) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                CannotLook(logger, away.Message);
            }
        }
    }

    private async Task Look()
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = await scope.ServiceProvider.GetRequiredService<PerronDb>().Set<Commune>().Where(commune => commune.ClosedAt == null).GroupBy(_ => 1)
            .Select(communes => new { Count = communes.Count(), LastChange = communes.Max(commune => commune.ChangedAt) }).SingleOrDefaultAsync();
        if (!register.Knows(now?.Count ?? 0, now?.LastChange))
        {
            await register.Read();
        }
    }

    private static async Task<bool> Ticks(PeriodicTimer clock, CancellationToken stopping)
    {
        try
        {
            return await clock.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot look whether communes have changed: {Reason}")]
    private static partial void CannotLook(ILogger logger, string reason);
}
