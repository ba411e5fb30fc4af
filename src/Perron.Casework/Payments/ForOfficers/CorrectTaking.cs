using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Design;
using Perron.Payments.Cash;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Payments.ForOfficers;

/// <summary>A line of the cash book was a mistake: its opposite is written into the day that is open, with the reason. What was closed stays as it is.</summary>
public static class CorrectTaking
{
    public sealed record Model(Guid Id, string Slug, IReadOnlyList<SummaryRow> Line, bool IsOpen, PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/caisse/corriger/{id:guid}", Ask).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/caisse/corriger/{id:guid}", Correct).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(Guid id, Visitor visitor, Commune commune, PageLanguage language, PerronDb db) =>
        await Found(db, visitor, id) is var (line, desk) ? await Page(PostedForm.Blank(), line, desk, commune, language.Code, db, StatusCodes.Status200OK) : TypedResults.NotFound();

    private static async Task<IResult> Correct(Guid id, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, CashBook book, Changes changes, TimeProvider time)
    {
        if (await Found(db, visitor, id) is not var (line, desk))
        {
            return TypedResults.NotFound();
        }

        string Say(string key) => Words.Of(typeof(CorrectTaking)).In(language.Code, key);
        var day = await CashBook.DayOf(db, desk.Id);
        var why = posted.Text("raison").OrElse(Say("cash-why-missing"));
        if (posted.IsRight && (why!.Length > CashBook.LongestText || day is null))
        {
            posted.Refuse("raison", Say(day is null ? "cash-closed" : "cash-why-missing"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, line, desk, commune, language.Code, db, StatusCodes.Status422UnprocessableEntity);
        }

        var order = await db.Set<PaymentOrder>().SingleAsync(one => one.Id == line.OrderId);
        var asked = await db.Set<Case>().SingleAsync(one => one.Id == line.CaseId);
        await book.Correct(db, changes, day!, line, why!, order, asked, visitor.Officer!.Value, commune, time.GetCurrentInstant());
        await db.SaveChangesAsync();
        changes.In(asked.Topic);
        return TypedResults.LocalRedirect($"/agent/caisse?caisse={desk.Slug}&reference={asked.Reference}");
    }

    // A line of a desk at which this officer stands, that was not corrected yet and corrects nothing itself.
    private static async Task<(CashLine Line, ServiceUnit Desk)?> Found(PerronDb db, Visitor visitor, Guid id)
    {
        var key = CashLineId.From(id);
        return await db.Set<CashLine>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == key && one.Kind != CashLineKind.Correction && !db.Set<CashLine>().Any(other => other.Corrects == key)) is { } line
            && (await CashBook.DesksOf(db, visitor)).FirstOrDefault(unit => unit.Id == line.ServiceUnitId) is { } desk ? (line, desk) : null;
    }

    private static async Task<IResult> Page(PostedForm form, CashLine line, ServiceUnit desk, Commune commune, string language, PerronDb db, int status)
    {
        var words = Words.Of(typeof(CorrectTaking));
        var reference = await db.Set<Case>().Where(one => one.Id == line.CaseId).Select(one => one.Reference).SingleAsync();
        SummaryRow Row(string label, string value) => new(words.In(language, label), value, null, null, false);
        return CorrectTakingPage.Of(new(line.Id.Value, desk.Slug,
            [
                Row("cash-number", TakePayment.NumberOf(line, desk.Slug)), Row("cash-when", commune.Local(line.At).DateAndTime(language)), Row("cash-what", $"{words.In(language, $"line-{line.Kind}")} – {words.In(language, $"way-{CashBook.SourceOf(line.Way)}")}"),
                Row("cash-case", reference), Row("cash-amount-short", Euros.Of(line.Cents)),
            ],
            await CashBook.DayOf(db, desk.Id) is not null, form), status);
    }
}
