using System.Text.Json.Nodes;
using Perron.Platform.Catalogue;
using Perron.Platform.Web;
namespace Perron.Procedures.Editions;

/// <summary>Places and values of an entry as officers read them.</summary>
internal static class PlaceWords
{
    private static readonly Words RoomWords = Words.Of(typeof(PlaceWords));

    /// <summary>"Page « Pour qui ? » › question « Pour qui » › intitulé (fr)".</summary>
    public static string Of(string path, YamlTree tree, string language)
    {
        var (said, walked, parts) = (new List<string>(), "", path.Split('/'));
        for (var at = 0; at < parts.Length; at++)
        {
            walked = at == 0 ? parts[0] : $"{walked}/{parts[at]}";
            var part = parts[at];
            if (part.StartsWith('@'))
            {
                var named = Text(tree, $"{walked}/title", language) ?? Text(tree, $"{walked}/label", language) ?? part[1..];
                said.Add(RoomWords.In(language, parts[at - 1] switch { "form" => "place-page", "fields" => "place-question", "choices" => "place-choice", _ => "place-entry" }, named));
            }
            else if (Words.Languages.Contains(part) && at > 0)
            {
                said[^1] = $"{said[^1]} ({part})";
            }
            else if (part is not ("form" or "fields" or "choices" or "workflow") || at == parts.Length - 1)
            {
                said.Add(RoomWords.All(language).GetValueOrDefault($"place-{part}") ?? part);
            }
        }

        return string.Join(" › ", said);
    }

    /// <summary>The value in one line; null when nothing stands there.</summary>
    public static string? Value(string? json, string language) => json is null ? null : Said(JsonNode.Parse(json), language);

    private static string Said(JsonNode? value, string language) => value switch
    {
        JsonArray list => string.Join(" / ", list.Select(one => Said(one, language))),
        JsonObject part when (part["label"] ?? part["title"]) is { } label => Said(label, language),
        JsonObject part when (part[language] ?? part["fr"]) is { } text => Said(text, language),
        JsonObject part => string.Join(", ", part.Select(pair => $"{pair.Key}: {Said(pair.Value, language)}")),
        _ => value?.GetValue<string>() ?? "",
    };

    private static string? Text(YamlTree tree, string path, string language) => tree.Text($"{path}/{language}") ?? tree.Text($"{path}/fr");
}
