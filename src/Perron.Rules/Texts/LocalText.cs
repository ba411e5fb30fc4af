using System.Text.Json;
namespace Perron.Texts;

/// <summary>A text that a commune writes, in one or more of fr, nl, de and en.</summary>
public sealed record LocalText
{
    private readonly KeyValuePair<string, string>[] _texts; // four at most, in the order of their languages: looked through faster than any tree

    /// <exception cref="ArgumentException">A language twice.</exception>
    public LocalText(IEnumerable<KeyValuePair<string, string>> texts)
    {
        _texts = [.. texts];
        Array.Sort(_texts, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        for (var at = 1; at < _texts.Length; at++)
        {
            if (_texts[at].Key == _texts[at - 1].Key)
            {
                throw new ArgumentException($"'{_texts[at].Key}' twice", nameof(texts));
            }
        }
    }

    public static LocalText Empty { get; } = new([]);

    public static LocalText Of(string language, string text) => new([KeyValuePair.Create(language, text)]);

    public bool IsEmpty => _texts.Length == 0;

    public IEnumerable<string> Languages => _texts.Select(text => text.Key);

    public bool Has(string language) => Find(language) is not null;

    /// <summary>The text in this language, or else in French, or else in whichever there is; empty when there is none.</summary>
    public string In(string language) =>
        Find(language) ?? Find("fr") ?? (IsEmpty ? "" : _texts[0].Value);

    /// <summary>The language in which <see cref="In"/> answers.</summary>
    public string LanguageShown(string language) =>
        Has(language) ? language : Has("fr") ? "fr" : IsEmpty ? language : _texts[0].Key;

    /// <summary>The language that a page in this one has to name beside the text; null where the text is in the page's own.</summary>
    public string? OtherThan(string language) => LanguageShown(language) is var shown && shown != language ? shown : null;

    public bool Equals(LocalText? other) => other is not null && _texts.Length == other._texts.Length && _texts.Zip(other._texts).All(both => both.First.Key == both.Second.Key && both.First.Value == both.Second.Value);

    public override int GetHashCode() => _texts.Aggregate(0, (hash, text) => HashCode.Combine(hash, text.Key, text.Value));

    public override string ToString() => In("fr");

    public string ToJson() => JsonSerializer.Serialize(new OrderedDictionary<string, string>(_texts));

    public static LocalText FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []);

    private string? Find(string language)
    {
        foreach (var (code, text) in _texts)
        {
            if (code == language)
            {
                return text;
            }
        }

        return null;
    }
}

