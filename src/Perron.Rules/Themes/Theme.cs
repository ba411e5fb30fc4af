namespace Perron.Themes;

/// <summary>A commune's look and ergonomics as data: its theme.json, checked. It exists only when every page in it can be read.</summary>
public sealed class Theme
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required ThemeColours Colours { get; init; }
    public required ThemeType Type { get; init; }
    public required ThemeShape Shape { get; init; }
    public required ThemeLayout Layout { get; init; }
    public required ThemeErgonomics Ergonomics { get; init; }
    public required ThemeMedia Media { get; init; }

    /// <summary>Every surface, light and dark, in the theme's colours: computed once.</summary>
    internal IReadOnlyList<Surface> Surfaces => field ??= [.. Palette.SurfacesOf(Colours)];

    /// <summary>Reads a theme.json strictly: a key nobody knows and a value that cannot be used are faults.</summary>
    /// <param name="name">What the faults call the theme, such as "boussu".</param>
    public static ThemeReading Parse(string json, string name) => new ThemeReader(name, isKept: false).Read(json);

    /// <summary>The same for a theme that was read rightly by an earlier house and kept: what has gone out of use since is passed over.</summary>
    public static ThemeReading ParseKept(string json, string name) => new ThemeReader(name, isKept: true).Read(json);

    /// <summary>What the person who chose the colours should know, in plain French.</summary>
    public IEnumerable<string> Notes()
    {
        yield return ColourNames.Verdict("Votre", Colours.Brand);
        if (Colours.IsRedBrand)
        {
            yield return "Votre couleur est un rouge, et le rouge annonce les erreurs\u00a0: les bandeaux restent pâles et les avis sont gris.";
        }
    }
}

/// <summary>The seeds of all colours, and how freely they are used.</summary>
/// <param name="Strategy">tint, paper, bold or dark-header.</param>
public sealed record ThemeColours(Colour Brand, Colour Neutral, Colour? Accent, string Strategy)
{
    /// <summary>Within 25° of the red of errors, the brand must not fill bands or notices: they would read as errors.</summary>
    public bool IsRedBrand => Oklch.Of(Brand) is { Chroma: > 0.04, Hue: <= 50 };
}

/// <summary>Letters: the two families, the size of reading text in pixels, how much one size differs from the next.</summary>
/// <param name="HeadingCase">none or uppercase.</param>
public sealed record ThemeType(FontPair Pair, double Scale, int Base, int HeadingWeight, string HeadingCase);

/// <summary>Forms: corners, lines, shadows, room, icons.</summary>
/// <param name="Family">square, soft, round or organic.</param>
/// <param name="Border">Width of lines in pixels.</param>
/// <param name="Elevation">none, soft or offset.</param>
/// <param name="Density">compact, regular or airy.</param>
/// <param name="Icons">regular, bold, fill or duotone.</param>
/// <param name="IconChip">none, circle or square: what stands behind an icon.</param>
public sealed record ThemeShape(string Family, int Border, string Elevation, string Density, string Icons, string IconChip);

/// <summary>Which variant of each part of a page: A to F, H1 to H4, N1 to N4, P1 or P2, L1 or L2, F1 to F3.</summary>
public sealed record ThemeLayout(string Home, string Header, string Nav, string Procedure, string Listing, string Footer);

/// <summary>How one finds one's way: how one's cases stand in the personal space, what the home asks.</summary>
/// <param name="CaseHome">tiles or list.</param>
public sealed record ThemeErgonomics(string CaseHome, string Greeting);

/// <summary>Names of picture files of the commune; null: none. The inverse logo stands on dark bands, the coat of arms at the foot.</summary>
/// <param name="Pattern">none, stripes, contour or tiles.</param>
public sealed record ThemeMedia(string? Logo, string? LogoInverse, string? Coat, string? Hero, string Pattern);

/// <summary>A theme, or why it cannot be used, in plain French.</summary>
public sealed record ThemeReading(Theme? Theme, IReadOnlyList<string> Faults)
{
    /// <summary>The line of the first fault; 1 where something is missing.</summary>
    public long Line { get; init; } = 1;

    public Theme OrThrow() => Theme ?? throw new FormatException(string.Join(" ", Faults));
}
