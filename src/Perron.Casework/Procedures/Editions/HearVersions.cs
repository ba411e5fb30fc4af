using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Procedures.Editions;

/// <summary>Takes up, on this node, what another has published. Whoever needs it sooner reads it by himself.</summary>
internal sealed partial class HearVersions(LiveHub hub, IServiceScopeFactory scopes, ProcedureCatalogue catalogue, ILogger<HearVersions> log) : IHostedService
{
    private IDisposable? _ear;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ear = hub.Overhear(Offers.Topic, _ => Task.Run(CatchUp, CancellationToken.None));
        return Task.CompletedTask;
    }

    private async Task CatchUp()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PerronDb>().CatchUp(catalogue);
        }
#pragma warning disable CA1031 // Nobody waits for this; what needs the version reads it again.
        catch (Exception lost)
#pragma warning restore CA1031
        {
            NotHeard(log, lost);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What another node published could not be read yet.")]
    private static partial void NotHeard(ILogger log, Exception lost);

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _ear?.Dispose();
        return Task.CompletedTask;
    }
}
