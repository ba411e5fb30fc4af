using System.Globalization;
using System.Text;
namespace Perron.Themes;

/// <summary>The tokens that are not colours: letters, room, corners, shadows. Lengths are in rem where they must grow with the reader's own text size.</summary>
internal static class ThemeMeasures
{
    private const double RootPixels = 16, NarrowScreen = 390, WideScreen = 1440;
    private static readonly string[] Corners = ["s", "m", "l", "pill"];
    private static readonly int[] Spaces = [4, 8, 12, 16, 24, 32, 48, 64, 96];

    /// <summary>Sizes on a narrow and on a wide screen for base 18 and scale 1.2, and how many steps above reading text each stands.</summary>
    private static readonly (string Name, double Narrow, double Wide, int Steps)[] Texts =
    [
        ("xs", 15, 15, 0), ("s", 16, 16, 0), ("m", 18, 18, 0), ("l", 21, 21, 1), ("xl", 24, 26, 2), ("2xl", 28, 34, 3), ("3xl", 34, 52, 4), ("display", 38, 60, 5),
    ];

    public static string Of(Theme theme)
    {
        var css = new StringBuilder();
        void Set(string token, string value) => css.Append(CultureInfo.InvariantCulture, $"--{token}:{value};");
        var density = theme.Shape.Density switch { "compact" => 0.86, "airy" => 1.14, _ => 1 };
        for (var step = 0; step < Spaces.Length; step++)
        {
            Set($"space-{step + 1}", Rem(Spaces[step] * density));
        }

        Set("control", Rem(theme.Shape.Density switch { "compact" => 44, "airy" => 52, _ => 48 }));
        foreach (var (name, pixels) in Corners.Zip(Radii(theme.Shape.Family)))
        {
            Set($"radius-{name}", $"{pixels}px");
        }

        Set("border", $"{theme.Shape.Border}px");
        foreach (var (name, narrow, wide, steps) in Texts)
        {
            Set($"text-{name}", Fluid(narrow, wide, theme.Type.Base / 18.0 * Math.Pow(theme.Type.Scale / 1.2, steps)));
        }

        Set("leading", "1.55");
        Set("leading-heading", "1.15");
        Set("font-heading", Families(theme.Type.Pair.Heading, theme.Type.Pair.HeadingFallback));
        Set("font-body", Families(theme.Type.Pair.Body, theme.Type.Pair.BodyFallback));
        Set("heading-weight", theme.Type.HeadingWeight.ToString(CultureInfo.InvariantCulture));
        Set("heading-case", theme.Type.HeadingCase);
        Set("brand", theme.Colours.Brand.ToString());
        Set("motion", "120ms ease-out");
        return css.ToString().TrimEnd(';');
    }

    /// <summary>On every surface again, because they are drawn in its own colours.</summary>
    public static string Shadows(ThemeShape shape) => shape.Elevation switch
    {
        "soft" => "--shadow-1:0 1px 2px rgb(0 0 0/.1),0 8px 24px -12px rgb(0 0 0/.25);--shadow-2:0 1px 2px rgb(0 0 0/.12),0 16px 40px -16px rgb(0 0 0/.35)",
        "offset" => "--shadow-1:4px 4px 0 var(--on-surface);--shadow-2:6px 6px 0 var(--on-surface)",
        _ => "--shadow-1:0 0 0 1px var(--line);--shadow-2:0 0 0 1px var(--edge)",
    };

    private static int[] Radii(string family) => family switch
    {
        "square" => [0, 0, 2, 0],
        "soft" => [4, 8, 12, 8],
        "round" => [6, 12, 20, 999],
        _ => [10, 18, 28, 999],
    };

    /// <summary>From narrow to wide in a straight line between the two screens; the rem in the middle lets a reader enlarge it.</summary>
    private static string Fluid(double narrow, double wide, double factor)
    {
        if (narrow == wide)
        {
            return Rem(narrow * factor);
        }

        var slope = (wide - narrow) / (WideScreen - NarrowScreen) * factor;
        return string.Create(CultureInfo.InvariantCulture, $"clamp({Rem(narrow * factor)},{Rem(narrow * factor - slope * NarrowScreen)} + {slope * 100:0.###}vw,{Rem(wide * factor)})");
    }

    private static string Families(string name, string fallback) => $"\"{name}\",\"{name.Replace(" Variable", " Fallback", StringComparison.Ordinal)}\",{fallback}";

    private static string Rem(double pixels) => string.Create(CultureInfo.InvariantCulture, $"{pixels / RootPixels:0.####}rem");
}
