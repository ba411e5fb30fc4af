using System.Globalization;
namespace Perron.Themes;

/// <summary>A colour as screens show it: eight bits of red, green and blue (sRGB).</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static Colour White { get; } = new(0xff, 0xff, 0xff);

    /// <summary>Nearly black: text on light colours, and one ring of the focus.</summary>
    public static Colour Ink { get; } = new(0x0b, 0x0c, 0x0e);

    /// <summary>Relative luminance, 0 to 1 (WCAG 2.2).</summary>
    public double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    /// <summary>1 to 21 (WCAG 2.2).</summary>
    public double ContrastWith(Colour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>This colour laid over another one, so much of it: 0 is the other, 1 is this.</summary>
    public Colour Over(Colour other, double share) => new(Mixed(Red, other.Red, share), Mixed(Green, other.Green, share), Mixed(Blue, other.Blue, share));

    /// <summary>Reads "#00558c". Null when it is anything else.</summary>
    public static Colour? Parse(string? hex) =>
        hex is ['#', ..] && hex.Length == 7 && int.TryParse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
            : null;

    /// <summary>#00558c.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    /// <summary>A channel without the screen's gamma, 0 to 1.</summary>
    internal static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte Mixed(byte one, byte two, double share) => (byte)Math.Round(one * share + two * (1 - share));
}
