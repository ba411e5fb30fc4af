using System.Text.RegularExpressions;
using Perron.Forms;
using Perron.Texts;
namespace Perron.Procedures;

/// <summary>The document a procedure ends in.</summary>
/// <param name="ValidMonths">How long it is accepted after its date.</param>
/// <param name="Parts">What stands on it between title and signature; empty: the usual certificate of a household.</param>
public sealed record ProcedureDocument(LocalText Title, int ValidMonths, IReadOnlyList<DocumentPart> Parts)
{
    /// <summary>What the house fills in itself; any other name is that of a question.</summary>
    public static readonly IReadOnlyList<string> KnownFields = ["signatory", "role", "delegation", "commune", "today", "valid-until", "reference", "purpose", "person", "born"];
}

/// <summary>What is drawn and not written: who lives in the household, or the address alone.</summary>
public enum DocumentShows { Household, Address }

/// <summary>One paragraph with places in braces, or a part that is drawn.</summary>
public sealed partial record DocumentPart(LocalText Text, DocumentShows? Shows)
{
    /// <summary>The names that stand in braces, in whatever language.</summary>
    public IEnumerable<string> Fields => Text.Languages.SelectMany(language => Names(Text.In(language))).Distinct();

    public static IEnumerable<string> Names(string text) => Place().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>With something in the place of each name.</summary>
    public static string Filled(string text, Func<string, string> value) => Place().Replace(text, match => value(match.Groups[1].Value));

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Place();
}
