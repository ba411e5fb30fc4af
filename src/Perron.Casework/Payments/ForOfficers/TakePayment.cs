using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Belgium;
using Perron.Cases;
using Perron.Communes;
using Perron.Design;
using Perron.Money;
using Perron.Payments.Cash;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Payments.ForOfficers;

/// <summary>The cash desk: an officer opens it with what lies in the drawer, takes money for a case in cash or by the card terminal, gives back what is too much, or exempts the citizen and says why.</summary>
public static class TakePayment
{
    public static readonly IReadOnlyList<string> Ways = ["especes", "carte", "exemption"];

    /// <summary>The account that was looked for.</summary>
    /// <param name="GiveBack">What is too much, whichever way it goes back; <paramref name="ByHand"/> is what of it goes back at a desk or by transfer.</param>
    public sealed record Found(string Reference, string Name, string Title, string Owed, string Received, string Awaited, string? GiveBack, string? ByHand, bool IsOpen, IReadOnlyList<string> Facts, IReadOnlyList<Line> Lines);

    /// <summary>A line of the book as it is listed.</summary>
    public sealed record Line(Guid Id, string Number, string At, string What, string Reference, string Amount, bool MayBeCorrected);

    public sealed record Desk(string Slug, string Name, bool IsOpen, string Drawer, string Card, string? LastCounted, IReadOnlyList<Line> Lines, IReadOnlyList<(string Slug, string Name)> Others);

