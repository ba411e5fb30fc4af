using System.Globalization;
namespace Perron.Printing;

/// <summary>Black dots on paper.</summary>
public sealed class Bitmap(int width, int height)
{
    private readonly bool[] _black = new bool[width * height];

    public int Width => width;
    public int Height => height;

    public bool IsBlack(int x, int y) => _black[(y * width) + x];

    internal void Blacken(int x, int y) => _black[(y * width) + x] = true;
}

/// <summary>
/// Draws the number of a ticket, large and crisp: each letter is a few strokes of a round pen, on a grid four wide and six high.
/// L is a line from point to point; C an arc: its middle, its two radii, and from where to where in degrees, clockwise from the right.
/// </summary>
internal static class BigNumber
{
    private const double High = 6, Pen = 0.45, Between = 0.75, Space = 1.4;
    private const int PartsOfAnArc = 24;

    private static readonly Dictionary<char, Glyph> Glyphs = new Dictionary<char, string>
    {
        ['0'] = "C 2 2 2 2 180 360, L 4 2 4 4, C 2 4 2 2 0 180, L 0 4 0 2",
        ['1'] = "L 0 1.5 1.8 0 1.8 6",
        ['2'] = "C 2 2 2 2 190 413.13, L 3.2 3.6 0 6 4 6",
        ['3'] = "C 2 1.55 1.8 1.55 205 450, C 2 4.55 2 1.45 270 515",
        ['4'] = "L 3 6 3 0 0 4.2 4 4.2",
        ['5'] = "L 3.7 0 0.6 0 0.36 2.85, C 2 4 2 2 215 510",
        ['6'] = "C 2 4.1 2 1.9 0 360, C 3.2 4.1 3.2 4.1 180 270",
        ['7'] = "L 0 0 4 0 1.4 6",
        ['8'] = "C 2 1.5 1.7 1.5 0 360, C 2 4.5 2 1.5 0 360",
        ['9'] = "C 2 1.9 2 1.9 0 360, C 0.8 1.9 3.2 4.1 0 90",
        ['A'] = "L 0 6 2 0 4 6, L 0.7 4 3.3 4",
        ['B'] = "L 2.2 3 0 3 0 0 2.2 0, C 2.2 1.5 1.5 1.5 270 450, L 0 3 0 6 2.2 6, C 2.2 4.5 1.8 1.5 270 450",
        ['C'] = "C 2 2 2 2 180 335, L 0 2 0 4, C 2 4 2 2 25 180",
        ['D'] = "L 1.7 0 0 0 0 6 1.7 6, C 1.7 3 2.3 3 270 450",
        ['E'] = "L 3.6 0 0 0 0 6 3.6 6, L 0 3 3 3",
        ['F'] = "L 3.6 0 0 0 0 6, L 0 3 3 3",
        ['G'] = "C 2 2 2 2 180 335, L 0 2 0 4, C 2 4 2 2 0 180, L 4 4 4 3.4 2.4 3.4",
        ['H'] = "L 0 0 0 6, L 4 0 4 6, L 0 3 4 3",
        ['J'] = "L 3.4 0 3.4 4.3, C 1.7 4.3 1.7 1.7 0 170",
        ['K'] = "L 0 0 0 6, L 3.8 0 0 3.6, L 1.4 2.27 4 6",
        ['L'] = "L 0 0 0 6 3.6 6",
        ['M'] = "L 0 6 0 0 2.3 3.4 4.6 0 4.6 6",
        ['N'] = "L 0 6 0 0 4 6 4 0",
        ['P'] = "L 0 6 0 0 2.2 0, C 2.2 1.7 1.8 1.7 270 450, L 2.2 3.4 0 3.4",
        ['R'] = "L 0 6 0 0 2.2 0, C 2.2 1.7 1.8 1.7 270 450, L 2.2 3.4 0 3.4, L 2 3.4 4 6",
        ['T'] = "L 0 0 4 0, L 2 0 2 6",
        ['U'] = "L 0 0 0 4, C 2 4 2 2 0 180, L 4 4 4 0",
        ['V'] = "L 0 0 2 6 4 0",
        ['W'] = "L 0 0 1.4 6 3 1.2 4.6 6 6 0",
        ['X'] = "L 0 0 4 6, L 4 0 0 6",
        ['Y'] = "L 0 0 2 3 4 0, L 2 3 2 6",
        ['Z'] = "L 0 0 4 0 0 6 4 6",
    }.ToDictionary(one => one.Key, one => new Glyph(one.Value));

    /// <summary>In the middle of so many dots across; as high as it may be, or less when it would be too wide.</summary>
    public static Bitmap Draw(string number, int width, int height)
    {
        var (glyphs, at) = (new List<(Glyph Glyph, double At)>(), 0.0);
        foreach (var letter in number.ToUpperInvariant())
        {
            if (Glyphs.TryGetValue(letter, out var glyph))
            {
                glyphs.Add((glyph, at + Pen));
                at += glyph.Wide + (2 * Pen) + Between;
            }
            else
            {
                at += Space;
            }
        }

        var wide = Math.Max(1, at - Between);
        var scale = Math.Min(height / (High + (2 * Pen)), width / wide);
        var image = new Bitmap(width, (int)Math.Ceiling(scale * (High + (2 * Pen))));
        var left = (width - (scale * wide)) / 2;
        foreach (var (glyph, place) in glyphs)
        {
            Draw(image, glyph, left + (scale * place), scale);
        }

        return image;
    }

    private static void Draw(Bitmap image, Glyph glyph, double left, double scale)
    {
        var (first, last) = (Math.Max(0, (int)(left - (scale * Pen))), Math.Min(image.Width - 1, (int)(left + (scale * (glyph.Wide + Pen)))));
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = first; x <= last; x++)
            {
                if (glyph.IsWithin((x + 0.5 - left) / scale, ((y + 0.5) / scale) - Pen, Pen))
                {
                    image.Blacken(x, y);
                }
            }
        }
    }

    private sealed class Glyph
    {
        private readonly List<(double X, double Y, double ToX, double ToY)> _strokes = [];

        public Glyph(string drawn)
        {
            foreach (var stroke in drawn.Split(", "))
            {
                var numbers = stroke[2..].Split(' ').Select(one => double.Parse(one, CultureInfo.InvariantCulture)).ToArray();
                var points = stroke[0] == 'L' ? numbers.Chunk(2).Select(one => (X: one[0], Y: one[1])).ToList() : Arc(numbers);
                _strokes.AddRange(points.Zip(points.Skip(1), (from, to) => (from.X, from.Y, to.X, to.Y)));
            }

            Wide = _strokes.Max(one => Math.Max(one.X, one.ToX));
        }

        public double Wide { get; }

        public bool IsWithin(double x, double y, double pen)
        {
            foreach (var one in _strokes)
            {
                var (dx, dy) = (one.ToX - one.X, one.ToY - one.Y);
                var along = Math.Clamp((((x - one.X) * dx) + ((y - one.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
                var (offX, offY) = (x - one.X - (along * dx), y - one.Y - (along * dy));
                if ((offX * offX) + (offY * offY) <= pen * pen)
                {
                    return true;
                }
            }

            return false;
        }

        private static List<(double X, double Y)> Arc(double[] arc) => [.. Enumerable.Range(0, PartsOfAnArc + 1).Select(part =>
        {
            var angle = (arc[4] + ((arc[5] - arc[4]) * part / PartsOfAnArc)) * Math.PI / 180;
            return (arc[0] + (arc[2] * Math.Cos(angle)), arc[1] + (arc[3] * Math.Sin(angle)));
        })];
    }
}
