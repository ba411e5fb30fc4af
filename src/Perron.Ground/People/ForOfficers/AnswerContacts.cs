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
namespace Perron.People.ForOfficers;

/// <summary>Messages and calls that wait for the teams of this officer, the oldest first.</summary>
public static class AnswerContacts
{
    private const int LongestText = 3000;

    /// <param name="Due">By when somebody calls.</param>
    /// <param name="Tries">When a call in vain can be tried again.</param>
    public sealed record Row(ContactRequest Request, string Service, string At, string? LastCall, string? Due, bool IsLate, IReadOnlyList<Choice> Tries);
    public sealed record Model(PostedForm Form, Guid? Refused, IReadOnlyList<Row> Rows);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/rappels", Show).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/rappels/{request:guid}", Answer).Declares(Audit.Change, Rate.Sending);
    }

    private static Task<IResult> Show(Visitor visitor, Commune commune, PageLanguage language, PerronDb db, TimeProvider time) =>
        Page(PostedForm.Blank(), null, visitor, commune, language.Code, db, time.GetCurrentInstant(), StatusCodes.Status200OK);

    private static async Task<IResult> Answer(
        Guid request, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IPeoplePost post, IEnumerable<ICallStories> stories, Changes changes, TimeProvider time)
    {
        var (units, now) = (await db.UnitsOf(visitor.Officer!.Value), time.GetCurrentInstant());
        if (await db.Set<ContactRequest>().SingleOrDefaultAsync(one => one.Id == ContactRequestId.From(request) && one.AnsweredAt == null && units.Contains(one.ServiceUnitId)) is not { } asked)
        {
            return TypedResults.NotFound();
        }

        var unit = await db.Set<ServiceUnit>().SingleAsync(one => one.Id == asked.ServiceUnitId);
        if (posted.Act == "absent")
        {
            // A moment of the list, which may have been drawn a while ago; else the next day, as after the first asking.
            var again = LocalDateTimePattern.GeneralIso.Parse(posted.Value("encore") ?? "") is { Success: true, Value: var moment } && moment.InZoneLeniently(commune.Zone).ToInstant() is var at && at > now && at < now + Duration.FromDays(31)
                ? at : CallBacks.DueAt(unit, asked.CallTime, commune, now);
            (asked.CallsInVain, asked.LastCallAt, asked.DueAt) = (asked.CallsInVain + 1, now, again);
            await Tell(null);
        }
        else
        {
            var text = posted.Text("reponse").OrElse(Words.Of(typeof(AnswerContacts)).In(language.Code, asked.Kind == ContactKind.CallBack ? "answer-note-missing" : "answer-missing"));
            if (text?.Length > LongestText)
            {
                posted.Refuse("reponse", Words.Of(typeof(AnswerContacts)).In(language.Code, "contact-text-long", LongestText));
            }

            if (!posted.IsRight)
            {
                return await Page(posted, request, visitor, commune, language.Code, db, now, StatusCodes.Status422UnprocessableEntity);
            }

            (asked.Answer, asked.AnsweredAt, asked.AnsweredBy) = (text!, now, visitor.Officer);
            if (asked.Kind == ContactKind.Message)
            {
                post.Mail(db, asked.Email, asked.Language, "contact-answer", new Dictionary<string, string> { ["service"] = unit.Name.In(asked.Language), ["answer"] = text! }, now, unit.RunBy);
            }
            else
            {
                await Tell(text);
            }
        }

        await db.SaveChangesAsync();
        changes.In(ContactRequest.Topic);
        return TypedResults.LocalRedirect("/agent/rappels");

        async Task Tell(string? said)
        {
            foreach (var story in stories)
            {
                await story.Tell(db, asked, said, visitor, now);
            }
        }
    }

    private static async Task<IResult> Page(PostedForm form, Guid? refused, Visitor visitor, Commune commune, string language, PerronDb db, Instant now, int status)
    {
        var mine = await db.UnitsOf(visitor.Officer!.Value);
        var units = await db.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id);
        var waiting = await db.Set<ContactRequest>().AsNoTracking().Where(one => one.AnsweredAt == null && mine.Contains(one.ServiceUnitId)).OrderBy(one => one.DueAt ?? one.AskedAt).Take(100).ToListAsync();
        return AnswerContactsPage.Of(new(form, refused, [.. waiting.Select(one => new Row(
            one, units[one.ServiceUnitId].Name.In(language), commune.Local(one.AskedAt).DateAndTime(language), one.LastCallAt is { } last ? commune.Local(last).DateAndTime(language) : null,
            one.DueAt is { } due ? commune.Local(due).DateAndTime(language) : null, one.IsLate(now),
            [.. CallBacks.NextTries(units[one.ServiceUnitId], commune, now).Select(moment => new Choice(LocalDateTimePattern.GeneralIso.Format(moment), moment.DateAndTime(language)))]))]), status);
    }
}
