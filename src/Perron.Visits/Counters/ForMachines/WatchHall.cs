using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Counters.ForMachines;

/// <summary>Tells open screens and pages of a hall that something has happened in it. It says only that: the page is then asked for again.</summary>
internal static class WatchHall
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live/salle/{hall}", Watch).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Watch(string hall, Commune commune, PerronDb db, LiveHub hub, CancellationToken closed) =>
        await db.Hall(hall) is { } one ? TypedResults.ServerSentEvents(hub.Listen(commune.Id, one.Topic, closed)) : TypedResults.NotFound();
}
