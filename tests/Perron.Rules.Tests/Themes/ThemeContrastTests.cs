using System.Text.RegularExpressions;
using CsCheck;
using Perron.Themes;
namespace Perron.Rules.Tests.Themes;

public sealed partial class ThemeContrastTests
{
    private static readonly Gen<ThemeColours> AnyColours = Gen.Select(RampTests.AnyColour, RampTests.AnyColour, RampTests.AnyColour, Gen.Bool, Gen.Int[0, 3],
        (brand, neutral, accent, hasAccent, strategy) => new ThemeColours(brand, neutral, hasAccent ? accent : null, new[] { "tint", "paper", "bold", "dark-header" }[strategy]));

    [Fact]
    public void With_any_seeds_every_pair_on_every_surface_can_be_read() => AnyColours.Sample(seeds =>
        Assert.All(Palette.SurfacesOf(seeds).SelectMany(ThemeContrast.Of), pair => Assert.True(pair.IsReadable, pair.Sentence)), iter: 500);

    [Fact]
    public void Ten_surfaces_are_measured_each_with_its_text_links_edges_focus_button_and_statuses()
    {
        var pairs = ThemeContrast.Of(Written.Read(Written.Braine));

        Assert.Equal(10, pairs.Select(pair => (pair.Surface, pair.Mode)).Distinct().Count());
        Assert.Contains(pairs, pair => pair is { What: "le texte sur la page", Minimum: 7 });
        Assert.Contains(pairs, pair => pair is { What: "le texte du bouton survolé sur le bandeau sombre", Minimum: 4.5 });
        Assert.Contains(pairs, pair => pair is { What: "un trait d’état (danger) sur une carte", Minimum: 3 });
    }

    [Fact]
    public void A_surface_nobody_could_read_is_found_and_named()
    {
        var page = new Palette(new(new(0, 0x55, 0x8c), new(0x33, 0x47, 0x5b), null, "tint"), Mode.Light).On(SurfaceKind.Page);

        var faint = ThemeContrast.Of(page with { Text = new(0x88, 0x88, 0x88) }).Where(pair => !pair.IsReadable).ToList();

        Assert.Equal(3, faint.Count); // page, quiet, tinted
        Assert.Equal("en clair, le texte sur la page (#888888 sur #ffffff) a un contraste de 3,5\u00a0: il en faut 7,0. Choisissez une couleur plus foncée ou plus claire.", faint[0].Sentence);
    }

    [Fact]
    public void A_red_brand_fills_no_notice_and_only_pale_bands()
    {
        var page = new Palette(new(new(0xb0, 0x12, 0x1d), new(0x33, 0x47, 0x5b), null, "bold"), Mode.Light);

        Assert.InRange(Oklch.Of(page.On(SurfaceKind.Page).Back.Tinted).Chroma, 0, 0.02);
        Assert.True(page.On(SurfaceKind.Tint).Back.Plain.Luminance > 0.9);
    }

    [Fact]
    public void The_sheet_says_the_same_colours_as_were_measured_and_names_every_token()
    {
        var sheet = ThemeSheet.Of(Written.Read(Written.Braine));
        var page = new Palette(sheet.Theme.Colours, Mode.Light).On(SurfaceKind.Page);

        Assert.Contains($"--surface:{page.Back.Plain};--surface-2:{page.Back.Quiet};--surface-tint:{page.Back.Tinted};--on-surface:{page.Text};", sheet.Css, StringComparison.Ordinal);
        var documented = Token().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "theme-tokens.md"))).Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal(documented.Order(), Regex.Matches(sheet.Css, "--([a-z0-9-]+):").Select(match => match.Groups[1].Value).Distinct().Order());
    }

    [Theory]
    [InlineData("shape.family", "\"square\"", "--radius-pill:0px")]
    [InlineData("density", "\"compact\"", "--space-9:5.16rem")]
    [InlineData("shape.elevation", "\"offset\"", "--shadow-1:4px 4px 0")]
    [InlineData("type.headingCase", "\"uppercase\"", "--heading-case:uppercase")]
    [InlineData("type.base", "20", "--text-m:1.25rem")]
    public void Choices_reach_the_sheet_and_its_hash(string key, string value, string css)
    {
        var sheet = ThemeSheet.Of(Written.Read(Written.With(key, value)));

        Assert.Contains(css, sheet.Css, StringComparison.Ordinal);
        Assert.NotEqual(ThemeSheet.Of(Written.Read(Written.Braine)).Hash, sheet.Hash);
        Assert.Equal(12, sheet.Hash.Length);
    }

    [Fact]
    public void Braces_close_and_nothing_in_the_sheet_fetches_from_elsewhere()
    {
        var css = ThemeSheet.Of(Written.Read(Written.Braine)).Css;

        Assert.Equal(css.Count(sign => sign == '{'), css.Count(sign => sign == '}'));
        Assert.DoesNotContain("url(", css, StringComparison.Ordinal);
        Assert.InRange(css.Length, 1, 16_000);
    }

    [GeneratedRegex("`--([a-z0-9-]+)`")]
    private static partial Regex Token();
}
