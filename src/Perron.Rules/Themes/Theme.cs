namespace Perron.Themes;

/// <summary>A commune's look and ergonomics as data: its theme.json, checked.</summary>
public sealed record Theme(string Id)
{
    public static ThemeReading Parse(string json, string name) => new(new Theme(name), []);
}

/// <summary>A theme, or why it cannot be used.</summary>
public sealed record ThemeReading(Theme? Theme, IReadOnlyList<string> Faults)
{
    public Theme OrThrow() => Theme ?? throw new FormatException(string.Join(" ", Faults));
}

/// <summary>The style sheet of a theme.</summary>
public sealed record ThemeSheet(string Css, string Hash)
{
    public static ThemeSheet Of(Theme theme) => new("", theme.Id);
}
