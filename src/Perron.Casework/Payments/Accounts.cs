using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases;
using Perron.Communes;
using Perron.Money;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Payments;

/// <summary>The account of each case: opened when money is asked, told what happens to it, and the case goes on in the very save in which the last cent comes.</summary>
public sealed class Accounts(IServiceProvider house) : ICasePayments
{
    public async Task Open(PerronDb db, Case one, int cents, Instant now)
    {
        if (await Of(db, one.Id) is null)
        {
            db.Add(new PaymentOrder { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Cents = cents, AskedAt = now });
        }
    }

    public static Task<PaymentOrder?> Of(PerronDb db, StreamId id) => db.Set<PaymentOrder>().SingleOrDefaultAsync(order => order.CaseId == id);

    public static async Task<Ledger> LedgerOf(PerronDb db, PaymentOrder order, Case one) =>
        Ledger.Of(order.OwedFor(one), (await db.Set<PaymentFact>().AsNoTracking().Where(fact => fact.OrderId == order.Id).ToListAsync()).Select(fact => fact.Told));

    /// <summary>Writes down what was told and draws the consequences; told before, it changes nothing. The caller saves.</summary>
    public async Task Tell(PerronDb db, Changes changes, PaymentOrder order, Case one, MoneyFact told, string actor, Commune commune, Instant now)
    {
        var facts = await db.Set<PaymentFact>().AsNoTracking().Where(fact => fact.OrderId == order.Id).ToListAsync();
        if (facts.Exists(fact => fact.Told with { Cents = 0 } == told with { Cents = 0 }))
        {
            return;
        }

        db.Add(new PaymentFact
        {
            CommuneId = order.CommuneId, OrganisationId = order.OrganisationId, CaseId = order.CaseId, OrderId = order.Id,
            Source = told.Source, ExternalId = told.ExternalId, Kind = told.Kind, Cents = told.Cents, Actor = actor, At = now,
        });
        var ledger = Ledger.Of(order.OwedFor(one), facts.Select(fact => fact.Told).Append(told));
        (order.BalanceCents, order.Changes) = (ledger.Balance, order.Changes + 1);
        if (ledger is { IsPaid: true, Balance: > 0 })
        {
            await Settle(db, changes, order, commune, now);
        }
        else if (order is { PaidAt: not null, ExemptedWhy: null } && ledger.Balance < order.Cents)
        {
            order.PaidAt = null;
            await PaidCases.IsOwedAgain(db, order.CaseId);
        }
    }

    /// <summary>The citizen need not pay. What has come in already is to be given back.</summary>
    public async Task Exempt(PerronDb db, Changes changes, PaymentOrder order, string why, Commune commune, Instant now)
    {
        (order.ExemptedWhy, order.Changes) = (why, order.Changes + 1);
        await Settle(db, changes, order, commune, now);
    }

    private async Task Settle(PerronDb db, Changes changes, PaymentOrder order, Commune commune, Instant now)
    {
        if (order.PaidAt is null)
        {
            order.PaidAt = now;
            await house.GetRequiredService<PaidCases>().GoOn(db, changes, order.CaseId, commune, now); // asked for here: the acts of cases know the accounts, and these know the acts
        }
    }
}
