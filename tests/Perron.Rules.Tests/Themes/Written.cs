using System.Text.Json.Nodes;
using Perron.Themes;
namespace Perron.Rules.Tests.Themes;

/// <summary>The themes of the tests: a whole theme.json, and the same with one thing changed.</summary>
internal static class Written
{
    public const string Braine = """
        {
          "id": "braine", "name": "Braine-l'Alleud",
          "color": { "brand": "#00558c", "neutral": "#33475b", "accent": null, "strategy": "tint" },
          "type": { "pair": "bricolage+source", "scale": 1.2, "base": 18, "headingWeight": 700, "headingCase": "none" },
          "shape": { "family": "round", "border": 1, "elevation": "soft" },
          "density": "airy",
          "icon": { "style": "duotone", "chip": "circle" },
          "layout": { "home": "A", "header": "H1", "nav": "N1", "procedure": "P1", "listing": "L1", "footer": "F1" },
          "ergo": { "caseHome": "tiles", "greeting": "Que pouvons-nous faire pour vous ?" },
          "media": { "logo": "logo.svg", "logoInverse": "logo-clair.svg", "coat": null, "hero": "butte.svg", "pattern": "none" }
        }
        """;

    /// <summary>"color.brand" set to a JSON value; without a value, taken away.</summary>
    public static string With(string key, string? value = null)
    {
        var theme = JsonNode.Parse(Braine)!.AsObject();
        var path = key.Split('.');
        var parent = path[..^1].Aggregate(theme, (part, name) => part[name]!.AsObject());
        parent.Remove(path[^1]);
        if (value is not null)
        {
            parent.Add(path[^1], JsonNode.Parse(value));
        }

        return theme.ToJsonString(new() { WriteIndented = true });
    }

    public static Theme Read(string json) => Theme.Parse(json, "braine").OrThrow();
}
