using CsCheck;
using Perron.Themes;
namespace Perron.Rules.Tests.Themes;

public sealed class RampTests
{
    [Theory]
    [InlineData("#00558c", "ffffff f4faff e5f2ff d4eaff bbdeff a1caef 4982b3 33638c 01568d 112b40 081b2b", "0c1823 101f2b 172837 1f3345 284056 3a556d 6989a6 90b1d0 94bde2 e3ebf3 f3f8fb")]
    [InlineData("#8c1d40", "ffffff fff7f8 ffecef ffe0e4 ffced5 fcb1be bf5f74 964558 962848 451b25 2e0f17", "261015 2f161b 3c1e24 4a272e 5c323a 74454e af7580 da9da8 eea4b1 f6e6e8 fdf5f6")]
    [InlineData("#3a7d44", "ffffff f0fcf0 dff7e0 cef0d0 b9e5bc a7cfaa 528959 3b6a40 195f27 152e19 0b1d0e", "0e1a0f 132114 1a2b1c 223624 2c432e 3e5941 6e8d70 95b698 9ac29e e4ece4 f4f8f4")]
    [InlineData("#f2b705", "ffffff fff8ea ffefcf ffe4ae fbd585 e4c179 9f7700 7a5a00 6a4e00 362600 231800", "201500 281b01 332502 3f2f06 4f3b08 664f1c 9d8248 c6aa70 d6b46c f0e9db faf7f0")]
    [InlineData("#00a9a5", "ffffff e9fdfb d2f8f6 baf2ef 9de7e3 8ed1ce 0e8c88 006b68 005d5a 002f2d 001e1d", "041a19 072120 0c2b2a 133735 194443 2b5a58 598e8c 81b7b4 81c4c1 e0eceb f2f8f8")]
    public void A_brand_colour_gives_the_published_steps(string seed, string light, string dark)
    {
        AssertSteps(light, Ramp.Of(Colour.Parse(seed)!.Value, Mode.Light));
        AssertSteps(dark, Ramp.Of(Colour.Parse(seed)!.Value, Mode.Dark));
    }

    [Fact]
    public void A_neutral_gives_the_published_steps() =>
        AssertSteps("ffffff f7f9fb edf1f5 e2e8ed d4dbe2 c0c6cd 767e86 596067 4a535d 26292d 171a1c", Ramp.NeutralOf(new(0x33, 0x47, 0x5b), Mode.Light));

    [Theory]
    [InlineData("#00558c", "#00558c", "#ffffff", 7.84)]
    [InlineData("#8c1d40", "#8c1d40", "#ffffff", 8.88)]
    [InlineData("#3a7d44", "#3a7d44", "#ffffff", 5.00)]
    [InlineData("#f2b705", "#f2b705", "#0b0c0e", 10.76)]
    [InlineData("#00a9a5", "#00817e", "#ffffff", 4.73)]
    public void A_brand_colour_gives_the_published_button(string seed, string background, string text, double contrast)
    {
        var solid = Solid.Of(Colour.Parse(seed)!.Value);

        Assert.Equal((background, text), ($"{solid.Background}", $"{solid.Text}"));
        Assert.Equal(contrast, solid.Text.ContrastWith(solid.Background), tolerance: 0.02);
    }

    [Fact]
    public void Of_any_colour_the_steps_keep_the_proved_contrast() => AnyColour.Sample(seed =>
    {
        foreach (var ramp in new[] { Ramp.Of(seed, Mode.Light), Ramp.NeutralOf(seed, Mode.Light) })
        {
            AssertContrast(ramp.Text, ramp.Page, 14.3);
            AssertContrast(ramp.Text, ramp.Active, 10);
            AssertContrast(ramp.Muted, ramp.Hover, 5);
            AssertContrast(ramp.Accent, ramp.Active, 5.4);
            AssertContrast(ramp.Edge, ramp.Hover, 3.2);
        }

        foreach (var ramp in new[] { Ramp.Of(seed, Mode.Dark), Ramp.NeutralOf(seed, Mode.Dark) })
        {
            AssertContrast(ramp.Text, ramp.Page, 14.5);
            AssertContrast(ramp.Muted, ramp.Hover, 5.6);
            AssertContrast(ramp.Accent, ramp.Active, 5.2);
            AssertContrast(ramp.Edge, ramp.Hover, 3.4);
        }
    }, iter: 2000);

    [Fact]
    public void The_text_of_a_button_can_be_read_whatever_the_brand_and_better_under_the_pointer() => AnyColour.Sample(seed =>
    {
        var solid = Solid.Of(seed);
        AssertContrast(solid.Text, solid.Background, 4.5);
        Assert.True(solid.Text.ContrastWith(solid.Hover) >= solid.Text.ContrastWith(solid.Background));
        Assert.Equal(solid.DarkenedBy == 0, solid.Background == seed);
    }, iter: 20_000);

    [Fact]
    public void Black_on_white_is_21_and_the_grey_of_the_standard_4_54()
    {
        Assert.Equal(21, new Colour(0, 0, 0).ContrastWith(Colour.White), tolerance: 0.001);
        Assert.Equal(4.54, Colour.White.ContrastWith(new(0x76, 0x76, 0x76)), tolerance: 0.005);
    }

    internal static readonly Gen<Colour> AnyColour = Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, (red, green, blue) => new Colour(red, green, blue));

    private static void AssertContrast(Colour one, Colour other, double minimum) =>
        Assert.True(one.ContrastWith(other) >= minimum, $"{one} on {other} has {one.ContrastWith(other):0.00}, less than {minimum}");

    private static void AssertSteps(string published, Ramp ramp)
    {
        Colour[] steps = [ramp.Page, ramp.Quiet, ramp.Tint, ramp.Hover, ramp.Active, ramp.Line, ramp.Edge, ramp.Muted, ramp.Accent, ramp.Text, ramp.Ink];
        Assert.All(published.Split(' ').Zip(steps), pair =>
        {
            var wanted = Colour.Parse($"#{pair.First}")!.Value;
            var off = new[] { wanted.Red - pair.Second.Red, wanted.Green - pair.Second.Green, wanted.Blue - pair.Second.Blue }.Max(Math.Abs);
            Assert.True(off <= 2, $"{pair.Second} is {off} off {wanted}");
        });
    }
}
