using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Texts;
namespace Perron.Search.ForCitizens;

/// <summary>One search over everything: the best answer first, then the rest in groups, and never an empty page without a way on.</summary>
public static class FindAnything
{
    private const int LongestQuery = 120;

    public sealed record Result(FindableKind Kind, string Href, IReadOnlyList<Stretch> Title, IReadOnlyList<Stretch> Text, IReadOnlyList<string> Facts);
    public sealed record Group(FindableKind Kind, int Count, bool IsChosen);
    public sealed record Model(string Query, int Total, Findable? Best, IReadOnlyList<Result> Results, IReadOnlyList<Group> Groups, string? Corrected, string? Kind);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/recherche", Find).Declares(Audit.Nothing, Rate.Searching);

    private static async Task<IResult> Find(string? q, string? type, string? exact, Commune commune, PageLanguage language, IEnumerable<ISearchSource> sources)
    {
        var query = (q ?? "").Trim();
        query = query.Length > LongestQuery ? query[..LongestQuery] : query;
        var everything = new List<Findable>();
        foreach (var source in sources)
        {
            everything.AddRange(await source.All(commune, language.Code));
        }

        var outcome = Ranking.Of(query, everything, exact is not null);
        var words = Ranking.Words(Folded.Of(outcome.Corrected ?? query));
        var chosen = Enum.TryParse<FindableKind>(type, out var kind) && Enum.IsDefined(kind) ? kind : (FindableKind?)null;
        var best = chosen is null && outcome.Results is [{ Found.Do: not null } first, ..] ? first.Found : null;
        return FindAnythingPage.Of(new(
            query, outcome.Results.Count, best,
            [.. outcome.Results.Select(one => one.Found).Where(one => one != best && (chosen is null || one.Kind == chosen)).OrderBy(one => one.Kind)
                .Select(one => new Result(one.Kind, one.Href, Marked.In(one.Title, words), Marked.In(one.Text, words), one.Facts))],
            [.. outcome.Results.GroupBy(one => one.Found.Kind).OrderBy(group => group.Key).Select(group => new Group(group.Key, group.Count(), group.Key == chosen))],
            outcome.Corrected, type));
    }
}
