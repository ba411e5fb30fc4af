using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForOfficers;

/// <summary>An officer says when they are away and who takes over; what comes in meanwhile goes to that colleague.</summary>
public static class EnterAbsence
{
    private const int LongestDays = 400;

    public sealed record Row(Guid Id, string From, string Until, string? Replacement, bool IsNow);
    public sealed record Model(PostedForm Form, IReadOnlyList<Choice> Colleagues, IReadOnlyList<Row> Rows);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/absence", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/absence", Enter).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/absence/{absence:guid}/fin", End).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(Visitor visitor, Commune commune, PageLanguage language, PerronDb db, HeldForm held, TimeProvider time)
    {
        var today = commune.Today(time.GetCurrentInstant());
        return await Page(await held.Take(db, visitor, "/agent/absence") ?? PostedForm.Blank(("du", today.ToString("R", null))), visitor, today, language.Code, db, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Enter(PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, TimeProvider time)
    {
        var words = Words.Of(typeof(EnterAbsence));
        var today = commune.Today(time.GetCurrentInstant());
        var from = posted.Date("du").OrElse(words.In(language.Code, "absence-from-missing"));
        var until = posted.Date("au").OrElse(words.In(language.Code, "absence-until-missing"));
        if (posted.IsRight && (until < from || until < today || Period.DaysBetween(from, until) > LongestDays))
        {
            posted.Refuse("au", words.In(language.Code, "absence-until-wrong"));
        }

        var colleagues = await db.ColleagueNames();
        OfficerId? replacement = posted.Value("remplacement") is { Length: > 0 } && OfficerId.From(posted.Id("remplacement").Or(Guid.Empty)) is var chosen ? chosen : null;
        if (replacement is { } one && (one == visitor.Officer || !colleagues.ContainsKey(one)))
        {
            posted.Refuse("remplacement", words.In(language.Code, "absence-replacement-wrong"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, visitor, today, language.Code, db, StatusCodes.Status422UnprocessableEntity);
        }

        db.Add(new Absence { CommuneId = commune.Id, OfficerId = visitor.Officer!.Value, From = from, Until = until, ReplacedBy = replacement });
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/absence");
    }

    // Back earlier: yesterday was the last day. What has not begun yet vanishes.
    private static async Task<IResult> End(Guid absence, PostedForm posted, Visitor visitor, Commune commune, PerronDb db, TimeProvider time)
    {
        var today = commune.Today(time.GetCurrentInstant());
        if (await db.Set<Absence>().SingleOrDefaultAsync(one => one.Id == AbsenceId.From(absence) && one.OfficerId == visitor.Officer) is not { } found)
        {
            return TypedResults.NotFound();
        }

        if (found.From >= today)
        {
            db.Remove(found);
        }
        else
        {
            found.Until = today.PlusDays(-1);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/absence");
    }

    private static async Task<IResult> Page(PostedForm form, Visitor visitor, LocalDate today, string language, PerronDb db, int status)
    {
        var names = await db.ColleagueNames();
        var rows = await db.Set<Absence>().AsNoTracking().Where(absence => absence.OfficerId == visitor.Officer && absence.Until >= today).OrderBy(absence => absence.From).ToListAsync();
        return EnterAbsencePage.Of(new(
            form, [new("", Words.Of(typeof(EnterAbsence)).In(language, "absence-nobody")), .. names.Where(name => name.Key != visitor.Officer).Select(name => new Choice(name.Key.Value.ToString(), name.Value))],
            [.. rows.Select(row => new Row(row.Id.Value, row.From.LongDate(language), row.Until.LongDate(language), row.ReplacedBy is { } one ? names.GetValueOrDefault(one) : null, row.From <= today))]), status);
    }
}
