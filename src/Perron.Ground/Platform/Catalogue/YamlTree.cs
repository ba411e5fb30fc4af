using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
namespace Perron.Platform.Catalogue;

/// <summary>What stands at one place of a file, before and after. JSON of the value; null where nothing stands.</summary>
public sealed record YamlDifference(string Path, string? Before, string? After);

/// <summary>
/// A YAML file by its places, to be changed and written again. A place is its keys joined by '/'; an entry of a list whose entries all have a name is <c>@name</c>,
/// so that a place stays the same when others come before it. A list without names is one value.
/// </summary>
public sealed class YamlTree
{
    // By what an entry of a list is known.
    private static readonly string[] Names = ["name", "slug", "value", "code", "use", "section"];
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly YamlMappingNode _root;

    private YamlTree(YamlMappingNode root) => _root = root;

    /// <summary>Of a text that <see cref="YamlPart"/> reads.</summary>
    public static YamlTree Parse(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return new((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    public string ToText()
    {
        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(_root)).Save(text, assignAnchors: false);
        var written = text.ToString();
        return written.EndsWith("...\n", StringComparison.Ordinal) ? written[..^4] : written;
    }

    /// <summary>The value at this place as JSON; null when there is none.</summary>
    public string? At(string path) => Find(path) is { } node ? Json(node) : null;

    /// <summary>The text at this place; null when there is none.</summary>
    public string? Text(string path) => (Find(path) as YamlScalarNode)?.Value;

    /// <summary>The names below this place: keys, or @names of a list.</summary>
    public IReadOnlyList<string> Below(string path) => Find(path) switch
    {
        YamlMappingNode mapping => [.. mapping.Children.Keys.Select(Key)],
        YamlSequenceNode list when Named(list) is { } named => [.. named.Keys],
        _ => [],
    };

    /// <summary>Puts this JSON there, or takes away what stands there when it is null; false when the place around it is gone.</summary>
    public bool Set(string path, string? json) => Set(_root, path.Split('/'), json is null ? null : Node(JsonNode.Parse(json)));

    /// <summary>Puts this text there.</summary>
    public bool SetText(string path, string? text) => Set(path, text is null ? null : JsonSerializer.Serialize(text, Plain));

    /// <summary>The innermost place that begins on this line of the text it was read from, or nearest above it.</summary>
    public string? PathOn(long line) => Leaves(_root, "").Where(leaf => leaf.Line <= line).OrderByDescending(leaf => leaf.Line).Select(leaf => leaf.Path).FirstOrDefault();

    /// <summary>Where two files differ. The order of what has a name does not count.</summary>
    public static IReadOnlyList<YamlDifference> Differences(YamlTree before, YamlTree after) => [.. Differences("", before._root, after._root)];

    private static IEnumerable<YamlDifference> Differences(string path, YamlNode? before, YamlNode? after)
    {
        if (before is not null && after is not null && Children(before) is { } old && Children(after) is { } today)
        {
            return old.Keys.Union(today.Keys).SelectMany(key => Differences(path.Length == 0 ? key : $"{path}/{key}", old.GetValueOrDefault(key), today.GetValueOrDefault(key)));
        }

        var (was, now) = (before is null ? null : Json(before), after is null ? null : Json(after));
        return was == now ? [] : [new(path, was, now)];
    }

    private static IEnumerable<(string Path, long Line)> Leaves(YamlNode node, string path) => Children(node) is { } children
        ? children.SelectMany(child => Leaves(child.Value, path.Length == 0 ? child.Key : $"{path}/{child.Key}")) : [(path, node.Start.Line)];

    private static Dictionary<string, YamlNode>? Children(YamlNode node) => node switch
    {
        YamlMappingNode mapping => mapping.Children.ToDictionary(pair => Key(pair.Key), pair => pair.Value),
        YamlSequenceNode list => Named(list),
        _ => null,
    };

    private YamlNode? Find(string path) => path.Split('/').Aggregate((YamlNode?)_root, (node, key) => node is null ? null : Children(node)?.GetValueOrDefault(key));

    private static bool Set(YamlNode node, ReadOnlySpan<string> path, YamlNode? value)
    {
        var key = path[0];
        var known = Children(node) is { } children ? children.GetValueOrDefault(key) : null;
        if (path.Length == 1)
        {
            return Put(node, key, known, value);
        }

        if (known is null)
        {
            if (value is null)
            {
                return true;
            }

            if (key.StartsWith('@') || node is not YamlMappingNode mapping)
            {
                return false;
            }

            mapping.Add(key, known = path[1].StartsWith('@') ? new YamlSequenceNode() : new YamlMappingNode());
        }

        var done = Set(known, path[1..], value);
        if (known is YamlMappingNode { Children.Count: 0 } && node is YamlMappingNode around)
        {
            around.Children.Remove(new YamlScalarNode(key));
        }

        return done;
    }

    private static bool Put(YamlNode node, string key, YamlNode? known, YamlNode? value)
    {
        switch (node)
        {
            case YamlSequenceNode list when key.StartsWith('@'):
                if (known is not null && value is not null)
                {
                    list.Children[list.Children.IndexOf(known)] = value;
                }
                else if (known is not null)
                {
                    list.Children.Remove(known);
                }
                else if (value is not null)
                {
                    list.Add(value);
                }

                return true;
            case YamlMappingNode mapping when !key.StartsWith('@'):
                if (value is not null)
                {
                    mapping.Children[new YamlScalarNode(key)] = value; // at its old place, so that lines stay where they were
                }
                else
                {
                    mapping.Children.Remove(new YamlScalarNode(key));
                }

                return true;
            default:
                return value is null;
        }
    }

    // Null when its entries have no names: it is then one value.
    private static Dictionary<string, YamlNode>? Named(YamlSequenceNode list)
    {
        var names = list.Children.Select(one => one is YamlMappingNode part ? Names.Select(name => part.Children.TryGetValue(new YamlScalarNode(name), out var found) && found is YamlScalarNode { Value: { } value } ? $"@{value.Replace('/', '~')}" : null).FirstOrDefault(name => name is not null) : null).ToList();
        return names.Count > 0 && names.TrueForAll(name => name is not null) && names.Distinct().Count() == names.Count ? names.Zip(list.Children).ToDictionary(pair => pair.First!, pair => pair.Second) : null;
    }

    private static string Key(YamlNode key) => ((YamlScalarNode)key).Value!;

    private static string Json(YamlNode node) => Value(node)!.ToJsonString(Plain);

    private static JsonNode? Value(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair => KeyValuePair.Create(Key(pair.Key), Value(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Value)]),
        _ => JsonValue.Create(((YamlScalarNode)node).Value ?? ""),
    };

    private static YamlNode Node(JsonNode? value) => value switch
    {
        JsonObject mapping => new YamlMappingNode(mapping.Select(pair => KeyValuePair.Create((YamlNode)new YamlScalarNode(pair.Key), Node(pair.Value)))),
        JsonArray list => new YamlSequenceNode(list.Select(Node)),
        _ => new YamlScalarNode(value?.GetValue<string>() ?? "") { Style = ScalarStyle.DoubleQuoted },
    };
}
