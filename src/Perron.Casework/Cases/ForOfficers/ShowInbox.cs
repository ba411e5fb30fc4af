using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForOfficers;

/// <summary>The officer's inbox: one's own files, the team's, those nobody has, those that wait, those that are late. "Take the next" gives the most urgent.</summary>
public static class ShowInbox
{
    public sealed record Model(InboxView View, string? Query, IReadOnlyList<RailItem> Rail, IReadOnlyList<InboxLine> Lines, int Page, int Pages, int Total, OfficerId Officer, Guid Key, int UnassignedInTeam);

    private static readonly (InboxView View, string Path)[] Views =
        [(InboxView.Mine, "moi"), (InboxView.Team, "equipe"), (InboxView.Unassigned, "non-attribues"), (InboxView.Waiting, "attente"), (InboxView.Late, "retard"), (InboxView.Closed, "termines")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent", () => TypedResults.LocalRedirect("/agent/boite")).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/agent/boite", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/boite", TakeNext).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(string? vue, string? q, int? page, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        var officer = visitor.Officer!.Value;
        var today = commune.Today(time.GetCurrentInstant());
        var units = await db.UnitsOf(officer);
        var view = Views.FirstOrDefault(known => known.Path == vue) is { Path: not null } known ? known.View : InboxView.Mine;
        var rail = new List<RailItem>();
        foreach (var (one, path) in Views)
        {
            var count = one == InboxView.Closed ? 0 : await db.Set<Case>().In(one, officer, units, today).CountAsync();
            rail.Add(new(Words.Of(typeof(ShowInbox)).In(language.Code, $"view-{one}"), $"/agent/boite?vue={path}", count, one == view));
        }

        var asked = db.Set<Case>().In(view, officer, units, today).Searched(q);
        var total = await asked.CountAsync();
        var pages = Math.Max(1, (total + Inbox.PageSize - 1) / Inbox.PageSize);
        var at = Math.Clamp(page ?? 1, 1, pages);
        var names = await db.ColleagueNames();
        return ShowInboxPage.Of(new(view, q, rail, await asked.Lines(at, catalogue, commune, language.Code, names, today), at, pages, total, officer, Guid.CreateVersion7(),
            rail[2].Count));
    }

    private static async Task<IResult> TakeNext(PostedForm posted, Visitor visitor, Commune commune, PerronDb db, Changes changes, TimeProvider time)
    {
        var now = time.GetCurrentInstant();
        var officer = visitor.Officer!.Value;
        var units = await db.UnitsOf(officer);
        var today = commune.Today(now);
        var next = await db.Set<Case>().In(InboxView.Unassigned, officer, units, today).OrderBy(one => one.ExpectedOn).ThenBy(one => one.Id).FirstOrDefaultAsync()
            ?? await db.Set<Case>().In(InboxView.Mine, officer, units, today).Where(one => one.State != "waiting-citizen").OrderBy(one => one.ExpectedOn).ThenBy(one => one.Id).FirstOrDefaultAsync();
        if (next is null)
        {
            return TypedResults.LocalRedirect("/agent/boite");
        }

        if (next.AssignedTo is null)
        {
            await Assign.To(db, next, officer, "taken", visitor, now);
            await db.SaveChangesAsync();
            changes.In(Inbox.Topic);
        }

        return TypedResults.LocalRedirect($"/agent/dossiers/{next.Reference}");
    }
}
