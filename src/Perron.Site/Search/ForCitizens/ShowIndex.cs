using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Texts;
namespace Perron.Search.ForCitizens;

/// <summary>Everything from A to Z, under its name and under the words that citizens use for it.</summary>
public static class ShowIndex
{
    /// <param name="See">For a citizen's word: the name of what it stands for.</param>
    public sealed record Entry(string Word, string Href, string? See);
    public sealed record Letter(string Sign, IReadOnlyList<Entry> Entries);
    public sealed record Model(IReadOnlyList<Letter> Letters);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/a-z", Show).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();

    private static async Task<IResult> Show(Commune commune, PageLanguage language, IEnumerable<ISearchSource> sources)
    {
        var entries = new List<Entry>();
        foreach (var source in sources)
        {
            foreach (var one in await source.All(commune, language.Code))
            {
                entries.Add(new(one.Title, one.Href, null));
                entries.AddRange(one.Aliases.Where(alias => !StandsBeside(alias, one.Title)).Select(alias => new Entry(Capital(alias), one.Href, one.Title)));
            }
        }

        return ShowIndexPage.Of(new([.. entries.DistinctBy(entry => (Folded.Of(entry.Word), entry.Href)).GroupBy(entry => Sign(entry.Word)).OrderBy(letter => letter.Key, StringComparer.Ordinal)
            .Select(letter => new Letter(letter.Key, [.. letter.OrderBy(entry => Folded.Of(entry.Word), StringComparer.Ordinal)]))]));
    }

    // "Composition ménage" would stand next to "Composition de ménage" and help nobody; "Ménage" stands elsewhere and does.
    private static bool StandsBeside(string alias, string title) => Folded.Of(alias).Split(' ')[0] == Folded.Of(title).Split(' ')[0];

    private static string Sign(string word) => Folded.Of(word) is [>= 'a' and <= 'z' and var first, ..] ? char.ToUpperInvariant(first).ToString() : "#";

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
