using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForAdministrators;

/// <summary>Somebody leaves: what they were working on is handed over, and in the same moment nothing opens any more: sessions, passwords, keys, links.</summary>
public static class HandleDeparture
{
    public sealed record Model(PostedForm Form, Guid Id, string Name, IReadOnlyList<(string What, int Count)> Work, IReadOnlyList<Choice> Colleagues);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/reglages/departs/{officer:guid}", Ask).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/reglages/departs/{officer:guid}", Leave).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(Guid officer, Visitor visitor, PageLanguage language, PerronDb db, IEnumerable<IHandOver> sources) =>
        await Found(db, officer, visitor) is { } found ? await Page(PostedForm.Blank(), found, language.Code, db, sources, StatusCodes.Status200OK) : TypedResults.NotFound();

    private static async Task<IResult> Leave(
        Guid officer, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IEnumerable<IHandOver> sources, TimeProvider time)
    {
        if (await Found(db, officer, visitor) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var (words, now) = (Words.Of(typeof(HandleDeparture)), time.GetCurrentInstant());
        OfficerId? to = posted.Value("a") is { Length: > 0 } && OfficerId.From(posted.Id("a").Or(Guid.Empty)) is var chosen ? chosen : null;
        if (to is { } one && (one == found.Id || !(await db.ColleagueNames()).ContainsKey(one)))
        {
            posted.Refuse("a", words.In(language.Code, "leave-to-wrong"));
        }

        if (!posted.IsTicked("certain"))
        {
            posted.Refuse("certain", words.In(language.Code, "leave-sure-missing"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, found, language.Code, db, sources, StatusCodes.Status422UnprocessableEntity);
        }

        foreach (var source in sources)
        {
            await source.HandOver(db, found.Id, to, visitor.Actor, now);
        }

        (found.LeftAt, found.Rights) = (now, []);
        await db.Forget(found.Id, now);
        await db.Set<TeamMember>().Where(member => member.OfficerId == found.Id).ExecuteDeleteAsync();
        await db.Set<Competence>().Where(competence => competence.OfficerId == found.Id).ExecuteDeleteAsync();
        await db.Set<Absence>().Where(absence => absence.OfficerId == found.Id && absence.From > commune.Today(now)).ExecuteDeleteAsync();
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/reglages/agents");
    }

    // Nobody shuts the door behind oneself: the last administrator would be out.
    private static async Task<Officer?> Found(PerronDb db, Guid officer, Visitor visitor) =>
        await db.Set<Officer>().SingleOrDefaultAsync(one => one.Id == OfficerId.From(officer) && one.LeftAt == null) is { } found && found.Id != visitor.Officer ? found : null;

    private static async Task<IResult> Page(PostedForm form, Officer officer, string language, PerronDb db, IEnumerable<IHandOver> sources, int status)
    {
        var work = new List<(string, int)>();
        foreach (var source in sources)
        {
            work.Add((source.NameOf(language), await source.CountOf(db, officer.Id)));
        }

        var names = await db.ColleagueNames();
        return HandleDeparturePage.Of(new(form, officer.Id.Value, officer.Name, work,
            [new("", Words.Of(typeof(HandleDeparture)).In(language, "leave-to-team")), .. names.Where(name => name.Key != officer.Id).Select(name => new Choice(name.Key.Value.ToString(), name.Value))]), status);
    }
}
