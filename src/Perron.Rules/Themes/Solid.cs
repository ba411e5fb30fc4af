namespace Perron.Themes;

/// <summary>The full brand colour of buttons, the text on it, and how it looks under the pointer.</summary>
/// <param name="DarkenedBy">The share of its lightness that the brand colour gave up so that text on it can be read; 0: it is used as it is.</param>
public sealed record Solid(Colour Background, Colour Text, Colour Hover, double DarkenedBy)
{
    // White on it has 4.73, ink less than 7: between the two no text is comfortable, so the colour gives way.
    private const double ReadableLuminance = 0.172;

    public static Solid Of(Colour brand)
    {
        if (brand.ContrastWith(Colour.White) >= 4.5)
        {
            return new(brand, Colour.White, Lighter(brand, -0.05), 0);
        }

        if (brand.ContrastWith(Colour.Ink) >= 7)
        {
            return new(brand, Colour.Ink, Lighter(brand, 0.04), 0);
        }

        var seed = Oklch.Of(brand);
        var darkened = Oklch.AtLuminance(seed.Hue, seed.Chroma, ReadableLuminance);
        return new(darkened, Colour.White, Lighter(darkened, -0.05), 1 - Oklch.Of(darkened).Lightness / seed.Lightness);
    }

    /// <summary>Away from the colour of the text, so that contrast only rises.</summary>
    private static Colour Lighter(Colour colour, double by)
    {
        var seen = Oklch.Of(colour);
        return (seen with { Lightness = Math.Clamp(seen.Lightness + by, 0, 1) }).ToColour();
    }
}
