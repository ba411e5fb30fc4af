using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForMachines;

/// <summary>Tells the open pages of a personal space that something in it has changed. It says only that: the page is then asked for again.</summary>
internal static class WatchSpace
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live/mon-espace", Watch).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Watch(HttpContext context, Commune commune, PerronDb db, IEnumerable<ISpaceCards> cards, LiveHub hub, CancellationToken closed)
    {
        var visitor = Visitor.Of(context);
        if (visitor.Citizen is not { } citizen)
        {
            return TypedResults.NotFound();
        }

        db.EnterAs(visitor);
        List<Topic> topics = [Space.TopicOf(citizen)];
        foreach (var source in cards)
        {
            topics.AddRange(await source.AlsoIn(citizen));
        }

        return TypedResults.ServerSentEvents(hub.Listen(commune.Id, topics, closed));
    }
}
