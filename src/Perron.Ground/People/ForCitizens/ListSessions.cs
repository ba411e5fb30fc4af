using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.Broker;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens;

/// <summary>The devices on which somebody is signed in, each of which can be signed out from here. Citizens and officers have the same page.</summary>
public static class ListSessions
{
    public sealed record Row(Guid Id, string Browser, string Way, string OpenedAt, string SeenAt, bool IsThis);
    public sealed record Model(Guid Key, IReadOnlyList<Row> Rows, bool IsOfficer, bool IsDone);

    public static void MapForCitizens(IEndpointRouteBuilder routes) => Map(routes, "/mon-espace/sessions");

    public static void MapForOfficers(IEndpointRouteBuilder routes) => Map(routes, "/agent/sessions");

    private static void Map(IEndpointRouteBuilder routes, string path)
    {
        routes.MapGet(path, Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost(path, End).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(string? fait, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IdentityProviders providers, TimeProvider time)
    {
        var now = time.GetCurrentInstant();
        var open = await Mine(db, visitor).AsNoTracking().OrderByDescending(session => session.SeenAt).ToListAsync();
        return ListSessionsPage.Of(new(PostedForm.Blank().Key, [.. open.Where(session => session.At(now) != SessionState.Over).Select(session => new Row(
            session.Id.Value, session.Browser, providers.Find(commune, session.Way)?.Name ?? session.Way, commune.Local(session.OpenedAt).DateAndTime(language.Code), commune.Local(session.SeenAt).DateAndTime(language.Code),
            session.Id.Value.ToString() == visitor.Session))], visitor.IsOfficer, fait is not null));
    }

    private static async Task<IResult> End(PostedForm posted, Visitor visitor, PerronDb db, TimeProvider time, HttpContext context)
    {
        var now = time.GetCurrentInstant();
        var chosen = posted.Id("session").Or(Guid.Empty);
        var others = Mine(db, visitor).Where(session => posted.Act == "toutes" ? session.Id != SessionId.From(Guid.Parse(visitor.Session ?? Guid.Empty.ToString())) : session.Id == SessionId.From(chosen));
        await others.ExecuteUpdateAsync(row => row.SetProperty(session => session.EndedAt, now));
        return TypedResults.LocalRedirect($"{context.Request.Path}?fait");
    }

    private static IQueryable<Session> Mine(PerronDb db, Visitor visitor) => db.Set<Session>().Where(session => session.EndedAt == null
        && (visitor.Officer != null ? session.OfficerId == visitor.Officer : session.CitizenId == visitor.Citizen));
}
