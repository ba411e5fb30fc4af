using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Design;
using Perron.Payments.Cash;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Payments.ForOfficers;

/// <summary>The end of a day at the cash desk: the drawer is counted, the terminal prints its total, a difference is explained, and nothing of it is changed any more.</summary>
public static class CloseDesk
{
    public sealed record Model(string Slug, string Name, IReadOnlyList<SummaryRow> Expected, PostedForm Form);

    public sealed record DayModel(string Back, string Name, string On, IReadOnlyList<SummaryRow> Facts, IReadOnlyList<IReadOnlyList<string>> Lines);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/caisse/cloture", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/caisse/cloture", Close).Declares(Audit.Change, Rate.Sending);
        MapDays(routes, "/agent/caisse");
    }

    /// <summary>Closed days are read at the desk, and by finance.</summary>
    public static void MapDays(IEndpointRouteBuilder routes, string under) => routes.MapGet($"{under}/journees/{{id:guid}}",
        (Guid id, Commune commune, PageLanguage language, PerronDb db) => Show(id, under, commune, language, db)).Declares(Audit.Reading, Rate.Reading);

    private static async Task<IResult> Ask(string? caisse, Visitor visitor, PageLanguage language, PerronDb db) =>
        await CashBook.DeskOf(db, visitor, caisse) is { } desk && await CashBook.DayOf(db, desk.Id) is { } day ? await Page(PostedForm.Blank(), desk, day, language.Code, db, StatusCodes.Status200OK)
        : TypedResults.LocalRedirect("/agent/caisse");

    private static async Task<IResult> Close(PostedForm posted, Visitor visitor, PageLanguage language, PerronDb db, TimeProvider time)
    {
        if (await CashBook.DeskOf(db, visitor, posted.Value("caisse")) is not { } desk || await CashBook.DayOf(db, desk.Id) is not { } day)
        {
            return TypedResults.LocalRedirect("/agent/caisse"); // a colleague has closed it
        }

        string Say(string key, params object?[] values) => Words.Of(typeof(CloseDesk)).In(language.Code, key, values);
        var tally = await CashBook.TallyOf(db, day);
        var counted = CashBook.Cents(posted, "compte", Say("cash-amount-wrong"));
        var terminal = CashBook.Cents(posted, "terminal", Say("cash-amount-wrong"), mayBeBelow: true);
        var why = posted.Value("motif")?.Trim() ?? "";
        if (posted.IsRight && why.Length is 0 or > CashBook.LongestText && (tally.CashDifference(counted), tally.CardDifference(terminal)) is var (cash, card) && (cash, card) != (0, 0))
        {
            posted.Refuse("motif", Say("close-difference", Signed(cash), Signed(card)));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, desk, day, language.Code, db, StatusCodes.Status422UnprocessableEntity);
        }

        (day.ClosedAt, day.ClosedBy, day.CashCents, day.CardCents) = (time.GetCurrentInstant(), visitor.Officer, tally.Cash, tally.Card);
        (day.CountedCents, day.TerminalCents, day.Why) = (counted, terminal, (tally.CashDifference(counted), tally.CardDifference(terminal)) == (0, 0) ? "" : why);
        day.Lines++;
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/caisse/journees/{day.Id.Value}");
    }

    private static async Task<IResult> Show(Guid id, string back, Commune commune, PageLanguage language, PerronDb db)
    {
        var key = CashDayId.From(id);
        if (await db.Set<CashDay>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == key && one.ClosedAt != null) is not { } day)
        {
            return TypedResults.NotFound();
        }

        var (words, code) = (Words.Of(typeof(CloseDesk)), language.Code);
        var desk = await db.Set<ServiceUnit>().AsNoTracking().SingleAsync(unit => unit.Id == day.ServiceUnitId);
        var lines = await db.Set<CashLine>().AsNoTracking().Where(line => line.DayId == key).OrderBy(line => line.Number).ToListAsync();
        var cases = lines.Select(line => line.CaseId).Distinct().ToList();
        var references = await db.Set<Case>().Where(one => cases.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Reference);
        var names = await db.OfficerNames([.. lines.Select(line => line.OfficerId).Append(day.OpenedBy).Append(day.ClosedBy!.Value).Distinct()]);
        SummaryRow Row(string label, string value) => new(words.In(code, label), value, null, null, false);
        return CashDayPage.Of(new(
            back, desk.Name.In(code), day.On.LongDate(code),
            [
                Row("day-opened", $"{commune.Local(day.OpenedAt).DateAndTime(code)} – {names.GetValueOrDefault(day.OpenedBy, "?")}"), Row("day-closed", $"{commune.Local(day.ClosedAt!.Value).DateAndTime(code)} – {names.GetValueOrDefault(day.ClosedBy!.Value, "?")}"),
                Row("cash-float", Euros.Of(day.FloatCents)), Row("day-cash", Euros.Of(day.CashCents)), Row("day-counted", Euros.Of(day.CountedCents)),
                Row("day-cash-difference", Signed(day.CountedCents - day.FloatCents - day.CashCents)),
                Row("day-card", Euros.Of(day.CardCents)), Row("day-terminal", Euros.Of(day.TerminalCents)), Row("day-card-difference", Signed(day.TerminalCents - day.CardCents)),
                .. day.Why.Length > 0 ? [Row("close-why", day.Why)] : Array.Empty<SummaryRow>(),
            ],
            [.. lines.Select(line => (IReadOnlyList<string>)
            [
                TakePayment.NumberOf(line, desk.Slug), commune.Local(line.At).DateAndTime(code), $"{words.In(code, $"line-{line.Kind}")} – {words.In(code, $"way-{CashBook.SourceOf(line.Way)}")}",
                references.GetValueOrDefault(line.CaseId, ""), names.GetValueOrDefault(line.OfficerId, "?"), Euros.Of(line.Cents), line.Why.Length > 0 ? line.Why : line.Slip,
            ])]));
    }

    internal static string Signed(int cents) => cents > 0 ? $"+{Euros.Of(cents)}" : Euros.Of(cents);

    private static async Task<IResult> Page(PostedForm form, ServiceUnit desk, CashDay day, string language, PerronDb db, int status)
    {
        var (words, tally) = (Words.Of(typeof(CloseDesk)), await CashBook.TallyOf(db, day));
        return CloseDeskPage.Of(new(desk.Slug, desk.Name.In(language),
            [new(words.In(language, "cash-float"), Euros.Of(tally.Float), null, null, false), new(words.In(language, "cash-drawer"), Euros.Of(tally.InDrawer), null, null, false), new(words.In(language, "cash-terminal"), Euros.Of(tally.Card), null, null, false)], form), status);
    }
}
