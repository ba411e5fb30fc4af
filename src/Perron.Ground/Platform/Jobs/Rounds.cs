using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Platform.Jobs;

/// <summary>Walks one kind of round for as long as the house is open. A commune where something fails is tried again at the next round; the others do not wait for it.</summary>
internal sealed partial class Rounds<TRound>(
    Walk<TRound> walk, ICommuneRoll roll, LiveHub hub, TimeProvider time, IOptions<PerronOptions> options, IHostApplicationLifetime house, ILogger<TRound> logger) : BackgroundService
    where TRound : IRound
{
    // A house that has just opened meets its first visitors before it walks through hundreds of communes; what is done a few times a day waits longer. Who is called is visited at once.
    private static readonly Duration Settling = TRound.Every > Duration.FromHours(1) ? Duration.FromMinutes(2) : Duration.FromSeconds(10);

    private readonly ConcurrentDictionary<CommuneId, bool> _called = new();
    private readonly SemaphoreSlim _bell = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (!options.Value.Rounds)
        {
            return;
        }

        using var _ = TRound.CalledBy is { } topic ? hub.Overhear(topic, Call) : null;
        await Opened(stopping);
        var next = time.GetTimestamp() + (long)(Settling.TotalSeconds * time.TimestampFrequency);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var isTime = time.GetElapsedTime(next) >= TimeSpan.Zero;
                if (isTime)
                {
                    next = time.GetTimestamp() + (long)(TRound.Every.TotalSeconds * time.TimestampFrequency);
                }

                await VisitAll(isTime ? await roll.All() : [.. _called.Keys], stopping);
            }
#pragma warning disable CA1031 // Whatever it was, the next round tries again: a house whose mail stops for ever is worse than a line in the log.
            catch (Exception failure) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                RoundFailed(logger, typeof(TRound).Name, failure);
            }

            await Rest(time.GetElapsedTime(time.GetTimestamp(), next), stopping);
        }
    }

    private async Task VisitAll(IReadOnlyList<CommuneId> communes, CancellationToken stopping)
    {
        foreach (var commune in communes)
        {
            _called.TryRemove(commune, out var _);
            try
            {
                if (!stopping.IsCancellationRequested && await walk.Once(commune, stopping))
                {
                    Call(commune); // the others come first
                }
            }
#pragma warning disable CA1031
            catch (Exception failure) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                VisitFailed(logger, typeof(TRound).Name, commune.Value, failure);
            }
        }
    }

    private void Call(CommuneId commune)
    {
        _called[commune] = true;
        if (_bell.CurrentCount > 0)
        {
            return; // it rings already, and an exception for each message would cost more than the message
        }

        try
        {
            _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // somebody rang in the same moment
        }
    }

    private async Task Rest(TimeSpan rest, CancellationToken stopping)
    {
        using var morning = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(_bell.WaitAsync(morning.Token), Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, time, morning.Token));
        await morning.CancelAsync();
        if (TRound.Gathers > Duration.Zero && !_called.IsEmpty)
        {
            await Task.Delay(TRound.Gathers.ToTimeSpan(), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Opened(CancellationToken stopping)
    {
        var opened = new TaskCompletionSource();
        await using var start = house.ApplicationStarted.Register(opened.SetResult);
        await using var stop = stopping.Register(() => opened.TrySetResult());
        await opened.Task;
    }

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Round} failed in commune {Commune}")]
    private static partial void VisitFailed(ILogger logger, string round, Guid commune, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Round} failed before it came to a commune")]
    private static partial void RoundFailed(ILogger logger, string round, Exception failure);
}

/// <summary>One visit of a round to one commune, in a scope of its own: what the clock does, and what a test does by hand.</summary>
public sealed class Walk<TRound>(IServiceScopeFactory scopes, TimeProvider time) where TRound : IRound
{
    /// <summary>True when there is more to do.</summary>
    public Task<bool> Once(CommuneId commune, CancellationToken stopping = default) =>
        scopes.Inside(commune, (services, _) => services.GetRequiredService<TRound>().Visit(commune, time.GetCurrentInstant(), stopping));
}

public static class RoundRegistration
{
    public static void AddRound<TRound>(this IServiceCollection services) where TRound : class, IRound
    {
        services.AddScoped<TRound>();
        services.AddSingleton<Walk<TRound>>();
        services.AddHostedService<Rounds<TRound>>();
    }
}
