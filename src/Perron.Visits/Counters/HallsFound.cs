using Perron.Communes;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Search;
namespace Perron.Counters;

/// <summary>Lets the halls be found: how busy they are, and where a place is taken from home.</summary>
internal sealed class HallsFound(PerronDb db) : ISearchSource
{
    private static readonly Words RoomWords = Words.Of(typeof(HallsFound));

    public async Task<IReadOnlyList<Findable>> All(Commune commune, string language)
    {
        var keywords = RoomWords.In(language, "halls-words").Split(',', StringSplitOptions.TrimEntries);
        return [.. (await db.AllHalls()).Select(hall => new Findable(
            FindableKind.Page, $"/affluence/{hall.Slug}", RoomWords.In(language, "crowd-at", hall.Name.In(language)), RoomWords.In(language, "crowd-intro"), keywords, [], [HallSetup.FromJson(hall.Setup).Place.In(language)],
            new(RoomWords.In(language, "crowd-take-place"), $"/ticket?salle={hall.Slug}")))];
    }
}
