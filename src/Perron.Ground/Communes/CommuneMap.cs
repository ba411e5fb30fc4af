using System.Globalization;
using System.Text.Json;
using Perron.Belgium;
using Perron.Platform.Catalogue;
using Perron.Texts;
namespace Perron.Communes;

/// <summary>Where a commune is, and what its map is drawn on: the tiles of a provider, or a plan of its own.</summary>
/// <param name="Tiles">Where the house fetches tiles; {z}, {x} and {y} stand in it. Null: the plan is shown.</param>
/// <param name="Plan">The file of the plan, as GeoJSON; null where there are tiles.</param>
/// <param name="Attribution">What stands under the map: whose it is, how exact it is.</param>
public sealed record CommuneMap(Bounds Bounds, Coordinates Centre, string? Tiles, string? Plan, LocalText Attribution)
{
    /// <summary>From a wide view of the commune to a single house.</summary>
    public const int Widest = 10, Closest = 18;

    /// <summary>The map of the settings file; null when it has none.</summary>
    public static CommuneMap? Read(string folder, YamlPart yaml)
    {
        if (yaml.Part("map") is not { } part)
        {
            return null;
        }

        var (bounds, centre) = (Degrees(part, "bounds", 4), Degrees(part, "centre", 2));
        var (tiles, plan) = (part.Optional("tiles"), Path.Combine(folder, "map.geojson"));
        var map = new CommuneMap(new(bounds[0], bounds[1], bounds[2], bounds[3]), new(centre[1], centre[0]), tiles, tiles is null ? plan : null, part.Local("attribution"));
        if (!map.Bounds.Holds(map.Centre))
        {
            throw part.Fault("the centre of the map is not within its bounds", "Write bounds: [west, south, east, north] and centre: [east, north], in degrees.");
        }

        if (tiles is not null && (!Uri.TryCreate(AddressOf(tiles, 0, 0, 0), UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback) || !tiles.Contains("{z}", StringComparison.Ordinal)
            || !tiles.Contains("{x}", StringComparison.Ordinal) || !tiles.Contains("{y}", StringComparison.Ordinal)))
        {
            throw part.Fault("'tiles' is no address of map tiles", "Write tiles: \"https://tiles.example.org/{z}/{x}/{y}.png\".", part.LineOf("tiles"));
        }

        if (tiles is null && !IsPlan(plan))
        {
            throw part.Fault("the map has no 'tiles', and map.geojson beside this file is missing or no JSON", "Name tiles, or draw map.geojson.");
        }

        part.End();
        return map;
    }

    /// <summary>Where this tile is fetched.</summary>
    public Uri TileAt(int z, int x, int y) => new(AddressOf(Tiles!, z, x, y));

    /// <summary>Whether some of this tile lies in the commune, or right beside it.</summary>
    public bool HasTile(int z, int x, int y)
    {
        if (z is < Widest or > Closest || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z)
        {
            return false;
        }

        var (west, north) = Tile(z, Bounds.West, Bounds.North);
        var (east, south) = Tile(z, Bounds.East, Bounds.South);
        return x >= west - 1 && x <= east + 1 && y >= north - 1 && y <= south + 1;
    }

    // The usual grid of the web: the world in Mercator's projection, halved once more at each step.
    private static (int X, int Y) Tile(int z, decimal longitude, decimal latitude)
    {
        var (tiles, radians) = (1 << z, (double)latitude * Math.PI / 180);
        return ((int)Math.Floor(((double)longitude + 180) / 360 * tiles), (int)Math.Floor((1 - (Math.Asinh(Math.Tan(radians)) / Math.PI)) / 2 * tiles));
    }

    private static string AddressOf(string tiles, int z, int x, int y) => tiles
        .Replace("{z}", z.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{x}", x.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{y}", y.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static List<decimal> Degrees(YamlPart part, string key, int wanted) =>
        part.Texts(key).Select(text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var degrees) ? degrees : (decimal?)null).ToList() is var read && read.Count == wanted && !read.Contains(null)
            ? read.ConvertAll(one => one!.Value)
            : throw part.Fault($"'{key}' is not {wanted} numbers", "Write bounds: [west, south, east, north] and centre: [east, north], in degrees.", part.LineOf(key));

    private static bool IsPlan(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var json = JsonDocument.Parse(stream);
            return json.RootElement.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Array;
        }
        catch (Exception broken) when (broken is IOException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
