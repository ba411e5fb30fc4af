using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases;
using Perron.Communes;
using Perron.Payments.Providers;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Payments;

/// <summary>Asks the provider again about whatever is not paid, whether news of it was lost or late; and gives back what came in too much.</summary>
public sealed class PaymentsRound(PerronDb db, OnlinePayments online) : IRound
{
    private static readonly Duration Looked = Duration.FromDays(2);

    public static Duration Every => Duration.FromMinutes(10);

    public static Topic? CalledBy => null;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        var home = await db.Home(commune);
        var since = now - Looked;
        ProviderAwayException? failed = null;

        // Those that came to nothing are looked at for two days as well: a card may go through after its window was closed.
        foreach (var id in await db.Set<PaymentAttempt>().Where(attempt => attempt.ExternalId != null && !attempt.IsPaid && (attempt.ClosedAt == null || attempt.BegunAt > since)).Select(attempt => attempt.Id).ToListAsync(stopping))
        {
            await Try(() => online.Fetch(id, home, now, stopping));
        }

        var tooMuch = db.Set<PaymentOrder>().Join(db.Set<Case>(), order => order.CaseId, one => one.Id, (order, one) => new { order, one })
            .Where(pair => pair.order.BalanceCents > (pair.order.ExemptedWhy != null || PaymentOrder.OwingNothing.Contains(pair.one.Status) ? 0 : pair.order.Cents)).Select(pair => pair.order.Id);
        foreach (var id in await db.Set<PaymentAttempt>().Where(attempt => attempt.IsPaid && attempt.RefundedAt == null && (attempt.RefundCents > 0 || tooMuch.Contains(attempt.OrderId))).OrderByDescending(attempt => attempt.BegunAt).Select(attempt => attempt.Id).ToListAsync(stopping))
        {
            await Try(() => online.GiveBack(id, now, home, stopping));
        }

        return failed is null ? false : throw failed; // it stands in the log, and the next round tries again

        // One payment that the provider cannot answer for holds up no other.
        async Task Try(Func<Task> ask)
        {
            try
            {
                await ask();
            }
            catch (ProviderAwayException away)
            {
                failed ??= away;
                db.ChangeTracker.Clear();
            }
        }
    }
}
