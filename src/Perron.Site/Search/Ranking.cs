using Perron.Texts;
namespace Perron.Search;

/// <summary>One result with how well it answers.</summary>
internal sealed record Ranked(Findable Found, double Score);

/// <summary>What a search found.</summary>
/// <param name="Corrected">The query as it was understood, when a word of it was misspelt; null when it was taken as typed.</param>
internal sealed record Outcome(IReadOnlyList<Ranked> Results, string? Corrected);

/// <summary>Which things answer a query best. Accents and capitals do not count, small words neither; one or two wrong letters are forgiven.</summary>
internal static class Ranking
{
    private const double TitleWeight = 10, KeywordWeight = 6, TextWeight = 2, SameTitle = 25, SameKeyword = 15;

    private static readonly HashSet<string> SmallWords =
    [
        "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ma", "mes", "mon", "pour", "sur", "un", "une",
        "een", "het", "met", "mijn", "naar", "van", "voor", "das", "der", "die", "ein", "eine", "fur", "mein", "meine", "und", "von",
        "an", "for", "my", "of", "the", "to",
    ];

    public static Outcome Of(string query, IReadOnlyList<Findable> everything, bool asTyped)
    {
        var folded = Folded.Of(query);
        var words = Words(folded);
        if (words.Count == 0)
        {
            return new([], null);
        }

        var corrections = new Dictionary<string, (string Word, double Closeness)>();
        var ranked = everything.Select(one => new Ranked(one, Score(one, folded, words, asTyped, corrections)))
            .Where(one => one.Score > 0).OrderByDescending(one => one.Score).ThenBy(one => one.Found.Title, StringComparer.Ordinal).ToList();
        var isCorrected = ranked.Count > 0 && corrections.Values.Any(best => Closeness.IsMisspelt(best.Closeness));
        return new(ranked, isCorrected ? string.Join(' ', folded.Split(' ').Select(word =>
            corrections.TryGetValue(word, out var best) && Closeness.IsMisspelt(best.Closeness) ? best.Word : word)) : null);
    }

    /// <summary>The words of a query that count.</summary>
    public static IReadOnlyList<string> Words(string folded)
    {
        var all = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10).ToList();
        return all.Where(word => !SmallWords.Contains(word)).ToList() is [_, ..] weighty ? weighty : all;
    }

    // Each word must be found somewhere, or a search for "crèche gratuite" would bring whatever is free.
    private static double Score(Findable one, string query, IReadOnlyList<string> words, bool asTyped, Dictionary<string, (string Word, double Closeness)> corrections)
    {
        var title = Folded.Of(one.Title);
        var keywords = one.Keywords.Select(Folded.Of).ToList();
        var places = title.Split(' ').Select(word => (Word: word, Weight: TitleWeight))
            .Concat(keywords.SelectMany(keyword => keyword.Split(' ')).Select(word => (Word: word, Weight: KeywordWeight)))
            .Concat(Folded.Of(one.Text).Split(' ').Select(word => (Word: word, Weight: TextWeight)))
            .Where(place => place.Word.Length > 0).ToList();
        var score = 0.0;
        foreach (var word in words)
        {
            var best = places.Select(place => (place.Word, Closeness: Closeness.Of(word, place.Word), place.Weight))
                .Where(place => !asTyped || !Closeness.IsMisspelt(place.Closeness))
                .MaxBy(place => place.Closeness * place.Weight);
            if (best is not { Closeness: > 0 })
            {
                return 0;
            }

            score += best.Closeness * best.Weight;
            if (corrections.GetValueOrDefault(word).Closeness < best.Closeness)
            {
                corrections[word] = (best.Word, best.Closeness);
            }
        }

        return score / words.Count + (title == query ? SameTitle : keywords.Contains(query) ? SameKeyword : 0);
    }
}
