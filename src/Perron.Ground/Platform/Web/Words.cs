using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Perron.Texts;
namespace Perron.Platform.Web;

/// <summary>The words of one room's interface, from its Words/{fr,nl,de,en}.json. A missing one is a bug that a test finds.</summary>
public sealed class Words
{
    public static readonly IReadOnlyList<string> Languages = ["fr", "nl", "de", "en"];

    private static readonly ConcurrentDictionary<(Assembly, string), Words> Rooms = new();
    private readonly Dictionary<string, Dictionary<string, string>> _texts = [];

    private Words(Assembly wing, string room)
    {
        foreach (var language in Languages)
        {
            using var file = wing.GetManifestResourceStream($"Perron.{room}.Words.{language}.json");
            _texts[language] = file is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(file)!.ToDictionary(text => text.Key, text => Typography.Set(language, text.Value));
        }
    }

    /// <summary>The words of the room in which this type stands.</summary>
    public static Words Of(Type type) => Rooms.GetOrAdd((type.Assembly, type.Namespace!.Split('.')[1]), key => new(key.Item1, key.Item2));

    public IReadOnlyDictionary<string, string> All(string language) => _texts[language];

    public string In(string language, string key, params object?[] arguments)
    {
        var text = _texts.GetValueOrDefault(language)?.GetValueOrDefault(key) ?? _texts["fr"].GetValueOrDefault(key) ?? $"[{key}]";
        return arguments.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);
    }
}
