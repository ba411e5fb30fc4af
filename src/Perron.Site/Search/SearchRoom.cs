using Perron.Platform.Web;
using Perron.Search.ForCitizens;
namespace Perron.Search;

/// <summary>Search: one search over everything, and everything from A to Z. Rooms plug in what they have.</summary>
public static class SearchRoom
{
    public static void AddSearch(this IServiceCollection services)
    {
        // Nothing is kept yet: what can be found is asked of the rooms at each search.
    }

    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        var citizens = routes.ForCitizens();
        FindAnything.Map(citizens);
        ShowIndex.Map(citizens);
    }
}
