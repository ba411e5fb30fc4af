namespace Perron.Themes;

/// <summary>What a colour is called when one talks about it in French.</summary>
public static class ColourNames
{
    /// <summary>By hue, in degrees of OKLCH, up to which the name holds.</summary>
    private static readonly (double Until, string Name)[] Hues =
    [
        (8, "rose"), (42, "rouge"), (75, "orange"), (115, "jaune"), (165, "vert"), (215, "turquoise"), (280, "bleu"), (320, "violet"), (361, "rose"),
    ];

    public static string In(Colour colour)
    {
        var seen = Oklch.Of(colour);
        return seen switch
        {
            { Chroma: < 0.02, Lightness: < 0.25 } => "noir",
            { Chroma: < 0.02, Lightness: > 0.97 } => "blanc",
            { Chroma: < 0.02 } => "gris",
            { Lightness: < 0.5, Hue: < 20 or > 350 } => "bordeaux",
            _ => Hues.First(hue => seen.Hue < hue.Until).Name,
        };
    }

    /// <summary>"Votre bleu est utilisé tel quel." or "Votre bleu est assombri de 6 % pour rester lisible."</summary>
    public static string Verdict(string whose, Colour brand)
    {
        var solid = Solid.Of(brand);
        return solid.DarkenedBy == 0
            ? $"{whose} {In(brand)} est utilisé tel quel, avec un texte {(solid.Text == Colour.White ? "blanc" : "noir")}."
            : $"{whose} {In(brand)} est assombri de {Math.Max(1, Math.Round(100 * solid.DarkenedBy))}\u00a0% sur les boutons pour rester lisible.";
    }
}
