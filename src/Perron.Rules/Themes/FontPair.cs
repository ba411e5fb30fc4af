namespace Perron.Themes;

/// <summary>A family for titles and one for reading; all of them OFL-1.1, from the @fontsource packages.</summary>
public sealed record FontPair(string Name, string Heading, string HeadingFallback, string Body, string BodyFallback)
{
    private const string Sans = "system-ui,sans-serif", Serif = "Georgia,serif";
    private const string Source = "Source Sans 3 Variable", Public = "Public Sans Variable";

    public static IReadOnlyList<FontPair> All { get; } =
    [
        new("bricolage+source", "Bricolage Grotesque Variable", Sans, Source, Sans),
        new("archivo+public", "Archivo Variable", Sans, Public, Sans),
        new("fraunces+source", "Fraunces Variable", Serif, Source, Sans),
        new("schibsted+literata", "Schibsted Grotesk Variable", Sans, "Literata Variable", Serif),
        new("hanken", "Hanken Grotesk Variable", Sans, "Hanken Grotesk Variable", Sans),
        new("figtree", "Figtree Variable", Sans, "Figtree Variable", Sans),
        new("newsreader+public", "Newsreader Variable", Serif, Public, Sans),
        new("atkinson", "Atkinson Hyperlegible Next Variable", Sans, "Atkinson Hyperlegible Next Variable", Sans),
    ];
}
