using System.Globalization;
using System.Security.Cryptography;
using System.Text;
namespace Perron.Themes;

/// <summary>The style sheet of a theme: the system tokens for every surface, light, dark and with more contrast. docs/theme-tokens.md lists them.</summary>
/// <param name="Hash">Of its text: twelve hexadecimal digits that may stand in its address.</param>
public sealed record ThemeSheet(Theme Theme, string Css, string Hash)
{
    public static ThemeSheet Of(Theme theme)
    {
        var css = new StringBuilder("@layer tokens{");
        css.Append(CultureInfo.InvariantCulture, $":where(:root){{color-scheme:light dark;{ThemeMeasures.Of(theme)}}}");
        css.Append(":where(:root[data-mode=light]){color-scheme:light}:where(:root[data-mode=dark]){color-scheme:dark}");
        css.Append(CultureInfo.InvariantCulture, $":where(:root,[data-surface]){{{ThemeMeasures.Shadows(theme.Shape)}}}");
        var surfaces = theme.Surfaces.ToLookup(surface => surface.Mode);
        AppendAll(css, surfaces[Mode.Light], "");
        css.Append("@media screen and (prefers-color-scheme:dark){");
        AppendAll(css, surfaces[Mode.Dark], ":root:not([data-mode=light])");
        css.Append('}');
        css.Append("@media screen{"); // paper is white, whatever the screen was
        AppendAll(css, surfaces[Mode.Dark], ":root[data-mode=dark]");
        css.Append("}@media print{:where(:root[data-mode]){color-scheme:light}}");
        AppendMoreContrast(css, theme, surfaces);
        css.Append("@media(prefers-reduced-motion:reduce){:where(:root){--motion:0s}}}");
        var text = css.ToString();
        return new(theme, text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12]);
    }

    private static void AppendAll(StringBuilder css, IEnumerable<Surface> surfaces, string root)
    {
        foreach (var surface in surfaces)
        {
            css.Append(CultureInfo.InvariantCulture, $":where({Selector(surface.Kind, root)}){{{Declarations(surface)}}}");
        }
    }

    // All selectors are in :where, which weighs nothing: the order of the rules decides, and components override what they must.
    private static string Selector(SurfaceKind kind, string root)
    {
        var part = $"[data-surface={kind.ToString().ToLowerInvariant()}]";
        return kind == SurfaceKind.Page ? $"{(root.Length == 0 ? ":root" : root)},{root} {part}".Replace(", [", ",[", StringComparison.Ordinal) : $"{root} {part}".TrimStart();
    }

    private static string Declarations(Surface surface)
    {
        var css = new StringBuilder();
        void Set(string token, object value) => css.Append(CultureInfo.InvariantCulture, $"--{token}:{value};");
        Set("surface", surface.Back.Plain);
        Set("surface-2", surface.Back.Quiet);
        Set("surface-tint", surface.Back.Tinted);
        Set("on-surface", surface.Text);
        Set("muted", surface.Muted);
        Set("link", surface.Link);
        Set("edge", surface.Edge);
        Set("line", surface.Line);
        Set("solid", surface.Solid.Background);
        Set("on-solid", surface.Solid.Text);
        Set("solid-hover", surface.Solid.Hover);
        Set("solid-edge", surface.SolidNeedsEdge ? surface.Edge : "transparent");
        Set("focus-in", surface.Focus.In);
        Set("focus-out", surface.Focus.Out);
        Set("bar", surface.Bar);
        Set("closed", surface.Line);
        foreach (var status in surface.Statuses)
        {
            Set($"{status.Name}-bg", status.Back);
            Set($"{status.Name}-edge", status.Edge);
            Set($"{status.Name}-text", status.Text);
        }

        foreach (var (name, colour) in surface.Crowding)
        {
            Set(name, colour);
        }

        return css.ToString().TrimEnd(';');
    }

    /// <summary>Text to ink or white, rules to edges, tints to the plain surface, borders of 2 px.</summary>
    private static void AppendMoreContrast(StringBuilder css, Theme theme, ILookup<Mode, Surface> surfaces)
    {
        css.Append(CultureInfo.InvariantCulture, $"@media(prefers-contrast:more){{:where(:root){{--border:{Math.Max(2, theme.Shape.Border)}px}}");
        css.Append(":where(:root,[data-surface]){--surface-2:var(--surface);--surface-tint:var(--surface);--muted:var(--on-surface);--line:var(--edge);--solid-edge:var(--on-surface)}");
        AppendStrongest(css, surfaces[Mode.Light], "");
        css.Append("@media screen and (prefers-color-scheme:dark){");
        AppendStrongest(css, surfaces[Mode.Dark], ":root:not([data-mode=light])");
        css.Append('}');
        css.Append("@media screen{");
        AppendStrongest(css, surfaces[Mode.Dark], ":root[data-mode=dark]");
        css.Append("}}");
    }

    private static void AppendStrongest(StringBuilder css, IEnumerable<Surface> surfaces, string root)
    {
        foreach (var surface in surfaces)
        {
            css.Append(CultureInfo.InvariantCulture, $":where({Selector(surface.Kind, root)}){{--on-surface:{surface.Strongest}}}");
        }
    }
}
