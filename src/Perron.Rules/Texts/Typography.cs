using System.Text.RegularExpressions;
namespace Perron.Texts;

/// <summary>What a printer knows and a keyboard does not: in French a question mark never stands alone at the head of a line.</summary>
public static partial class Typography
{
    /// <summary>The text as it is set in this language: the spaces that French wants before its signs and inside its quotation marks do not break; the others have quotation marks of their own.</summary>
    public static string Set(string language, string text) => language switch
    {
        "fr" => French(text),
        "de" => Straight().Replace(text, "„$1“"),
        _ => Straight().Replace(text, "“$1”"),
    };

    private static string French(string text) =>
        Thin().Replace(Wide().Replace(text, match => match.Value.Replace(' ', '\u00A0')), match => $"\u202F{match.Value[1]}");

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Straight();

    [GeneratedRegex(" [;!?](?!\\w)")]
    private static partial Regex Thin();

    [GeneratedRegex("« | »| :(?!\\S)")]
    private static partial Regex Wide();
}
