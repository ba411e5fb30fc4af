using System.Globalization;
using System.Text;
namespace Perron.Platform.Files;

/// <summary>Makes the name that a sender gave to a file harmless: no path, no line break, nothing invisible or turned around, not too long.</summary>
public static class FileNames
{
    private const int Longest = 120;

    public static string Clean(string? given, string ending)
    {
        var last = (given ?? "").Replace('\\', '/').Split('/')[^1];
        var seen = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            seen.Append(Rune.GetUnicodeCategory(rune) switch
            {
                // Bidi overrides are Format characters: "cv‮fdp.exe" must not read as a PDF.
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "",
                _ when rune == Rune.ReplacementChar => "",
                _ when "\"<>|:*?;%".Contains((char)rune.Value, StringComparison.Ordinal) && rune.IsAscii => "_",
                _ => rune.ToString(),
            });
        }

        var name = seen.ToString().Normalize().TrimStart().TrimEnd(' ', '.');
        var stem = Path.GetFileNameWithoutExtension(name).Trim(' ', '.');
        var kept = Path.GetExtension(name) is { Length: > 1 and <= 6 } extension ? extension : ending;
        if (stem.Length == 0 && kept != Path.GetExtension(name))
        {
            stem = name.Trim('.');
        }

        var runes = stem.EnumerateRunes().Take(Longest - kept.Length).Select(rune => rune.ToString());
        return stem.Length == 0 ? $"document{kept}" : string.Concat(runes).TrimEnd(' ', '.') + kept;
    }
}
