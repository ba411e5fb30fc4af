namespace Perron.Design;

/// <summary>What stands around every page: commune, theme, language, menu, who is signed in, who to call.</summary>
public sealed record Frame
{
    public required string Commune { get; init; }

    /// <summary>Its name with what it is: "Commune de Boussu".</summary>
    public required string Titled { get; init; }

    public required string Slug { get; init; }
    public required ThemeLook Look { get; init; }
    public required string Language { get; init; }
    public required IReadOnlyList<LanguageLink> Languages { get; init; }

    /// <summary>"" or "/nl": what stands before every address of the page's language.</summary>
    public required string Prefix { get; init; }

    /// <summary>The address of this page, without the language.</summary>
    public required string Path { get; init; }

    public required FramePerson? Person { get; init; }
    public required bool IsDemonstration { get; init; }
    public required IReadOnlyList<NavEntry> Nav { get; init; }
    public required FrameHelp? Help { get; init; }

    /// <summary>"light" or "dark" when the visitor has chosen; null follows the device.</summary>
    public string? Mode { get; init; }

    /// <summary>One sentence that everybody must see (water cut, exceptional closing), or null.</summary>
    public FrameAlert? Alert { get; init; }

    /// <summary>What stands in the officer's bar; the inbox alone when nothing else is given.</summary>
    public IReadOnlyList<NavEntry> DeskNav { get; init; } = [];

    /// <summary>Version of the house, in small at the foot.</summary>
    public string? Version { get; init; }

    /// <summary>An address of the house in the language of the page.</summary>
    public string Link(string path) => path.StartsWith('/') ? Prefix + path : path;
}

public sealed record LanguageLink(string Code, string Name, string Href, bool IsOfficial);

public sealed record FramePerson(string Name, bool IsOfficer);

public sealed record FrameAlert(CalloutKind Kind, string Text, string? Href);

public sealed record NavEntry(string Text, string Href, string Icon);

/// <summary>Who helps: the reception of the commune.</summary>
public sealed record FrameHelp(string Name, string Phone, string OpenNow, string Href);

/// <summary>A theme as the pages need it: the address of its style sheet and its structural choices (see theme.json).</summary>
public sealed record ThemeLook(
    string Id, string Stylesheet, string Home, string Nav, string Header, string Procedure, string Listing, string Footer,
    string Density, string Shape, string Icons, string Elevation, string Strategy, string Greeting, string? Logo, string? Hero, string? Pattern, string Pair)
{
    /// <summary>The logo on dark and coloured bands, where the theme has one of its own for them.</summary>
    public string? LogoInverse { get; init; }

    /// <summary>The coat of arms.</summary>
    public string? Coat { get; init; }

    /// <summary>What stands behind an icon of a tile: none, circle or square.</summary>
    public string Chip { get; init; } = "none";

    /// <summary>How one's cases stand in the personal space: tiles or list.</summary>
    public string Cases { get; init; } = "list";
}
