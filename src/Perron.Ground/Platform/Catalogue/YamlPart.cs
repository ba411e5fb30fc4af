using Perron.Texts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
namespace Perron.Platform.Catalogue;

/// <summary>
/// One mapping of a YAML file, read strictly: what is missing, of a wrong kind or unknown is a <see cref="CatalogueFault"/> with its line.
/// Call <see cref="End"/> when all that is known was read: a misspelt key is then found.
/// A text that was taken once is read kindly: what is missing or unknown by today's measure is passed over.
/// </summary>
public sealed class YamlPart
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _read = [];
    private readonly List<Said> _texts; // of the whole file: its parts share it

    private readonly bool _isKind;

    private YamlPart(string file, YamlMappingNode node, List<Said> texts, bool isKind) => (_file, _node, _texts, _isKind) = (file, node, texts, isKind);

    public static YamlPart Read(string file, string name) => Parse(System.IO.File.ReadAllText(file), name);

    /// <summary>The same, of a text that is at hand.</summary>
    /// <param name="isKind">It was taken once before: only what cannot be read at all is refused.</param>
    public static YamlPart Parse(string text, string name, bool isKind = false)
    {
        var tab = text.Split('\n').Index().FirstOrDefault(line => line.Item.TrimStart(' ').StartsWith('\t'));
        if (tab.Item is not null)
        {
            throw new CatalogueFault(name, tab.Index + 1, "a tab stands at the beginning of the line", "Indent with spaces.");
        }

        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents is [{ RootNode: YamlMappingNode root }]
                ? new(name, root, [], isKind)
                : throw new CatalogueFault(name, 1, "the file is not one mapping", "Begin with 'slug: …'.");
        }
        catch (YamlException broken)
        {
            throw new CatalogueFault(name, broken.Start.Line, broken.Message, "Mend the YAML at this place.");
        }
        catch (Exception broken) when (IsTheReaders(broken))
        {
            throw new CatalogueFault(name, LineThatBreaks(text), "the YAML cannot be read", "Mend the YAML at this place: a quotation mark, a colon or a bracket is missing or too many.");
        }
    }

    /// <summary>The same, as if nobody had read it yet: a text that several files use is parsed once.</summary>
    public YamlPart Anew() => new(_file, _node, [], _isKind);

    // Some slips are more than the reader of YAML foresees; it then names no line.
    private static bool IsTheReaders(Exception broken) => broken is InvalidOperationException or ArgumentException or NullReferenceException or IndexOutOfRangeException;

    private static long LineThatBreaks(string text)
    {
        var lines = text.Split('\n');
        return Enumerable.Range(1, lines.Length).FirstOrDefault(count => Breaks(string.Join('\n', lines[..count])), 1);
    }

    private static bool Breaks(string text)
    {
        try
        {
            new YamlStream().Load(new StringReader(text));
        }
        catch (YamlException)
        {
        }
        catch (Exception broken) when (IsTheReaders(broken))
        {
            return true;
        }

        return false;
    }

    /// <summary>As it is named in faults: catalogue/procedures/x.yaml.</summary>
    public string File => _file;

    public long Line => _node.Start.Line;

    /// <summary>The line on which this key's value stands; that of the mapping when it has none.</summary>
    public long LineOf(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found.Start.Line : Line;

    public bool Has(string key) => _node.Children.ContainsKey(new YamlScalarNode(key));

    public string Text(string key) => Optional(key) ?? (_isKind ? "" : null) ?? throw Fault($"'{key}' is missing", $"Add '{key}: …'.");

    public string Text(string key, string otherwise) => Optional(key) ?? otherwise;

    public string? Optional(string key) => Node(key) switch
    {
        null => null,
        YamlScalarNode { Value: { } value } => value,
        var other => throw Fault($"'{key}' is not a text", $"Write '{key}: text'.", other.Start.Line),
    };

    public int Number(string key, int? otherwise = null) => Optional(key) is not { } text
        ? otherwise ?? (_isKind ? 0 : throw Fault($"'{key}' is missing", $"Add '{key}: 1'."))
        : int.TryParse(text, out var number) ? number : throw Fault($"'{key}' is not a whole number: {text}", "Write digits only.", Node(key)!.Start.Line);

    public bool Flag(string key) => Optional(key) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw Fault($"'{key}' is true or false, not {other}", "Write true or false.", Node(key)!.Start.Line),
    };

    public T Choice<T>(string key, T? otherwise = null) where T : struct, Enum => Optional(key) is not { } text
        ? otherwise ?? (_isKind ? default(T) : throw Fault($"'{key}' is missing", $"Choose one of {string.Join(", ", Enum.GetNames<T>())}."))
        : Enum.TryParse(typeof(T), text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) // the generic one is compiled anew for each kind of choice, at every start
            ? (T)value
            : throw Fault($"'{key}' cannot be '{text}'", $"Choose one of {string.Join(", ", Enum.GetNames<T>())}.", Node(key)!.Start.Line);

    /// <summary>A text in several languages ({ fr: …, nl: … }), or in French alone when it is one line.</summary>
    public LocalText Local(string key, bool isOptional = false) => Node(key) switch
    {
        null => isOptional || _isKind ? LocalText.Empty : throw Fault($"'{key}' is missing", $"Add '{key}: {{ fr: … }}'."),
        YamlScalarNode { Value: { } value } => Noted(key, LocalText.Of("fr", Typography.Set("fr", value)), LineOf(key)),
        YamlMappingNode languages => Noted(key, Texts(languages), LineOf(key)),
        var other => throw Fault($"'{key}' is not a text", $"Write '{key}: {{ fr: … }}'.", other.Start.Line),
    };

    public IReadOnlyList<string> Texts(string key) => Node(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Select(item => item is YamlScalarNode { Value: { } value } ? value : throw Fault($"'{key}' holds something that is not a text", "Write [a, b].", item.Start.Line))],
        var other => throw Fault($"'{key}' is not a list", $"Write '{key}: [a, b]'.", other.Start.Line),
    };

    public IReadOnlyList<LocalText> LocalTexts(string key) => [.. Parts(key).Select(part => Noted(key, Texts(part._node), part.Line))];

    public IReadOnlyList<YamlPart> Parts(string key) => Node(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Select(item => item is YamlMappingNode part ? new YamlPart(_file, part, _texts, _isKind) : throw Fault($"'{key}' holds something that is not a mapping", "Write '- slug: …'.", item.Start.Line))],
        var other => throw Fault($"'{key}' is not a list", $"Write '{key}:' and '- …' below it.", other.Start.Line),
    };

    public YamlPart? Part(string key) => Node(key) switch
    {
        null => null,
        YamlMappingNode part => new(_file, part, _texts, _isKind),
        var other => throw Fault($"'{key}' is not a mapping", $"Write '{key}:' and its lines below it.", other.Start.Line),
    };

    /// <summary>All keys and texts of this mapping.</summary>
    public IReadOnlyDictionary<string, string> Pairs()
    {
        _read.UnionWith(_node.Children.Keys.Select(key => ((YamlScalarNode)key).Value!));
        return _node.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => ((YamlScalarNode)pair.Value).Value!);
    }

    /// <summary>The keys of this mapping, each with its list of texts.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lists() =>
        _node.Children.Keys.Select(key => ((YamlScalarNode)key).Value!).ToDictionary(key => key, Texts);

    /// <summary>The keys of this mapping, each with its text or its list of texts.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> OneOrMore() =>
        _node.Children.Keys.Select(key => ((YamlScalarNode)key).Value!).ToDictionary(key => key, key => Node(key) is YamlScalarNode { Value: { } text } ? [text] : Texts(key));

    public void End()
    {
        if (!_isKind && _node.Children.Keys.OfType<YamlScalarNode>().FirstOrDefault(key => !_read.Contains(key.Value!)) is { } unknown)
        {
            throw Fault($"'{unknown.Value}' is not known here", "Correct its spelling or take it away.", unknown.Start.Line);
        }
    }

    /// <summary>What is wrong with the first text of the whole file, as far as it was read, that is not there in one of these languages; null when all are.</summary>
    public CatalogueFault? Untranslated(IReadOnlyList<string> languages) => _texts
        .Where(one => !one.Text.IsEmpty)
        .SelectMany(one => languages.Where(language => !one.Text.Has(language) || string.IsNullOrWhiteSpace(one.Text.In(language))).Take(1)
            .Select(language => Fault($"the text '{one.Key}' is missing in '{language}': {one.Text}", $"Add {language}: … beside it.", one.Line)))
        .FirstOrDefault();

    public CatalogueFault Fault(string what, string remedy, long? line = null) => new(_file, line ?? Line, what, remedy);

    private YamlNode? Node(string key)
    {
        _read.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;
    }

    private LocalText Noted(string key, LocalText text, long line)
    {
        _texts.Add(new(key, text, line));
        return text;
    }

    private LocalText Texts(YamlMappingNode languages) => new(languages.Children.Select(pair => KeyValuePair.Create(Language(pair.Key),
        pair.Value is YamlScalarNode { Value: { } text } ? Typography.Set(Language(pair.Key), text) : throw Fault($"what stands in '{pair.Key}' is not a text", "Write { fr: text, nl: tekst }.", pair.Value.Start.Line))));

    private string Language(YamlNode key) => key is YamlScalarNode { Value: { } code } && Web.Words.Languages.Contains(code)
        ? code
        : throw Fault($"'{key}' is not a language", "Languages are fr, nl, de and en.", key.Start.Line);

    private sealed record Said(string Key, LocalText Text, long Line);
}
