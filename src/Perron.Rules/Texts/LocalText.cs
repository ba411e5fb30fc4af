using System.Text.Json;
namespace Perron.Texts;

/// <summary>A text that a commune writes, in one or more of fr, nl, de and en.</summary>
public sealed record LocalText
{
    private readonly SortedDictionary<string, string> _texts;

    public LocalText(IEnumerable<KeyValuePair<string, string>> texts) => _texts = new(texts.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    public static LocalText Empty { get; } = new([]);

    public static LocalText Of(string language, string text) => new([KeyValuePair.Create(language, text)]);

    public bool IsEmpty => _texts.Count == 0;

    public IEnumerable<string> Languages => _texts.Keys;

    public bool Has(string language) => _texts.ContainsKey(language);

    /// <summary>The text in this language, or else in French, or else in whichever there is; empty when there is none.</summary>
    public string In(string language) =>
        _texts.TryGetValue(language, out var text) || _texts.TryGetValue("fr", out text) ? text : _texts.Values.FirstOrDefault() ?? "";

    /// <summary>The language in which <see cref="In"/> answers.</summary>
    public string LanguageShown(string language) =>
        _texts.ContainsKey(language) ? language : _texts.ContainsKey("fr") ? "fr" : _texts.Keys.FirstOrDefault() ?? language;

    /// <summary>The language that a page in this one has to name beside the text; null where the text is in the page's own.</summary>
    public string? OtherThan(string language) => LanguageShown(language) is var shown && shown != language ? shown : null;

    public bool Equals(LocalText? other) => other is not null && _texts.SequenceEqual(other._texts);

    public override int GetHashCode() => _texts.Aggregate(0, (hash, text) => HashCode.Combine(hash, text.Key, text.Value));

    public override string ToString() => In("fr");

    public string ToJson() => JsonSerializer.Serialize(_texts);

    public static LocalText FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []);
}

