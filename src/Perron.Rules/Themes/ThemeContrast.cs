using System.Globalization;
namespace Perron.Themes;

/// <summary>Two colours that meet on a page, and whether what is drawn so can be seen.</summary>
/// <param name="What">What is drawn and on what, in plain French: "le texte sur la page".</param>
/// <param name="Minimum">7 for reading text, 4.5 for other text, 3 for large text, edges, icons and meters (WCAG 2.2, 1.4.3 and 1.4.11; reading text 1.4.6).</param>
public sealed record ContrastPair(SurfaceKind Surface, Mode Mode, string What, Colour Front, Colour Back, double Minimum)
{
    public double Contrast => Front.ContrastWith(Back);

    public bool IsReadable => Contrast >= Minimum;

    public string Sentence => string.Create(CultureInfo.GetCultureInfo("fr-BE"),
        $"{(Mode == Mode.Light ? "en clair" : "en sombre")}, {What} ({Front} sur {Back}) a un contraste de {Contrast:0.0}\u00a0: il en faut {Minimum:0.0}. {(IsReadable ? "C’est lisible." : "Choisissez une couleur plus foncée ou plus claire.")}");
}

/// <summary>Every pair of colours that components put on each other, on every surface, light and dark.</summary>
public static class ThemeContrast
{
    public static IReadOnlyList<ContrastPair> Of(Theme theme) => [.. theme.Surfaces.SelectMany(Of)];

    public static IEnumerable<ContrastPair> Of(Surface surface)
    {
        ContrastPair Pair(string what, Colour front, Colour back, double minimum) => new(surface.Kind, surface.Mode, $"{what} sur {Named(surface.Kind)}", front, back, minimum);
        var reading = surface.Kind == SurfaceKind.Brand ? 4.5 : 7; // short titles and links stand on the brand, no text to read
        foreach (var back in surface.Backs.Distinct())
        {
            yield return Pair("le texte", surface.Text, back, reading);
            yield return Pair("le texte secondaire", surface.Muted, back, 4.5);
            yield return Pair("les liens", surface.Link, back, 4.5);
            yield return Pair("le bord des champs", surface.Edge, back, 3);
            yield return Pair("un anneau du focus", Best(surface.Focus.In, surface.Focus.Out, back), back, 3);
            yield return Pair("le bord du bouton", surface.SolidNeedsEdge ? surface.Edge : surface.Solid.Background, back, 3);
            foreach (var (_, colour) in surface.Crowding)
            {
                yield return Pair("l’affluence", colour, back, 3);
            }
        }

        yield return Pair("le texte du bouton", surface.Solid.Text, surface.Solid.Background, 4.5);
        yield return Pair("le texte du bouton survolé", surface.Solid.Text, surface.Solid.Hover, 4.5);
        foreach (var status in surface.Statuses)
        {
            yield return Pair($"le texte d’un avis ({status.Name})", status.Text, status.Back, 7);
            yield return Pair($"le bord d’un avis ({status.Name})", status.Edge, status.Back, 3);
            foreach (var back in surface.Kind == SurfaceKind.Brand ? [] : surface.Backs.Distinct())
            {
                yield return Pair($"un mot d’état ({status.Name})", status.Text, back, 4.5);
                yield return Pair($"un trait d’état ({status.Name})", status.Edge, back, 3);
            }
        }
    }

    private static Colour Best(Colour one, Colour other, Colour back) => one.ContrastWith(back) > other.ContrastWith(back) ? one : other;

    private static string Named(SurfaceKind kind) => kind switch
    {
        SurfaceKind.Page => "la page",
        SurfaceKind.Tint => "le bandeau teinté",
        SurfaceKind.Brand => "la couleur de la commune",
        SurfaceKind.Inverse => "le bandeau sombre",
        SurfaceKind.Paper => "une carte",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
