using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Cases.ForMachines;

/// <summary>Tells open pages that a case, or the inbox, has changed. It says only that: the page is then asked for again, with all its checks.</summary>
internal static class WatchCase
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/live/dossier/{reference}", Watch).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/live/boite", WatchInbox).Declares(Audit.Nothing, Rate.Reading);
    }

    private static async Task<IResult> Watch(string reference, HttpContext context, Commune commune, PerronDb db, HouseKeys keys, LiveHub hub, CancellationToken closed)
    {
        var visitor = Visitor.Of(context);
        db.EnterAs(visitor);
        var followed = visitor.IsOfficer ? await db.Set<Case>().VisibleTo(visitor).AsNoTracking().SingleOrDefaultAsync(found => found.Reference == reference, closed) : await db.Followed(reference, context, keys, commune);
        return followed is not { } one ? TypedResults.NotFound() : TypedResults.ServerSentEvents(hub.Listen(commune.Id, one.Topic, closed));
    }

    private static IResult WatchInbox(HttpContext context, Commune commune, LiveHub hub, CancellationToken closed) =>
        Visitor.Of(context).IsOfficer ? TypedResults.ServerSentEvents(hub.Listen(commune.Id, Inbox.Topic, closed)) : TypedResults.NotFound();
}
