namespace Perron.Themes;

/// <summary>What a part of a page lies on: the page, a tinted band, the full brand colour, a dark band, a card.</summary>
public enum SurfaceKind { Page, Tint, Brand, Inverse, Paper }

/// <summary>The colours that components use on one surface in one mode: what the style sheet calls --surface, --on-surface, …</summary>
public sealed record Surface
{
    public required SurfaceKind Kind { get; init; }
    public required Mode Mode { get; init; }

    /// <summary>The background, then a quieter and a tinted one; whatever is guaranteed holds on all three.</summary>
    public required (Colour Plain, Colour Quiet, Colour Tinted) Back { get; init; }

    public required Colour Text { get; init; }
    public required Colour Muted { get; init; }
    public required Colour Link { get; init; }
    public required Colour Edge { get; init; }
    public required Colour Line { get; init; }
    public required Solid Solid { get; init; }
    public required (Colour In, Colour Out) Focus { get; init; }
    public required IReadOnlyList<StatusColours> Statuses { get; init; }
    public required IReadOnlyList<(string Name, Colour Colour)> Crowding { get; init; }

    /// <summary>Whether a button of the solid colour needs a border to be seen here.</summary>
    public bool SolidNeedsEdge => Backs.Any(back => Solid.Background.ContrastWith(back) < 3);

    /// <summary>Text of the most contrast here, for those who asked for more.</summary>
    public Colour Strongest => Back.Plain.ContrastWith(Colour.White) > Back.Plain.ContrastWith(Colour.Ink) ? Colour.White : Colour.Ink;

    /// <summary>Bars of the usual crowding: there, but quieter than the bar of now.</summary>
    public Colour Bar => Edge.Over(Back.Plain, 0.55);

    internal IReadOnlyList<Colour> Backs => [Back.Plain, Back.Quiet, Back.Tinted];
}

/// <summary>Background, edge and text of a success, a warning, a danger or an information.</summary>
public sealed record StatusColours(string Name, Colour Back, Colour Edge, Colour Text);
