namespace Perron.Themes;

/// <summary>
/// A colour as eyes see it: lightness (0 to 1), chroma (0 is grey), hue (degrees); a step of lightness looks the same at every hue.
/// Conversion by Björn Ottosson's matrices (https://bottosson.github.io/posts/oklab/, public domain).
/// </summary>
public readonly record struct Oklch(double Lightness, double Chroma, double Hue)
{
    // As finely as culori's clampChroma searches, so that its published vectors are met.
    private const double ChromaResolution = 0.4 / 8192;
    private const double HueOfGrey = 250;

    public static Oklch Of(Colour colour)
    {
        var (red, green, blue) = (Colour.Linear(colour.Red), Colour.Linear(colour.Green), Colour.Linear(colour.Blue));
        var l = Math.Cbrt(0.412221469470763 * red + 0.5363325372617348 * green + 0.0514459932675022 * blue);
        var m = Math.Cbrt(0.2119034958178252 * red + 0.6806995506452344 * green + 0.1073969535369406 * blue);
        var s = Math.Cbrt(0.0883024591900564 * red + 0.2817188391361215 * green + 0.6299787016738222 * blue);
        var lightness = 0.210454268309314 * l + 0.7936177747023054 * m - 0.0040720430116193 * s;
        var a = 1.9779985324311684 * l - 2.4285922420485799 * m + 0.450593709617411 * s;
        var b = 0.0259040424655478 * l + 0.7827717124575296 * m - 0.8086757549230774 * s;
        return colour.Red == colour.Green && colour.Green == colour.Blue
            ? new(lightness, 0, HueOfGrey)
            : new(lightness, Math.Sqrt(a * a + b * b), (Math.Atan2(b, a) * 180 / Math.PI + 360) % 360);
    }

    /// <summary>The colour of this hue and luminance, with as much of the chroma as a screen can show there.</summary>
    public static Colour AtLuminance(double hue, double chroma, double luminance)
    {
        double low = 0, high = 1;
        var found = default(Channels);
        for (var step = 0; step < 40; step++)
        {
            var lightness = (low + high) / 2;
            found = new Oklch(lightness, chroma, hue).Shown();
            (low, high) = found.Luminance < luminance ? (lightness, high) : (low, lightness);
        }

        return found.Rounded();
    }

    /// <summary>This colour on a screen: where the screen cannot show it, with less chroma at the same lightness and hue.</summary>
    public Colour ToColour() => Shown().Rounded();

    private Channels Shown()
    {
        var (sin, cos) = Math.SinCos(Hue * Math.PI / 180);
        var wanted = Channels.Of(Lightness, Chroma * cos, Chroma * sin);
        if (wanted.AreInside)
        {
            return wanted;
        }

        var best = Channels.Of(Lightness, 0, 0);
        double low = 0, high = Chroma;
        while (best.AreInside && high - low > ChromaResolution)
        {
            var chroma = (low + high) / 2;
            var tried = Channels.Of(Lightness, chroma * cos, chroma * sin);
            (low, high, best) = tried.AreInside ? (chroma, high, tried) : (low, chroma, best);
        }

        return best;
    }

    /// <summary>Red, green and blue without gamma, before rounding; outside 0 to 1 a screen cannot show them.</summary>
    private readonly record struct Channels(double Red, double Green, double Blue)
    {
        private const double Rounding = 1e-12; // grey of lightness 1 comes out a hair above 1

        public bool AreInside => Inside(Red) && Inside(Green) && Inside(Blue);

        public double Luminance => 0.2126 * Clamped(Red) + 0.7152 * Clamped(Green) + 0.0722 * Clamped(Blue);

        public static Channels Of(double lightness, double a, double b)
        {
            var l = Cube(lightness + 0.3963377773761749 * a + 0.2158037573099136 * b);
            var m = Cube(lightness - 0.1055613458156586 * a - 0.0638541728258133 * b);
            var s = Cube(lightness - 0.0894841775298119 * a - 1.2914855480194092 * b);
            return new(
                4.0767416360759574 * l - 3.3077115392580616 * m + 0.2309699031821044 * s,
                -1.2684379732850317 * l + 2.6097573492876887 * m - 0.3413193760026573 * s,
                -0.0041960761386756 * l - 0.7034186179359363 * m + 1.7076146940746117 * s);
        }

        public Colour Rounded() => new(Byte(Red), Byte(Green), Byte(Blue));

        // A theme asks for it some ten thousand times, and a house of 236 communes reads 236 themes at its start.
        private static double Cube(double value) => value * value * value;

        private static bool Inside(double channel) => channel is >= -Rounding and <= 1 + Rounding;

        private static double Clamped(double channel) => Math.Clamp(channel, 0, 1);

        private static byte Byte(double linear)
        {
            var channel = Clamped(linear);
            return (byte)Math.Round(255 * (channel <= 0.0031308 ? 12.92 * channel : 1.055 * Math.Pow(channel, 1 / 2.4) - 0.055));
        }
    }
}
