namespace Perron.Speaking;

/// <summary>
/// What a waiting room hears when a ticket is called, clip after clip: a chime, then "Ticket A 42, guichet 3" in the visitor's language and in the hall's, all of it but the chime twice.
/// A clip is a file of <c>voices/</c> without its ending, such as <c>fr/number-42</c>. Numbers under a hundred are whole clips, for each language has its own order of tens and units; hundreds are put together.
/// </summary>
public static class SpokenCall
{
    /// <summary>The languages that have voices.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["fr", "nl", "de", "en"];

    /// <summary>Those that a ticket may have: I, O, Q and S look like figures.</summary>
    public const string Letters = "ABCDEFGHJKLMNPRTUVWXYZ";

    public const string Chime = "chime";

    private const int Times = 2;

    /// <param name="letter">Null for a hall with one row of numbers.</param>
    /// <param name="number">From 0 on.</param>
    /// <param name="language">The visitor's; one without a voice is called in the hall's alone.</param>
    /// <param name="hall">The language that everybody in the hall expects.</param>
    public static IReadOnlyList<string> Clips(char? letter, int number, int counter, string language, string hall = "fr")
    {
        var languages = new[] { language, hall }.Where(Languages.Contains).Distinct();
        var once = languages.SelectMany(spoken => Phrase(letter, number, counter, spoken)).ToList();
        return [Chime, .. Enumerable.Repeat(once, Times).SelectMany(clips => clips)];
    }

    private static IEnumerable<string> Phrase(char? letter, int number, int counter, string language) =>
    [
        $"{language}/ticket", .. letter is { } one && Letters.Contains(char.ToUpperInvariant(one)) ? [$"{language}/letter-{char.ToLowerInvariant(one)}"] : Array.Empty<string>(), .. Number(number, language),
        $"{language}/counter", .. Number(counter, language),
    ];

    private static IEnumerable<string> Number(int number, string language) => Math.Abs(number) switch
    {
        < 100 and var small => [$"{language}/number-{small}"],
        < 1000 and var large when large % 100 == 0 => [$"{language}/hundred-{large / 100}"],
        < 1000 and var large => [$"{language}/hundred-{large / 100}{(language == "en" ? "-and" : "")}", $"{language}/number-{large % 100}"],
        var many => [.. Number(many / 100, language), .. many % 100 < 10 ? [$"{language}/number-0"] : Array.Empty<string>(), $"{language}/number-{many % 100}"], // as one says a telephone number
    };
}
