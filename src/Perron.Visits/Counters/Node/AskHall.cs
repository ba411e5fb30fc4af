using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Queues;
namespace Perron.Counters.Node;

/// <summary>Asks a hall that has a computer of its own: the wish is written down and the answer awaited for a few seconds. One of them serves one request.</summary>
public sealed class AskHall(IServiceScopeFactory scopes, LiveHub hub, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Dictionary<Guid, (HallEvent Wish, HallRefusal? Refused)> _asked = [];

    /// <summary>What became of the wish of this form. No transaction waits for a hall: the work is undone, the hall asked, and the work begun anew.</summary>
    public (HallEvent Wish, HallRefusal? Refused) Once(Guid form, Commune commune, HallId hall, HallEvent wish) =>
        _asked.TryGetValue(form, out var answered) ? answered : throw new OutsideFirst(async () => _asked[form] = (wish, await Ask(commune, hall, wish)));

    /// <summary>Outside the unit of work of the request: what is asked has to be committed before it is answered.</summary>
    /// <returns>Null when it happened; <see cref="HallRefusal.HallSilent"/> when the hall did not answer, in which case it is not done later either.</returns>
    private async Task<HallRefusal?> Ask(Commune commune, HallId hall, HallEvent wish)
    {
        var request = new HallRequest { CommuneId = commune.Id, HallId = hall, At = time.GetCurrentInstant(), Wish = HallEventText.Write(wish) };
        using var patience = new CancellationTokenSource(Patience);
        await scopes.Writing(commune.Id, async db =>
        {
            db.Add(request);
            await db.SaveChangesAsync();
            return true;
        });
        try
        {
            await foreach (var _ in hub.Listen(commune.Id, HallRequest.TopicOf(hall), patience.Token))
            {
                if (await Answer() is { AnsweredAt: not null } answered)
                {
                    return answered.Refused;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // no answer came
        }

        // Taken back, so that it does not happen when nobody expects it any more; unless the answer came this very moment.
        return await scopes.Writing(commune.Id, async db =>
        {
            var row = await db.Set<HallRequest>().SingleAsync(row => row.Id == request.Id);
            if (row.AnsweredAt is not null)
            {
                return row.Refused;
            }

            (row.AnsweredAt, row.Refused) = (time.GetCurrentInstant(), HallRefusal.HallSilent);
            await db.SaveChangesAsync();
            return HallRefusal.HallSilent;
        });

        Task<HallRequest> Answer() => scopes.Inside(commune.Id, (_, db) => db.Set<HallRequest>().AsNoTracking().SingleAsync(row => row.Id == request.Id));
    }
}
