using System.Text.Json;
using Microsoft.Playwright;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Looks;

/// <summary>What a ruler says of a page as it stands on the screen: the checks of the rubric that need no taste (docs/screens/rubric.md).</summary>
/// <param name="Primaries">Check 2: solid buttons in the first screen of the main part.</param>
/// <param name="BodySize">Check 3: the smallest size of a paragraph of text, in pixels.</param>
/// <param name="Smallest">Which paragraph that is.</param>
/// <param name="Longest">Check 4: signs in the longest line of a paragraph.</param>
/// <param name="Small">Check 5: targets under 44 × 44 px, links in a sentence left out.</param>
/// <param name="Near">Check 5: pairs of targets with less than 8 px between them.</param>
/// <param name="Touching">Check 5: pairs of targets that lie on each other.</param>
/// <param name="OffScale">Check 7: gaps between neighbours that touch, or that are no step of the scale of spaces; the first few.</param>
/// <param name="Overflow">Check 9: pixels to be scrolled sideways.</param>
/// <param name="Cut">Check 9: texts cut by their box.</param>
/// <param name="Wordless">Check 11: states, icons and meters without words.</param>
public sealed record Measures(
    int Primaries, double BodySize, string Smallest, int Longest, IReadOnlyList<string> Small, int Near, IReadOnlyList<string> Touching, IReadOnlyList<string> OffScale, int Overflow,
    IReadOnlyList<string> Cut, IReadOnlyList<string> Wordless)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<Measures> Of(IPage page) =>
        JsonSerializer.Deserialize<Measures>(await page.EvaluateAsync<string>(await File.ReadAllTextAsync(Repository.Path("tests/Perron.Browser.Tests/Looks/measure.js"))), Json)!;
}
