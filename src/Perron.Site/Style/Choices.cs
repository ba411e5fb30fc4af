using Perron.Communes;
using Perron.Design;
namespace Perron.Style;

/// <summary>What the visitor of /style wants to see: whose theme, light or dark, which home.</summary>
/// <param name="Theme">The theme's own name, or null for that of the commune.</param>
public sealed record Choices(string? Theme, string? Mode, string? Home)
{
    public static readonly IReadOnlyList<string> Homes = ["A", "B", "C", "D", "E", "F"];

    /// <summary>The frame of this commune, drawn in the look that was chosen.</summary>
    public Frame On(Frame frame, CommuneRegister register)
    {
        var look = register.All.FirstOrDefault(household => household.Sheet.Theme.Id == Theme) is { } chosen ? Looks.Of(chosen) : frame.Look;
        return frame with { Look = Home is not null && Homes.Contains(Home) ? look with { Home = Home } : look, Mode = Mode is "light" or "dark" ? Mode : frame.Mode };
    }

    public string Href(string path) =>
        $"{path}?{string.Join('&', new[] { ("theme", Theme), ("mode", Mode), ("accueil", Home) }.Where(choice => choice.Item2 is not null).Select(choice => $"{choice.Item1}={Uri.EscapeDataString(choice.Item2!)}"))}".TrimEnd('?');
}
