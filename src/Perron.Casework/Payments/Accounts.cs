using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases;
using Perron.Communes;
using Perron.Money;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Payments;

/// <summary>The account of each case is told what happens to it, and the case goes on in the very save in which the last cent comes.</summary>
public sealed class Accounts(PaidCases cases)
{
    public static Task<PaymentOrder?> Of(PerronDb db, StreamId id) => db.Set<PaymentOrder>().SingleOrDefaultAsync(order => order.CaseId == id);

    public static async Task<Ledger> LedgerOf(PerronDb db, PaymentOrder order, Case one) =>
        Ledger.Of(order.OwedFor(one), (await db.Set<PaymentFact>().AsNoTracking().Where(fact => fact.OrderId == order.Id).ToListAsync()).Select(fact => fact.Told));

    /// <summary>Writes down what was told and draws the consequences; told before, it changes nothing. The caller saves.</summary>
    /// <param name="story">What the timeline says of it, where it is not what the fact says by itself.</param>
    public async Task Tell(PerronDb db, Changes changes, PaymentOrder order, Case one, MoneyFact told, string actor, Commune commune, Instant now, object? story = null)
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
        await Note(db, order, story ?? StoryOf(told), actor, now);
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
    public async Task Exempt(PerronDb db, Changes changes, PaymentOrder order, string why, OfficerId by, Commune commune, Instant now)
    {
        (order.ExemptedWhy, order.ExemptedBy, order.ExemptedAt, order.Changes) = (why, by, now, order.Changes + 1);
        await Note(db, order, new PaymentExempted(), $"officer:{by.Value}", now);
        await Settle(db, changes, order, commune, now);
    }

    private static object? StoryOf(MoneyFact told) => told switch
    {
        { Cents: 0 } => null,
        { Kind: FactKind.Paid } => new MoneyCame(told.Cents, told.Source),
        { Kind: FactKind.Refunded } => new MoneyGivenBack(told.Cents, told.Source),
        { Kind: FactKind.ChargedBack } => new MoneyTakenBack(told.Cents, told.Source),
        _ => null,
    };

    /// <summary>An officer saw what somebody has paid: the person can read who.</summary>
    public static async Task Looked(PerronDb db, StreamId id, string actor, Instant now)
    {
        db.Add((await db.Set<Stream>().AsNoTracking().SingleAsync(stream => stream.Id == id)).Happened(new Looked("payment"), now, actor, "paiement", Visibility.Access));
        await db.SaveChangesAsync();
    }

    private static async Task Note(PerronDb db, PaymentOrder order, object? story, string actor, Instant now)
    {
        if (story is not null)
        {
            db.Add((await db.Set<Stream>().AsNoTracking().SingleAsync(stream => stream.Id == order.CaseId)).Happened(story, now, actor, "paiement", Visibility.Internal));
        }
    }

    private async Task Settle(PerronDb db, Changes changes, PaymentOrder order, Commune commune, Instant now)
    {
        if (order.PaidAt is null)
        {
            order.PaidAt = now;
            await cases.GoOn(db, changes, order.CaseId, commune, now);
        }
    }
}
