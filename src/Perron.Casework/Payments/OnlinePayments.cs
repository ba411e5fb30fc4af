using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases;
using Perron.Communes;
using Perron.Money;
using Perron.Payments.Providers;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Payments;

/// <summary>What the house does with a provider: begins a payment, and asks again how it stands. Each call stands between two short transactions.</summary>
public sealed class OnlinePayments(PerronDb db, Changes changes, Accounts accounts, PaymentProviders providers)
{
    /// <summary>After this long an attempt that the provider does not know stands in nobody's way any more.</summary>
    private static readonly Duration Forgotten = Duration.FromHours(1);

    /// <summary>The provider of the commune; null where nothing is paid online.</summary>
    public IPaymentProvider? ProviderOf(Commune commune) => providers.Of(commune);

    /// <summary>The page of the provider; null when somebody else was faster or nothing is owed any more.</summary>
    public async Task<string?> Begin(PaymentOrder order, Case one, Commune commune, string description, string back, string news, Visitor visitor, Instant now, CancellationToken cancellation)
    {
        var ledger = await Accounts.LedgerOf(db, order, one);
        if (providers.Of(commune) is not { } provider || ledger.UnderpaidBy == 0)
        {
            return null;
        }

        var attempt = await db.Set<PaymentAttempt>().AsNoTracking().SingleOrDefaultAsync(known => known.OrderId == order.Id && known.ClosedAt == null, cancellation);
        if (attempt?.Checkout is { } known)
        {
            return known; // the same window again
        }

        if (attempt is null)
        {
            attempt = new PaymentAttempt { CommuneId = order.CommuneId, OrganisationId = order.OrganisationId, CaseId = order.CaseId, OrderId = order.Id, Provider = provider.Name, Cents = ledger.UnderpaidBy, BegunAt = now };
            if (!await db.Writing(visitor, changes, async () =>
            {
                db.Add(attempt);
                return await db.SaveUnlessTaken();
            }))
            {
                return null;
            }
        }

        var created = await provider.Create(new(attempt.Id.Value, attempt.Cents, description, one.Language, back, news), cancellation);
        await db.Writing(visitor, changes, () => db.Set<PaymentAttempt>().Where(begun => begun.Id == attempt.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(begun => begun.ExternalId, created.Id).SetProperty(begun => begun.Checkout, created.Checkout), cancellation));
        return created.Checkout;
    }

    /// <summary>Asks the provider how a payment stands and writes that down. Whoever brings the news is never believed: what counts is what the provider answers here.</summary>
    public async Task Fetch(PaymentAttemptId id, Commune commune, Instant now, CancellationToken cancellation)
    {
        var known = await db.Set<PaymentAttempt>().AsNoTracking().SingleOrDefaultAsync(attempt => attempt.Id == id, cancellation);
        if (known is not { ExternalId: { } name } || providers.Of(commune, known.Provider) is not { } provider)
        {
            return;
        }

        if (await provider.Fetch(name, known.ChargeId, cancellation) is not { } state)
        {
            if (known.BegunAt < now - Forgotten)
            {
                await db.Writing(Visitor.Anonymous, changes, () => db.Set<PaymentAttempt>().Where(attempt => attempt.Id == id && attempt.ClosedAt == null).ExecuteUpdateAsync(row => row.SetProperty(attempt => attempt.ClosedAt, now), cancellation));
            }

            return;
        }

        try
        {
            await db.Writing(Visitor.Anonymous, changes, async () =>
            {
                var attempt = await db.Set<PaymentAttempt>().SingleAsync(one => one.Id == id, cancellation);
                var order = await db.Set<PaymentOrder>().SingleAsync(one => one.Id == attempt.OrderId, cancellation);
                var asked = await db.Set<Case>().SingleAsync(one => one.Id == attempt.CaseId, cancellation);
                await accounts.Tell(db, changes, order, asked, new(provider.Name, state.Id, state.Kind, state.Kind == FactKind.Paid ? state.Cents : 0), "house", commune, now);
                if (state.ChargedBack > 0)
                {
                    await accounts.Tell(db, changes, order, asked, new(provider.Name, state.Id, FactKind.ChargedBack, state.ChargedBack), "house", commune, now);
                }

                attempt.ChargeId ??= state.ChargeId;
                attempt.IsPaid |= state.Kind == FactKind.Paid;
                attempt.ClosedAt ??= state.Kind >= FactKind.Failed ? now : null;
                return await db.SaveChangesAsync(cancellation);
            });
        }
        catch (DbUpdateException)
        {
            // Two heard it at the same moment: the other has written it down, and the round looks once more.
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>Gives back what is too much, as far as it came by this attempt; asked again until the provider has taken it, by the same key.</summary>
    public async Task GiveBack(PaymentAttemptId id, Instant now, Commune commune, CancellationToken cancellation)
    {
        var attempt = await db.Set<PaymentAttempt>().AsNoTracking().SingleAsync(one => one.Id == id, cancellation);
        if (attempt.RefundCents == 0)
        {
            var decided = await db.Writing(Visitor.Anonymous, changes, async () =>
            {
                var order = await db.Set<PaymentOrder>().SingleAsync(one => one.Id == attempt.OrderId, cancellation);
                var asked = await db.Set<Case>().SingleAsync(one => one.Id == attempt.CaseId, cancellation);
                var underway = await db.Set<PaymentAttempt>().Where(one => one.OrderId == order.Id && one.RefundCents > 0 && one.RefundedAt == null).SumAsync(one => one.RefundCents, cancellation);
                var cents = Math.Min(attempt.Cents, (await Accounts.LedgerOf(db, order, asked)).OverpaidBy - underway);
                if (cents > 0)
                {
                    order.Changes++;
                    (await db.Set<PaymentAttempt>().SingleAsync(one => one.Id == id, cancellation)).RefundCents = cents;
                    await db.SaveChangesAsync(cancellation);
                }

                return Math.Max(0, cents);
            });
            db.ChangeTracker.Clear();
            if (decided == 0)
            {
                return;
            }

            attempt.RefundCents = decided;
        }

        if (providers.Of(commune, attempt.Provider) is not { } provider)
        {
            return;
        }

        var refund = await provider.Refund(attempt.ExternalId!, attempt.ChargeId, attempt.RefundCents, attempt.Id.Value, cancellation);
        await db.Writing(Visitor.Anonymous, changes, async () =>
        {
            var order = await db.Set<PaymentOrder>().SingleAsync(one => one.Id == attempt.OrderId, cancellation);
            var asked = await db.Set<Case>().SingleAsync(one => one.Id == attempt.CaseId, cancellation);
            await accounts.Tell(db, changes, order, asked, new(provider.Name, refund, FactKind.Refunded, attempt.RefundCents), "house", commune, now);
            (await db.Set<PaymentAttempt>().SingleAsync(one => one.Id == id, cancellation)).RefundedAt = now;
            return await db.SaveChangesAsync(cancellation);
        });
        db.ChangeTracker.Clear();
    }
}
