using Perron.Belgium;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Web;
namespace Perron.Cases.Places;

/// <summary>What helps to say where something is: the commune's own streets, and its map.</summary>
/// <param name="Map">Null: the place is said in words alone.</param>
public sealed record PlaceGround(CommuneMap? Map, IReadOnlyList<string> Streets)
{
    public static PlaceGround None { get; } = new(null, []);
}

/// <summary>A point of the map, as it is kept among the answers and said to people.</summary>
internal static class PlacePoints
{
    private static readonly Words RoomWords = Words.Of(typeof(PlacePoints));

    /// <summary>What the button posts that takes the point of a place away again.</summary>
    public const string TakeAway = "sans-point:";

    /// <summary>The point that was chosen for the place under this name; null when none was.</summary>
    public static Coordinates? Of(Answers answers, string name) => Coordinates.Parse(answers.One(name + FieldPart.Latitude), answers.One(name + FieldPart.Longitude));

    /// <summary>"50,68360 N · 4,36860 E", in the figures of the language.</summary>
    public static string Written(Coordinates point, string language) =>
        RoomWords.In(language, "place-degrees", point.Latitude.ToString("F5", Languages.Culture(language)), point.Longitude.ToString("F5", Languages.Culture(language)));

    /// <summary>"Point choisi sur la carte : 50,68360 N · 4,36860 E".</summary>
    public static string Said(Coordinates point, string language) => RoomWords.In(language, "place-chosen", Written(point, language));

    /// <summary>The answers without the point that a button took away.</summary>
    public static Answers Without(string act, IEnumerable<Question> asked, Answers answers) =>
        asked.FirstOrDefault(question => question.Field.Kind == FieldKind.Place && act == TakeAway + question.Name) is not { } place ? answers
        : answers.With([KeyValuePair.Create<string, IReadOnlyList<string>>(place.Name + FieldPart.Latitude, []), KeyValuePair.Create<string, IReadOnlyList<string>>(place.Name + FieldPart.Longitude, [])]);
}
