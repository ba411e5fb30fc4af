using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.Communes.ForMachines;

/// <summary>What the map of a commune is drawn on: its own plan, or tiles that the house fetches, so that no third party sees who looks.</summary>
internal static class GiveMap
{
    // A tile that does not come is grey: the map goes on, and the place can be said in words.
    private const string Grey = """<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="#c8c8c8"/></svg>""";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/carte/plan", Plan).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/carte/{z:int}/{x:int}/{y:int}", Tile).Declares(Audit.Nothing, Rate.Reading);
    }

    private static IResult Plan(Commune commune, HttpContext context)
    {
        if (commune.Map?.Plan is not { } plan || !File.Exists(plan))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.PhysicalFile(plan, "application/geo+json", lastModified: File.GetLastWriteTimeUtc(plan));
    }

    private static async Task<IResult> Tile(int z, int x, int y, Commune commune, HttpContext context, MapTiles tiles)
    {
        if (commune.Map is not { Tiles: not null } map || !map.HasTile(z, x, y))
        {
            return TypedResults.NotFound();
        }

        var tile = await tiles.Get(map.TileAt(z, x, y), context.RequestAborted);
        context.Response.Headers.CacheControl = tile is null ? "public, max-age=60" : "public, max-age=86400";
        return tile is null ? TypedResults.Text(Grey, "image/svg+xml") : TypedResults.Bytes(tile.Bytes, tile.Type);
    }
}
