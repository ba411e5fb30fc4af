using System.Globalization;
using System.Text;
using System.Text.Json;
namespace Perron.Themes;

/// <summary>One value of a theme.json and the line on which it stands.</summary>
internal sealed record ThemeValue(JsonTokenType Kind, string Shown, string? Text, double? Number, int Line)
{
    public bool IsNull => Kind == JsonTokenType.Null;
}

/// <summary>A theme.json laid flat: "color.brand" and its value, with the line of each, so that a fault can name the place.</summary>
internal sealed class ThemeText
{
    private readonly Dictionary<string, ThemeValue> _values = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>Null when it is not JSON, or not one object; then why is a sentence.</summary>
    public static ThemeText? Read(string json, out string? why, out long line)
    {
        line = 1;
        try
        {
            why = null;
            var text = new ThemeText();
            text.Fill(Encoding.UTF8.GetBytes(json), ref why);
            return why is null ? text : null;
        }
        catch (JsonException broken)
        {
            line = (broken.LineNumber ?? 0) + 1;
            why = $"le fichier n’est plus du JSON à la ligne {broken.LineNumber + 1}, signe {broken.BytePositionInLine + 1}. Vérifiez les guillemets, les virgules et les accolades à cet endroit.";
            return null;
        }
    }

    public ThemeValue? Take(string key)
    {
        _taken.Add(key);
        return _values.GetValueOrDefault(key);
    }

    public int? LineOf(string key) => _values.GetValueOrDefault(key)?.Line;

    /// <summary>The keys nobody asked for.</summary>
    public IEnumerable<string> Unread() => _values.Keys.Where(key => !_taken.Contains(key));

    private void Fill(byte[] json, ref string? why)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
        var path = new string[reader.CurrentState.Options.MaxDepth + 1];
        var key = "";
        while (reader.Read() && why is null)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                path[reader.CurrentDepth] = reader.GetString()!;
                key = string.Join('.', path[1..(reader.CurrentDepth + 1)]);
            }
            else if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
            {
                why = Put(key, ref reader, 1 + json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n'));
            }
        }
    }

    private string? Put(string key, ref Utf8JsonReader reader, int line)
    {
        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray || key.Length == 0)
        {
            return $"la ligne {line} contient une liste ou une valeur là où un objet est attendu. Comparez avec catalogue/starter/theme.json.";
        }

        var shown = Encoding.UTF8.GetString(reader.ValueSpan);
        double? number = reader.TokenType == JsonTokenType.Number ? double.Parse(shown, CultureInfo.InvariantCulture) : null;
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return _values.TryAdd(key, new(reader.TokenType, text is null ? shown : $"\"{text}\"", text, number, line))
            ? null
            : $"«\u00a0{key}\u00a0» est écrit deux fois (ligne {line}). Gardez une seule ligne.";
    }
}
