using System.Text.Json;
using System.Text.Json.Nodes;
using Perron.Platform.Catalogue;
using Perron.Platform.Web;
namespace Perron.Procedures.Editions;

/// <summary>How a place is typed: a text, a list with one entry a line, paragraphs with a title each, a rule.</summary>
public enum PlaceKind { Text, Lines, Cases, Rule }

/// <summary>A place that a commune may change. Its field is called by the path, followed by the language unless it is a rule.</summary>
public sealed record EntryPlace(string Path, string Word, PlaceKind Kind, bool IsOptional = false)
{
    /// <summary>What stands there before anything is typed, when the file itself is silent.</summary>
    public Texts.LocalText? Otherwise { get; init; }

    /// <summary>In which languages it is written; null: in those of the entry. What citizens read of a case is in all of the house, whatever the entry is written in.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Which of several like it; empty where there is one.</summary>
    public string About { get; init; } = "";
}

/// <summary>Places that belong together: the page, a page of the form, a question with its choices.</summary>
/// <param name="Choices">The place of the list to which choices can be added; null: there is none.</param>
public sealed record PlaceGroup(string Word, string Named, IReadOnlyList<EntryPlace> Places, string? Choices = null, IReadOnlyList<string>? Offered = null);

/// <summary>What of an entry a commune may change on the screen. Blocks are shared by many entries and are not changed here.</summary>
public static class EntryPlaces
{
    public static IReadOnlyList<PlaceGroup> Of(Procedure procedure, YamlTree tree, string language)
    {
        List<EntryPlace> page = [Text("title"), Text("promise"), Text("who"), Text("gives", isOptional: true), new("prepare", "prepare", PlaceKind.Lines), new("conditions", "conditions", PlaceKind.Lines), new("steps", "steps", PlaceKind.Lines), new("cases", "cases", PlaceKind.Cases, IsOptional: true), Text("law/text", isOptional: true)];
        page.AddRange(tree.At("elsewhere") is null ? [] : [Text("elsewhere/text")]);
        page.AddRange(tree.At("document") is null ? [] : [Text("document/title")]);
        page.AddRange(tree.At("price") is null ? [] : [new EntryPlace("price", "price", PlaceKind.Rule)]);
        List<PlaceGroup> groups = [new("adapt-page", "", page)];
        if (procedure.HasForm)
        {
            groups.Add(new("adapt-course", "", [.. procedure.Workflow.Steps.SelectMany(step => (EntryPlace[])
            [
                new($"workflow/steps/{step.Code}", "step-title", PlaceKind.Text) { Otherwise = step.Title, Languages = Words.Languages }, new($"workflow/step-sentences/{step.Code}", "step-sentence", PlaceKind.Text) { Otherwise = step.Sentence, Languages = Words.Languages },
            ]), .. procedure.Workflow.States.Where(state => state.Public != Workflow.PublicStatus.Draft).Select(state => new EntryPlace($"workflow/sentences/{state.Code}", "state-sentence", PlaceKind.Text, IsOptional: state.Sentence.IsEmpty)
            {
                Otherwise = state.Sentence, Languages = Words.Languages, About = $"{procedure.Workflow.Steps.FirstOrDefault(step => step.Code == state.Step)?.Title.In(language)}, {state.Code}",
            })]));
        }

        foreach (var step in Pages(tree))
        {
            groups.Add(new("adapt-form-page", Said(tree, $"{step}/title", language), [Text($"{step}/title"), Text($"{step}/hint", isOptional: true)]));
            groups.AddRange(tree.Below($"{step}/fields").Select(field => Question($"{step}/fields/{field}", tree, language)));
        }

        return groups;

        static EntryPlace Text(string path, bool isOptional = false) => new(path, path.Split('/')[^1] == "text" ? path.Split('/')[0] : path.Split('/')[^1], PlaceKind.Text, isOptional);
    }

    /// <summary>The pages of the form that are this entry's own.</summary>
    public static IEnumerable<string> Pages(YamlTree tree) => tree.Below("form").Select(name => $"form/{name}").Where(step => tree.At($"{step}/use") is null && tree.At($"{step}/section") is null);

    /// <summary>The blocks that it uses.</summary>
    public static IEnumerable<string> Blocks(YamlTree tree) => tree.Below("form").Select(name => tree.Text($"form/{name}/use")).OfType<string>();

    /// <summary>What a field shows before anybody types.</summary>
    public static string Shown(this EntryPlace place, YamlTree tree, string language) => place.Kind switch
    {
        PlaceKind.Rule => tree.Text(place.Path) ?? "",
        PlaceKind.Lines => string.Join('\n', Items(tree, place.Path).Select(item => Said(item, language))),
        PlaceKind.Cases => string.Join("\n\n", Items(tree, place.Path).Select(item => $"{Said(item["title"], language)}\n{Said(item["text"], language)}")),
        _ => tree.Text($"{place.Path}/{language}") ?? tree.Text(place.Path) ?? (tree.At(place.Path) is null ? place.Otherwise?.In(language) : null) ?? "",
    };

    internal static string Named(this EntryPlace place, string language) => place.Kind == PlaceKind.Rule ? place.Path : $"{place.Path}/{language}";

    // A text that stands there alone is of the one language of the entry.
    private static string Said(JsonNode? item, string language) => item switch
    {
        JsonObject texts => texts[language]?.GetValue<string>() ?? "",
        null => "",
        _ => item.GetValue<string>(),
    };

    private static IEnumerable<JsonNode> Items(YamlTree tree, string path) => (tree.At(path) is { } json ? JsonNode.Parse(json) as JsonArray : null)?.OfType<JsonNode>() ?? [];

    private static PlaceGroup Question(string path, YamlTree tree, string language)
    {
        var choices = tree.Below($"{path}/choices").Select(choice => $"{path}/choices/{choice}").ToList();
        return new(
            "adapt-question", Said(tree, $"{path}/label", language),
            [new($"{path}/label", "label", PlaceKind.Text), new($"{path}/hint", "hint", PlaceKind.Text, IsOptional: true), .. choices.Select(choice => new EntryPlace($"{choice}/label", "choice-label", PlaceKind.Text))],
            choices.Count > 0 ? $"{path}/choices" : null, choices);
    }

    internal static string Said(YamlTree tree, string path, string language) => tree.Text($"{path}/{language}") ?? tree.Text($"{path}/fr") ?? tree.Text(path) ?? "";
}
