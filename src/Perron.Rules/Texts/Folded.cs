using System.Globalization;
using System.Text;
namespace Perron.Texts;

/// <summary>A text as a search sees it: lower case, without accents, letters and digits apart from single spaces.</summary>
public static class Folded
{
    /// <summary>"Composition de ménage" and "COMPOSITION-DE-MENAGE" both become "composition de menage"; œ becomes oe, ß ss.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var sign in text.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase)
            .Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(sign))
            {
                folded.Append(char.ToLowerInvariant(sign));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }
}
