using Perron.Platform.Catalogue;
using Perron.Texts;
namespace Perron.Procedures;

/// <summary>What the page of a procedure says of it. What no source gives the catalogue leaves to each commune: <c>to-confirm: [price, legal]</c>.</summary>
public enum PageFact { Price, Delay, Gives, Conditions, Evidence, Legal, Contact }

/// <summary>What a commune has confirmed of a page, with its own words where it has any.</summary>
public sealed record Confirmation(IReadOnlyList<PageFact> Facts, LocalText Legal, IReadOnlyList<LocalText> Conditions, IReadOnlyList<LocalText> Evidence)
{
    internal static IReadOnlyList<PageFact> FactsOf(YamlPart yaml, string key) => [.. yaml.Texts(key).Select(text => Fact(yaml, key, text))];

    internal static string Written(IEnumerable<PageFact> facts) => string.Join(", ", facts.Select(Written));

    internal static Confirmation Read(YamlPart yaml) => new(FactsOf(yaml, "confirmed"), yaml.Local("legal", isOptional: true), yaml.LocalTexts("conditions"), yaml.LocalTexts("evidence"));

    /// <summary>What is confirmed and nowhere said, neither in the catalogue nor here.</summary>
    internal PageFact? Unsaid(Procedure procedure) => Facts.Select(fact => (PageFact?)fact).FirstOrDefault(fact => fact switch
    {
        PageFact.Legal => procedure.Law.IsEmpty && Legal.IsEmpty,
        PageFact.Conditions => procedure.Conditions.Count + Conditions.Count == 0,
        PageFact.Evidence => procedure.Prepare.Count + Evidence.Count == 0,
        _ => false,
    });

    internal string ToJson() => System.Text.Json.JsonSerializer.Serialize(new Kept(Facts, Legal.ToJson(), [.. Conditions.Select(text => text.ToJson())], [.. Evidence.Select(text => text.ToJson())]));

    internal static Confirmation FromJson(string json)
    {
        var kept = System.Text.Json.JsonSerializer.Deserialize<Kept>(json)!;
        return new(kept.Facts, LocalText.FromJson(kept.Legal), [.. kept.Conditions.Select(LocalText.FromJson)], [.. kept.Evidence.Select(LocalText.FromJson)]);
    }

    private static PageFact Fact(YamlPart yaml, string key, string text) => Enum.GetValues<PageFact>().Select(fact => (PageFact?)fact).FirstOrDefault(fact => Written(fact!.Value) == text)
        ?? throw yaml.Fault($"'{text}' is nothing that a commune confirms", $"Choose among {Written(Enum.GetValues<PageFact>())}.", yaml.LineOf(key));

    private static string Written(PageFact fact) => fact.ToString().ToLowerInvariant();

    private sealed record Kept(IReadOnlyList<PageFact> Facts, string Legal, IReadOnlyList<string> Conditions, IReadOnlyList<string> Evidence);
}
