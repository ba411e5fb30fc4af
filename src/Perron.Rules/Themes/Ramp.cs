namespace Perron.Themes;

/// <summary>Whether a page is light or dark.</summary>
public enum Mode { Light, Dark }

/// <summary>
/// Eleven steps of one seed colour. Each step has a fixed luminance, so the contrast between two steps is the same for every hue;
/// only the share of the seed's chroma differs (design note 3 §3.3).
/// </summary>
public sealed record Ramp
{
    public required Colour Page { get; init; }
    public required Colour Quiet { get; init; }
    public required Colour Tint { get; init; }
    public required Colour Hover { get; init; }
    public required Colour Active { get; init; }
    public required Colour Line { get; init; }
    public required Colour Edge { get; init; }
    public required Colour Muted { get; init; }
    public required Colour Accent { get; init; }
    public required Colour Text { get; init; }
    public required Colour Ink { get; init; }

    public static Ramp Of(Colour seed, Mode mode) => Of(Oklch.Of(seed), mode);

    /// <summary>Nearly grey, with a breath of the seed's hue.</summary>
    public static Ramp NeutralOf(Colour seed, Mode mode)
    {
        var colour = Oklch.Of(seed);
        return Of(colour with { Chroma = Math.Min(colour.Chroma, 0.03) * 0.5 + 0.004 }, mode);
    }

    private static Ramp Of(Oklch seed, Mode mode)
    {
        Colour Step(double luminance, double share) => Oklch.AtLuminance(seed.Hue, seed.Chroma * share, luminance);
        return mode == Mode.Light
            ? new()
            {
                Page = Colour.White,
                Quiet = Step(0.945, 0.18),
                Tint = Step(0.875, 0.35),
                Hover = Step(0.80, 0.50),
                Active = Step(0.70, 0.65),
                Line = Step(0.56, 0.60),
                Edge = Step(0.205, 0.85),
                Muted = Step(0.115, 0.75),
                Accent = Step(0.085, 1),
                Text = Step(0.022, 0.45),
                Ink = Step(0.010, 0.35),
            }
            : new()
            {
                Page = Step(0.0085, 0.25),
                Quiet = Step(0.0125, 0.28),
                Tint = Step(0.020, 0.32),
                Hover = Step(0.031, 0.36),
                Active = Step(0.048, 0.42),
                Line = Step(0.085, 0.45),
                Edge = Step(0.235, 0.50),
                Muted = Step(0.42, 0.50),
                Accent = Step(0.48, 0.60),
                Text = Step(0.82, 0.12),
                Ink = Step(0.93, 0.06),
            };
    }
}
