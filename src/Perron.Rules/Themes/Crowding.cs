namespace Perron.Themes;

/// <summary>
/// The colours of calm, moderate, busy and very busy: told apart by people who see no red, no green or no blue (design note 3 §3.3).
/// Where one cannot be seen against the surface, its lightness moves away from the surface until it can, and no further.
/// </summary>
internal static class Crowding
{
    private const double Minimum = 3.02; // 3 is asked; the rest is rounding
    private static readonly (string Name, Colour Colour)[] Scale =
    [
        ("calm", new(0x3e, 0xa3, 0x8b)), ("moderate", new(0x41, 0x7c, 0xb7)), ("busy", new(0xc0, 0x62, 0x00)), ("very-busy", new(0xa8, 0x00, 0x23)),
    ];

    public static IReadOnlyList<(string Name, Colour Colour)> On(Surface surface) => surface.Kind == SurfaceKind.Brand
        ? [.. Scale.Select(step => (step.Name, surface.Text))]
        : [.. Scale.Select(step => (step.Name, Seen(step.Colour, surface)))];

    private static Colour Seen(Colour colour, Surface surface)
    {
        if (surface.Backs.All(back => colour.ContrastWith(back) >= Minimum))
        {
            return colour;
        }

        var seed = Oklch.Of(colour);
        var (darkest, lightest) = (surface.Backs.Min(back => back.Luminance), surface.Backs.Max(back => back.Luminance));
        var luminance = surface.Strongest == Colour.White ? Minimum * (lightest + 0.05) - 0.05 : (darkest + 0.05) / Minimum - 0.05;
        var moved = Oklch.AtLuminance(seed.Hue, seed.Chroma, luminance);
        return surface.Backs.All(back => moved.ContrastWith(back) >= 3) ? moved : surface.Strongest;
    }
}
