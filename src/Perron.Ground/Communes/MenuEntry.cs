using System.Text.Json;
using Perron.Platform.Storage;
using Perron.Texts;
namespace Perron.Communes;

/// <summary>One entry of a commune's menu.</summary>
public sealed record MenuEntry(LocalText Text, string Href, string Icon)
{
    public static IReadOnlyList<MenuEntry> Parse(string json) =>
        [.. JsonSerializer.Deserialize<List<Written>>(json)!.Select(entry => new MenuEntry(new(entry.Text), entry.Href, entry.Icon))];

    public static string Write(IEnumerable<MenuEntry> menu) =>
        JsonSerializer.Serialize(menu.Select(entry => new Written(entry.Text.Languages.ToDictionary(code => code, entry.Text.In), entry.Href, entry.Icon)));

    private sealed record Written(Dictionary<string, string> Text, string Href, string Icon);
}
