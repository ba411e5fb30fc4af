namespace Perron.Themes;

/// <summary>All colours of a theme in one mode, and how they lie on each surface.</summary>
public sealed class Palette
{
    /// <summary>The same for all communes, so that red means the same everywhere.</summary>
    private static readonly (string Name, Colour Seed)[] StatusSeeds =
    [
        ("success", new(0x0a, 0x7d, 0x4b)), ("warning", new(0xb3, 0x5c, 0x00)), ("danger", new(0xb3, 0x12, 0x1d)), ("info", new(0x0a, 0x5f, 0xb4)),
    ];

    private static readonly StatusColours[] StatusesOnLight = [.. StatusSeeds.Select(status => Status(status.Name, Ramp.Of(status.Seed, Mode.Light), status.Seed))];
    private static readonly StatusColours[] StatusesOnDark = [.. StatusSeeds.Select(status => Status(status.Name, Ramp.Of(status.Seed, Mode.Dark), null))];

    private readonly Mode _mode;
    private readonly ThemeColours _seeds;
    private readonly Ramp _brand, _neutral, _accent, _darkBrand, _lightBrand;
    private readonly Solid _solid;

    public Palette(ThemeColours seeds, Mode mode) : this(seeds, mode, Ramp.Of(seeds.Brand, Mode.Light), Ramp.Of(seeds.Brand, Mode.Dark))
    {
    }

    private Palette(ThemeColours seeds, Mode mode, Ramp lightBrand, Ramp darkBrand)
    {
        (_seeds, _mode, _lightBrand, _darkBrand) = (seeds, mode, lightBrand, darkBrand);
        (_brand, _neutral) = (mode == Mode.Light ? lightBrand : darkBrand, Ramp.NeutralOf(seeds.Neutral, mode));
        _accent = seeds.Accent is { } accent ? Ramp.Of(accent, mode) : _brand;
        _solid = Solid.Of(seeds.Brand);
    }

    /// <summary>Every surface of a theme, light and dark.</summary>
    public static IEnumerable<Surface> SurfacesOf(ThemeColours seeds)
    {
        var (light, dark) = (Ramp.Of(seeds.Brand, Mode.Light), Ramp.Of(seeds.Brand, Mode.Dark));
        return Enum.GetValues<Mode>().Select(mode => new Palette(seeds, mode, light, dark)).SelectMany(palette => Enum.GetValues<SurfaceKind>().Select(palette.On));
    }

    public Surface On(SurfaceKind kind) => kind switch
    {
        SurfaceKind.Page => OnRamps(kind, _neutral, PageBack()),
        SurfaceKind.Tint => OnRamps(kind, _brand, TintBack()),
        SurfaceKind.Paper => OnRamps(kind, _neutral, PaperBack()),
        SurfaceKind.Inverse => OnDark(),
        SurfaceKind.Brand => OnBrand(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private (Colour, Colour, Colour) PageBack() => _seeds.Strategy == "paper"
        ? (_neutral.Quiet, _neutral.Tint, Notice)
        : (_neutral.Page, _neutral.Quiet, Notice);

    /// <summary>With a red brand the notice is grey: a red one would read as an error.</summary>
    private Colour Notice => _seeds.IsRedBrand ? _neutral.Tint : _brand.Tint;

    private (Colour, Colour, Colour) TintBack() => _seeds switch
    {
        { IsRedBrand: true } => (_brand.Quiet, _neutral.Quiet, _neutral.Tint),
        { Strategy: "bold" } => (_brand.Hover, _brand.Tint, _brand.Quiet),
        _ => (_brand.Tint, _brand.Quiet, _brand.Hover),
    };

    private (Colour, Colour, Colour) PaperBack() => _mode == Mode.Light
        ? (Colour.White, _neutral.Quiet, Notice)
        : (_neutral.Tint, _neutral.Hover, _seeds.IsRedBrand ? _neutral.Hover : _brand.Hover);

    private Surface OnRamps(SurfaceKind kind, Ramp greys, (Colour, Colour, Colour) back) => Finished(new()
    {
        Kind = kind,
        Mode = _mode,
        Back = back,
        Text = greys.Text,
        Muted = greys.Muted,
        Link = _accent.Accent,
        Edge = greys.Edge,
        Line = greys.Line,
        Solid = _solid,
        Focus = _mode == Mode.Light ? (Colour.White, Colour.Ink) : (Colour.Ink, Colour.White),
        Statuses = [],
        Crowding = [],
    }, _mode);

    /// <summary>A dark band in both modes; in the dark it lies one step above the page.</summary>
    private Surface OnDark() => Finished(new()
    {
        Kind = SurfaceKind.Inverse,
        Mode = _mode,
        Back = _mode == Mode.Light ? (_lightBrand.Ink, _darkBrand.Tint, _darkBrand.Hover) : (_darkBrand.Tint, _darkBrand.Hover, _darkBrand.Quiet),
        Text = _darkBrand.Text,
        Muted = _darkBrand.Muted,
        Link = _darkBrand.Accent,
        Edge = _darkBrand.Edge,
        Line = _darkBrand.Line,
        Solid = _solid.Background.ContrastWith(_darkBrand.Hover) >= 3 ? _solid : new(_darkBrand.Accent, Colour.Ink, _darkBrand.Text, 0),
        Focus = (Colour.Ink, Colour.White),
        Statuses = [],
        Crowding = [],
    }, Mode.Dark);

    /// <summary>On the brand colour everything is the one colour that can be read on it; the button is turned inside out.</summary>
    private Surface OnBrand()
    {
        var (on, isWhite) = (_solid.Text, _solid.Text == Colour.White);
        return Finished(new()
        {
            Kind = SurfaceKind.Brand,
            Mode = _mode,
            Back = (_solid.Background, _solid.Hover, _solid.Hover),
            Text = on,
            Muted = on,
            Link = on,
            Edge = on,
            Line = on.Over(_solid.Background, 0.4),
            Solid = isWhite ? new(Colour.White, _lightBrand.Accent, _lightBrand.Quiet, 0) : new(Colour.Ink, Colour.White, new(0x2a, 0x2d, 0x33), 0),
            Focus = isWhite ? (Colour.Ink, Colour.White) : (Colour.White, Colour.Ink),
            Statuses = [],
            Crowding = [],
        }, isWhite ? Mode.Dark : Mode.Light);
    }

    /// <param name="mode">Whether what lies on the surface is drawn as on a light or on a dark page.</param>
    private static Surface Finished(Surface surface, Mode mode) => surface with
    {
        Statuses = mode == Mode.Light ? StatusesOnLight : StatusesOnDark,
        Crowding = Themes.Crowding.On(surface),
    };

    private static StatusColours Status(string name, Ramp ramp, Colour? edge) => new(name, ramp.Quiet, edge ?? ramp.Edge, ramp.Accent);
}
