using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases;
using Perron.Communes;
using Perron.Forms;
using Perron.Money;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Payments.Cash;

/// <summary>The book of a cash desk: each line, the account of the case and its timeline are written in one save, which the caller does.</summary>
public sealed class CashBook(Accounts accounts)
{
    public const int LongestText = 120;

    /// <summary>The desks at which this officer may stand: those of the services of the own teams.</summary>
    public static async Task<IReadOnlyList<ServiceUnit>> DesksOf(PerronDb db, Visitor visitor)
    {
        var units = await db.UnitsOf(visitor.Officer!.Value);
        return await db.Set<ServiceUnit>().AsNoTracking().Where(unit => units.Contains(unit.Id) && visitor.Organisations.Contains(unit.RunBy)).OrderBy(unit => unit.Slug).ToListAsync();
    }

    /// <summary>The one that is named; unnamed, the one that is open, or the first.</summary>
    public static async Task<ServiceUnit?> DeskOf(PerronDb db, Visitor visitor, string? slug)
    {
        var desks = await DesksOf(db, visitor);
        if (slug is { Length: > 0 })
        {
            return desks.FirstOrDefault(unit => unit.Slug == slug);
        }

        var open = await db.Set<CashDay>().Where(day => day.ClosedAt == null).Select(day => day.ServiceUnitId).ToListAsync();
        return desks.FirstOrDefault(unit => open.Contains(unit.Id)) ?? (desks is [var first, ..] ? first : null);
    }

    /// <summary>The day that is open at this desk.</summary>
    public static Task<CashDay?> DayOf(PerronDb db, ServiceUnitId desk) => db.Set<CashDay>().SingleOrDefaultAsync(day => day.ServiceUnitId == desk && day.ClosedAt == null);

    public static async Task<CashTally> TallyOf(PerronDb db, CashDay day) =>
        CashTally.Of(day.FloatCents, (await db.Set<CashLine>().AsNoTracking().Where(line => line.DayId == day.Id).ToListAsync()).Select(line => line.Entry));

    /// <summary>What is too much and does not go back by itself: what was paid online does, by the way it came.</summary>
    public static async Task<int> TooMuch(PerronDb db, PaymentOrder order, Ledger ledger)
    {
        var online = await db.Set<PaymentAttempt>().AsNoTracking().Where(attempt => attempt.OrderId == order.Id && attempt.IsPaid && attempt.RefundedAt == null).ToListAsync();
        return Math.Max(0, ledger.OverpaidBy - online.Sum(attempt => attempt.RefundCents > 0 ? attempt.RefundCents : attempt.Cents));
    }

    /// <summary>As the source of a fact, and as a way in the form.</summary>
    public static string SourceOf(CashWay way) => way == CashWay.Card ? "carte" : "especes";

    /// <summary>An amount as it was typed, 0 included; refused at its field otherwise.</summary>
    /// <param name="mayBeBelow">A terminal on which more was given back than taken prints a total below zero.</param>
    public static int Cents(PostedForm posted, string field, string refusal, bool mayBeBelow = false)
    {
        if (FieldValues.Number(posted.Value(field) ?? "") is { } euros and > -100_000 and < 100_000 && decimal.Round(euros, 2) == euros && (euros >= 0 || mayBeBelow))
        {
            return (int)(euros * 100);
        }

        posted.Refuse(field, refusal);
        return 0;
    }

    public async Task<CashLine> Take(PerronDb db, Changes changes, CashDay day, CashWay way, int cents, string slip, PaymentOrder order, Case one, OfficerId officer, Commune commune, Instant now)
    {
        var line = await Write(db, day, CashLineKind.Taken, way, cents, order, officer, commune, now, slip: slip);
        await accounts.Tell(db, changes, order, one, new(SourceOf(way), Named(line.Id), FactKind.Paid, cents), ActorOf(officer), commune, now);
        return line;
    }

    public async Task<CashLine> GiveBack(PerronDb db, Changes changes, CashDay day, CashWay way, int cents, string why, PaymentOrder order, Case one, OfficerId officer, Commune commune, Instant now)
    {
        var line = await Write(db, day, CashLineKind.GivenBack, way, -cents, order, officer, commune, now, why: why);
        await accounts.Tell(db, changes, order, one, new(SourceOf(way), Named(line.Id), FactKind.Refunded, cents), ActorOf(officer), commune, now);
        return line;
    }

    /// <summary>Writes the opposite of a line into the day that is open. A line that was closed over stays as it is.</summary>
    public async Task<CashLine> Correct(PerronDb db, Changes changes, CashDay day, CashLine wrong, string why, PaymentOrder order, Case one, OfficerId officer, Commune commune, Instant now)
    {
        var line = await Write(db, day, CashLineKind.Correction, wrong.Way, -wrong.Cents, order, officer, commune, now, why: why, corrects: wrong.Id);
        // What never came in is as if it had been given back; what was never given back is there.
        var told = wrong.Cents > 0 ? new MoneyFact(SourceOf(wrong.Way), Named(wrong.Id), FactKind.Refunded, wrong.Cents) : new(SourceOf(wrong.Way), Named(line.Id), FactKind.Paid, -wrong.Cents);
        await accounts.Tell(db, changes, order, one, told, ActorOf(officer), commune, now, new TakingCorrected(wrong.Cents, SourceOf(wrong.Way)));
        return line;
    }

    private static async Task<CashLine> Write(
        PerronDb db, CashDay day, CashLineKind kind, CashWay way, int cents, PaymentOrder order, OfficerId officer, Commune commune, Instant now, string slip = "", string why = "", CashLineId? corrects = null)
    {
        var year = commune.Local(now).Year;
        var last = await db.Set<CashLine>().Where(line => line.ServiceUnitId == day.ServiceUnitId && line.Year == year).MaxAsync(line => (int?)line.Number);
        var written = new CashLine
        {
            CommuneId = day.CommuneId, OrganisationId = day.OrganisationId, DayId = day.Id, ServiceUnitId = day.ServiceUnitId, Year = year, Number = (last ?? 0) + 1, Kind = kind, Way = way, Cents = cents,
            CaseId = order.CaseId, OrderId = order.Id, OfficerId = officer, Slip = slip, Why = why, Corrects = corrects, At = now,
        };
        day.Lines++;
        db.Add(written);
        return written;
    }

    private static string Named(CashLineId id) => id.Value.ToString();

    private static string ActorOf(OfficerId officer) => $"officer:{officer.Value}";
}
