using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForOfficers;

/// <summary>Messages and calls that wait for the teams of this officer, the oldest first.</summary>
public static class AnswerContacts
{
    private const int LongestText = 3000;

    public sealed record Row(ContactRequest Request, string Service, string At, string? LastCall);
    public sealed record Model(PostedForm Form, Guid? Refused, IReadOnlyList<Row> Rows);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/rappels", Show).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/rappels/{request:guid}", Answer).Declares(Audit.Change, Rate.Sending);
    }

    private static Task<IResult> Show(Visitor visitor, Commune commune, PageLanguage language, PerronDb db) =>
        Page(PostedForm.Blank(), null, visitor, commune, language.Code, db, StatusCodes.Status200OK);

    private static async Task<IResult> Answer(
        Guid request, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IPeoplePost post, Changes changes, TimeProvider time)
    {
        var (units, now) = (await db.UnitsOf(visitor.Officer!.Value), time.GetCurrentInstant());
        if (await db.Set<ContactRequest>().SingleOrDefaultAsync(one => one.Id == ContactRequestId.From(request) && one.AnsweredAt == null && units.Contains(one.ServiceUnitId)) is not { } asked)
        {
            return TypedResults.NotFound();
        }

        if (posted.Act == "absent")
        {
            (asked.CallsInVain, asked.LastCallAt) = (asked.CallsInVain + 1, now);
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
                return await Page(posted, request, visitor, commune, language.Code, db, StatusCodes.Status422UnprocessableEntity);
            }

            (asked.Answer, asked.AnsweredAt, asked.AnsweredBy) = (text!, now, visitor.Officer);
            if (asked.Kind == ContactKind.Message)
            {
                var unit = await db.Set<ServiceUnit>().SingleAsync(one => one.Id == asked.ServiceUnitId);
                post.Mail(db, asked.Email, asked.Language, "contact-answer", new Dictionary<string, string> { ["service"] = unit.Name.In(asked.Language), ["answer"] = text! }, now, unit.RunBy);
            }
        }

        await db.SaveChangesAsync();
        changes.In(ContactRequest.Topic);
        return TypedResults.LocalRedirect("/agent/rappels");
    }

    private static async Task<IResult> Page(PostedForm form, Guid? refused, Visitor visitor, Commune commune, string language, PerronDb db, int status)
    {
        var mine = await db.UnitsOf(visitor.Officer!.Value);
        var units = await db.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name.In(language));
        var waiting = await db.Set<ContactRequest>().AsNoTracking().Where(one => one.AnsweredAt == null && mine.Contains(one.ServiceUnitId)).OrderBy(one => one.AskedAt).Take(100).ToListAsync();
        return AnswerContactsPage.Of(new(form, refused, [.. waiting.Select(one => new Row(
            one, units[one.ServiceUnitId], commune.Local(one.AskedAt).DateAndTime(language), one.LastCallAt is { } last ? commune.Local(last).DateAndTime(language) : null))]), status);
    }
}