    public sealed record Model(Desk? Desk, Found? Found, PostedForm Form, IReadOnlyList<Choice> Choices);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/caisse", Show).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/caisse", Take).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/caisse/ouvrir", Open).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/caisse/rendre", GiveBack).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(string? reference, string? caisse, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        var posted = PostedForm.Blank(("reference", reference));
        var pair = await Find(db, reference);
        if (reference is { Length: > 0 } && pair is null)
        {
            posted.Refuse("reference", Words.Of(typeof(TakePayment)).In(language.Code, "cash-unknown"));
        }

        if (pair is not null)
        {
            await Accounts.Looked(db, pair.Value.Order.CaseId, visitor.Actor, time.GetCurrentInstant());
        }

        return await Page(caisse, pair, posted, visitor, commune, language.Code, db, catalogue, posted.IsRight ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Open(PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        if (await CashBook.DeskOf(db, visitor, posted.Value("caisse")) is not { } desk)
        {
            return TypedResults.NotFound();
        }

        var cents = CashBook.Cents(posted, "fond", Words.Of(typeof(TakePayment)).In(language.Code, "cash-amount-wrong"));
        if (!posted.IsRight)
        {
            return await Page(desk.Slug, await Find(db, posted.Value("reference")), posted, visitor, commune, language.Code, db, catalogue, StatusCodes.Status422UnprocessableEntity);
        }

        if (await CashBook.DayOf(db, desk.Id) is null)
        {
            var now = time.GetCurrentInstant();
            db.Add(new CashDay { CommuneId = commune.Id, OrganisationId = desk.RunBy, ServiceUnitId = desk.Id, On = commune.Today(now), OpenedAt = now, OpenedBy = visitor.Officer!.Value, FloatCents = cents });
            await db.SaveChangesAsync();
        }

        return TypedResults.LocalRedirect(Address(desk.Slug, posted.Value("reference")));
    }

    private static async Task<IResult> Take(PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, Accounts accounts, CashBook book, Changes changes, TimeProvider time)
    {
        string Say(string key, params object?[] values) => Words.Of(typeof(TakePayment)).In(language.Code, key, values);
        var desk = await CashBook.DeskOf(db, visitor, posted.Value("caisse"));
        if (await Find(db, posted.Value("reference")) is not var (order, one))
        {
            posted.Refuse("reference", Say("cash-unknown"));
            return await Page(desk?.Slug, null, posted, visitor, commune, language.Code, db, catalogue, StatusCodes.Status422UnprocessableEntity);
        }

        var (day, due) = (desk is null ? null : await CashBook.DayOf(db, desk.Id), (await Accounts.LedgerOf(db, order, one)).UnderpaidBy);
        var way = posted.OneOf("moyen", Ways).OrElse(Say("cash-way-missing"));
        var remark = posted.Value("preuve")?.Trim() ?? "";
        if (posted.IsRight && way != "exemption" && day is null)
        {
            posted.Refuse("moyen", Say("cash-closed"));
        }

        var cents = way is null or "exemption" ? 0 : CashBook.Cents(posted, "montant", Say("cash-amount-wrong"));
        Refuse(due == 0, "montant", "cash-nothing-due");
        Refuse(way != "exemption" && cents == 0, "montant", "cash-amount-wrong");
        Refuse(cents > due, "montant", "cash-too-much", Euros.Of(due)); // change is given at once
        Refuse(way != "especes" && remark.Length is 0 or > CashBook.LongestText, "preuve", "cash-proof-missing");
        if (posted.IsRight && way == "carte" && await db.Set<CashLine>().AnyAsync(line => line.DayId == day!.Id && line.Slip == remark && !db.Set<CashLine>().Any(other => other.Corrects == line.Id)))
        {
            posted.Refuse("preuve", Say("cash-proof-used"));
        }

        if (!posted.IsRight)
        {
            return await Page(desk?.Slug, (order, one), posted, visitor, commune, language.Code, db, catalogue, StatusCodes.Status422UnprocessableEntity);
        }

        var now = time.GetCurrentInstant();
        await (way == "exemption" ? accounts.Exempt(db, changes, order, remark, visitor.Officer!.Value, commune, now)
            : book.Take(db, changes, day!, way == "carte" ? CashWay.Card : CashWay.Cash, cents, way == "carte" ? remark : "", order, one, visitor.Officer!.Value, commune, now));
        await db.SaveChangesAsync();
        changes.In(one.Topic);
        return TypedResults.LocalRedirect(Address(desk?.Slug, one.Reference));

        void Refuse(bool isWrong, string field, string key, params object?[] values)
        {
            if (posted.IsRight && isWrong)
            {
                posted.Refuse(field, Say(key, values));
            }
        }
    }

    private static async Task<IResult> GiveBack(PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, CashBook book, Changes changes, TimeProvider time)
    {
        string Say(string key, params object?[] values) => Words.Of(typeof(TakePayment)).In(language.Code, key, values);
        var desk = await CashBook.DeskOf(db, visitor, posted.Value("caisse"));
        if (await Find(db, posted.Value("reference")) is not var (order, one))
        {
            posted.Refuse("reference", Say("cash-unknown"));
            return await Page(desk?.Slug, null, posted, visitor, commune, language.Code, db, catalogue, StatusCodes.Status422UnprocessableEntity);
        }

        var (day, most) = (desk is null ? null : await CashBook.DayOf(db, desk.Id), await CashBook.TooMuch(db, order, await Accounts.LedgerOf(db, order, one)));
        var way = posted.OneOf("moyen", Ways.Take(2)).OrElse(Say("cash-way-missing"));
        var cents = CashBook.Cents(posted, "montant", Say("cash-amount-wrong"));
        var why = posted.Text("raison").OrElse(Say("cash-why-missing"));
        if (posted.IsRight && day is null)
        {
            posted.Refuse("moyen", Say("cash-closed"));
        }

        if (posted.IsRight && (cents == 0 || cents > most))
        {
            posted.Refuse("montant", Say("cash-back-too-much", Euros.Of(most)));
        }

        if (posted.IsRight && way == "especes" && await CashBook.TallyOf(db, day!) is { InDrawer: var there } && cents > there)
        {
            posted.Refuse("montant", Say("cash-drawer-empty", Euros.Of(there)));
        }

        if (posted.IsRight && why!.Length > CashBook.LongestText)
        {
            posted.Refuse("raison", Say("cash-why-missing"));
        }

        if (!posted.IsRight)
        {
            return await Page(desk?.Slug, (order, one), posted, visitor, commune, language.Code, db, catalogue, StatusCodes.Status422UnprocessableEntity);
        }

        await book.GiveBack(db, changes, day!, way == "carte" ? CashWay.Card : CashWay.Cash, cents, why!, order, one, visitor.Officer!.Value, commune, time.GetCurrentInstant());
        await db.SaveChangesAsync();
        changes.In(one.Topic);
        return TypedResults.LocalRedirect(Address(desk!.Slug, one.Reference));
    }

    internal static string NumberOf(CashLine line, string desk) => string.Create(CultureInfo.InvariantCulture, $"{desk}/{line.Year}/{line.Number:0000}");

    // By the reference of the case, or by the communication of a transfer.
    private static async Task<(PaymentOrder Order, Case One)?> Find(PerronDb db, string? typed)
    {
        var order = StructuredCommunication.Parse(typed) is { } communication && long.Parse(communication.Digits[..10], CultureInfo.InvariantCulture) is var number ? await db.Set<PaymentOrder>().SingleOrDefaultAsync(one => one.Number == number)
            : Reference.Parse(typed ?? "") is { Value: var written } ? await db.Set<PaymentOrder>().SingleOrDefaultAsync(one => db.Set<Case>().Any(of => of.Id == one.CaseId && of.Reference == written))
            : null;
        return order is null ? null : (order, await db.Set<Case>().SingleAsync(one => one.Id == order.CaseId));
    }

    private static string Address(string? desk, string? reference) => $"/agent/caisse?caisse={Uri.EscapeDataString(desk ?? "")}&reference={Uri.EscapeDataString(reference ?? "")}";

    private static async Task<IResult> Page(string? slug, (PaymentOrder Order, Case One)? pair, PostedForm form, Visitor visitor, Commune commune, string language, PerronDb db, ProcedureCatalogue catalogue, int status)
    {
        var words = Words.Of(typeof(TakePayment));
        return TakePaymentPage.Of(new(await Stood(), pair is not var (order, one) ? null : await Seen(order, one), form, [.. Ways.Select(way => new Choice(way, words.In(language, $"way-{way}")))]), status);

        async Task<Desk?> Stood()
        {
            if (await CashBook.DeskOf(db, visitor, slug) is not { } desk)
            {
                return null;
            }

            var day = await CashBook.DayOf(db, desk.Id);
            var tally = day is null ? null : await CashBook.TallyOf(db, day);
            var last = await db.Set<CashDay>().AsNoTracking().Where(one => one.ServiceUnitId == desk.Id && one.ClosedAt != null).OrderByDescending(one => one.OpenedAt).FirstOrDefaultAsync();
            return new(
                desk.Slug, desk.Name.In(language), day is not null, Euros.Of(tally?.InDrawer ?? 0), Euros.Of(tally?.Card ?? 0), last is null ? null : Euros.Of(last.CountedCents),
                day is null ? [] : await Lines(db.Set<CashLine>().Where(line => line.DayId == day.Id)),
                [.. (await CashBook.DesksOf(db, visitor)).Where(other => other.Id != desk.Id).Select(other => (other.Slug, other.Name.In(language)))]);
        }

        async Task<Found> Seen(PaymentOrder order, Case one)
        {
            var ledger = await Accounts.LedgerOf(db, order, one);
            var facts = await db.Set<PaymentFact>().AsNoTracking().Where(fact => fact.OrderId == order.Id && fact.Cents > 0).OrderBy(fact => fact.At).ToListAsync();
            var byHand = await CashBook.TooMuch(db, order, ledger);
            return new(
                one.Reference, one.ApplicantName, catalogue.Find(one.Procedure, one.Version)!.Title.In(language), Euros.Of(ledger.Owed), Euros.Of(ledger.Balance), Euros.Of(ledger.UnderpaidBy),
                ledger.OverpaidBy > 0 ? Euros.Of(ledger.OverpaidBy) : null, byHand > 0 ? Euros.Of(byHand) : null, ledger.UnderpaidBy > 0,
                [
                    .. facts.Select(fact => $"{commune.Local(fact.At).DateAndTime(language)} – {words.In(language, $"fact-{fact.Kind}")} – {words.In(language, $"way-{fact.Source}")} – {Euros.Of(fact.Cents)}"),
                    .. order.ExemptedWhy is { } why ? [$"{words.In(language, "way-exemption")} – {why}"] : Array.Empty<string>(),
                ],
                await Lines(db.Set<CashLine>().Where(line => line.OrderId == order.Id)));
        }

        async Task<IReadOnlyList<Line>> Lines(IQueryable<CashLine> lines)
        {
            var found = await lines.AsNoTracking().OrderByDescending(line => line.At).ThenByDescending(line => line.Number).Take(200).ToListAsync();
            var (ids, cases) = (found.Select(line => (CashLineId?)line.Id).ToList(), found.Select(line => line.CaseId).ToList());
            var corrected = (await db.Set<CashLine>().Where(line => ids.Contains(line.Corrects)).Select(line => line.Corrects!.Value).ToListAsync()).ToHashSet();
            var references = await db.Set<Case>().Where(one => cases.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Reference);
            var desks = await db.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Slug);
            return [.. found.Select(line => new Line(
                line.Id.Value, NumberOf(line, desks[line.ServiceUnitId]), commune.Local(line.At).DateAndTime(language), $"{words.In(language, $"line-{line.Kind}")} – {words.In(language, $"way-{CashBook.SourceOf(line.Way)}")}",
                references.GetValueOrDefault(line.CaseId, ""), Euros.Of(line.Cents), line.Kind != CashLineKind.Correction && !corrected.Contains(line.Id)))];
        }
    }
}

/// <summary>What payments add to the officers' menu.</summary>
internal sealed class CashDeskEntry : IDeskEntries
{
    public IEnumerable<NavEntry> Of(Visitor visitor, string language)
    {
        if (visitor.Rights.Contains(Right.Cashier))
        {
            yield return new(Words.Of(typeof(CashDeskEntry)).In(language, "cash-entry"), "/agent/caisse", "hand-coins");
        }

        if (visitor.Rights.Contains(Right.Finance))
        {
            yield return new(Words.Of(typeof(CashDeskEntry)).In(language, "bank-entry"), "/agent/paiements", "currency-eur");
        }
    }
}
