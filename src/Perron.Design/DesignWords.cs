using System.Globalization;
using System.Text.Json;
namespace Perron.Design;

/// <summary>The words that components bring themselves ("Modifier", "facultatif"), from Words/{fr,nl,de,en}.json.</summary>
public static class DesignWords
{
    private static readonly Dictionary<string, Dictionary<string, string>> Texts = new[] { "fr", "nl", "de", "en" }.ToDictionary(language => language, Read);

    public static IReadOnlyDictionary<string, string> All(string language) => Texts[language];

    public static string In(string language, string key, params object?[] arguments)
    {
        var text = Texts.GetValueOrDefault(language)?.GetValueOrDefault(key) ?? Texts["fr"].GetValueOrDefault(key) ?? $"[{key}]";
        return arguments.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);
    }

    private static Dictionary<string, string> Read(string language)
    {
        using var file = typeof(DesignWords).Assembly.GetManifestResourceStream($"Perron.Design.Words.{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }
}
