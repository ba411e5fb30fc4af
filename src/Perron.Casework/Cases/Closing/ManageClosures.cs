using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Texts;
namespace Perron.Cases.Closing;

/// <summary>The days on which the commune closes of its own accord: an administrator sees them, and adds or takes away one after having read what it moves.</summary>
public static class ManageClosures
{
    private const int LongestReason = 120;

    /// <param name="IsMoving">The dates of open cases are still following the last change.</param>
    public sealed record Row(string Date, string Day, string Why, bool IsMoving, bool MayChange);
    public sealed record Model(PostedForm Form, IReadOnlyList<Row> Rows);

    /// <param name="Moves">How many open cases of the administrator's organisation get another date.</param>
    public sealed record DayModel(PostedForm Form, string Date, string Day, string Why, bool IsClosed, int Moves);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/reglages/fermetures", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/reglages/fermetures", Propose).Declares(Audit.Change, Rate.Sending);
        routes.MapGet("/agent/reglages/fermetures/{day}", ShowDay).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/reglages/fermetures/{day}", Change).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(Visitor visitor, Commune commune, PageLanguage language, PerronDb db, TimeProvider time) =>
        await IsTheirs(db, visitor, commune) ? await Page(PostedForm.Blank(), commune, language.Code, db, time.GetCurrentInstant(), StatusCodes.Status200OK) : TypedResults.NotFound();

    private static async Task<IResult> Propose(PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, TimeProvider time)
    {
        if (!await IsTheirs(db, visitor, commune))
        {
            return TypedResults.NotFound();
        }

        var (now, words) = (time.GetCurrentInstant(), Words.Of(typeof(ManageClosures)));
        var day = posted.Date("jour").OrElse(words.In(language.Code, "date-missing"));
        var why = posted.Text("motif").OrElse(words.In(language.Code, "closing-reason-missing"));
        if (posted.IsRight && Wrong(day, why!, commune, now) is { } wrong)
        {
            posted.Refuse(wrong.Field, words.In(language.Code, wrong.Says, LongestReason));
        }

        return posted.IsRight
            ? TypedResults.LocalRedirect($"/agent/reglages/fermetures/{LocalDatePattern.Iso.Format(day)}?motif={Uri.EscapeDataString(why!)}")
            : await Page(posted, commune, language.Code, db, now, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ShowDay(string day, string? motif, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, TimeProvider time) =>
        !await IsTheirs(db, visitor, commune) || LocalDatePattern.Iso.Parse(day) is not { Success: true, Value: var date } ? TypedResults.NotFound()
        : await DayPage(PostedForm.Blank(), date, motif, commune, language.Code, db, time.GetCurrentInstant(), StatusCodes.Status200OK) ?? TypedResults.LocalRedirect("/agent/reglages/fermetures");

    private static async Task<IResult> Change(string day, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, Changes changes, TimeProvider time)
    {
        if (!await IsTheirs(db, visitor, commune) || LocalDatePattern.Iso.Parse(day) is not { Success: true, Value: var date })
        {
            return TypedResults.NotFound();
        }

        var (now, words, why) = (time.GetCurrentInstant(), Words.Of(typeof(ManageClosures)), posted.Text("motif").Or(""));
        var known = await db.Set<Closure>().SingleOrDefaultAsync(closure => closure.On == date);
        if (known?.MovedUpTo is not null)
        {
            posted.Refuse("jour", words.In(language.Code, "closing-moving"));
        }
        else if (posted.Act == "ouvrir" ? known is null || date < commune.Today(now) : known is not null || Wrong(date, why, commune, now) is not null)
        {
            return TypedResults.LocalRedirect("/agent/reglages/fermetures"); // somebody was faster
        }

        if (!posted.IsRight)
        {
            return await DayPage(posted, date, why, commune, language.Code, db, now, StatusCodes.Status422UnprocessableEntity) ?? TypedResults.LocalRedirect("/agent/reglages/fermetures");
        }

        known ??= db.Add(new Closure { CommuneId = commune.Id, On = date, Why = LocalText.Of(commune.Language, why), EnteredAt = now }).Entity;
        (known.RemovedAt, known.EnteredBy, known.MovedUpTo) = (posted.Act == "ouvrir" ? now : null, visitor.Officer, "");
        changes.In(Closure.Topic);
        await db.SaveUnlessTaken();
        return TypedResults.LocalRedirect("/agent/reglages/fermetures");
    }

    // The commune closes, not one of the organisations that share its portal.
    private static Task<bool> IsTheirs(PerronDb db, Visitor visitor, Commune commune) =>
        db.Set<Organisation>().AnyAsync(one => visitor.Organisations.Contains(one.Id) && one.Kind == commune.Holder);

    private static (string Field, string Says)? Wrong(LocalDate day, string why, Commune commune, Instant now) =>
        day < commune.Today(now) ? ("jour", "date-past") : !commune.Calendar.IsOpen(day) ? ("jour", "closing-already") : why.Length is 0 or > LongestReason ? ("motif", "closing-reason-missing") : null;

    private static async Task<IResult> Page(PostedForm form, Commune commune, string language, PerronDb db, Instant now, int status)
    {
        var rows = await db.Set<Closure>().AsNoTracking().Where(closure => closure.RemovedAt == null || closure.MovedUpTo != null).OrderByDescending(closure => closure.On).Take(200).ToListAsync();
        var coming = rows.Where(closure => closure.On >= commune.Today(now)).Reverse().ToList(); // the next one first, what is past last
        return ManageClosuresPage.Of(new(form, [.. coming.Concat(rows.Except(coming)).Select(closure => new Row(
            LocalDatePattern.Iso.Format(closure.On), closure.On.LongDate(language), closure.Why.In(language), closure.MovedUpTo is not null, closure.MovedUpTo is null && closure.On >= commune.Today(now)))]), status);
    }

    /// <summary>Null when there is nothing to decide about this day.</summary>
    private static async Task<IResult?> DayPage(PostedForm form, LocalDate day, string? why, Commune commune, string language, PerronDb db, Instant now, int status)
    {
        var known = await db.Set<Closure>().AsNoTracking().SingleOrDefaultAsync(closure => closure.On == day && closure.RemovedAt == null);
        if (known is null ? Wrong(day, why ?? "", commune, now) is not null : day < commune.Today(now))
        {
            return null;
        }

        return ChangeClosurePage.Of(new(form, LocalDatePattern.Iso.Format(day), day.LongDate(language), known?.Why.In(language) ?? why!, known is not null, await Moved(db, day, commune, now)), status);
    }

    // A day on which nobody works anyhow moves nothing.
    private static async Task<int> Moved(PerronDb db, LocalDate day, Commune commune, Instant now) =>
        day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday || Calendar.BelgianHolidays.Has(day) || day < commune.Today(now) ? 0
        : await db.Set<Case>().CountAsync(one => one.ClosedAt == null && one.ExpectedOn >= day);
}

/// <summary>The way there, for administrators.</summary>
internal sealed class ClosureEntry : IDeskEntries
{
    public IEnumerable<NavEntry> Of(Visitor visitor, string language) =>
        visitor.Rights.Contains(Right.Administrator) ? [new(Words.Of(typeof(ClosureEntry)).In(language, "closing-title"), "/agent/reglages/fermetures", "calendar-blank")] : [];
}
