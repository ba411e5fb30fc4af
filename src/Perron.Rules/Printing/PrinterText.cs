using System.Globalization;
using System.Text;
namespace Perron.Printing;

/// <summary>Text as a printer writes it: in PC858, in lines that fit. What it has no letter for it gets without its accent, or as a question mark; nothing in a text can become a command.</summary>
internal static class PrinterText
{
    private static readonly Encoding Page = CodePagesEncodingProvider.Instance.GetEncoding(858, new EncoderReplacementFallback("\0"), DecoderFallback.ReplacementFallback)!;

    /// <summary>Broken between words; a word that is longer than a line, within it.</summary>
    public static IEnumerable<byte[]> Lines(string text, int columns)
    {
        var line = "";
        foreach (var word in Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Chunk(columns)).Select(part => new string(part)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                yield return Page.GetBytes(line);
                line = "";
            }

            line += line.Length > 0 ? $" {word}" : word;
        }

        if (line.Length > 0)
        {
            yield return Page.GetBytes(line);
        }
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            plain.Append(Rune.IsControl(letter) || Rune.IsWhiteSpace(letter) ? " " : Typed(letter) ?? (IsThere(letter.ToString()) ? letter.ToString() : Bare(letter)));
        }

        return plain.ToString();
    }

    // What typography has and a typewriter has not.
    private static string? Typed(Rune letter) => letter.Value switch
    {
        0x2018 or 0x2019 or 0x02BC => "'",
        0x201C or 0x201D or 0x201E => "\"",
        >= 0x2010 and <= 0x2015 or 0x2212 => "-",
        0x2026 => "...",
        0x2022 => "·",
        'œ' => "oe",
        'Œ' => "OE",
        0x00AD or 0x200B or 0xFEFF => "",
        _ => null,
    };

    private static string Bare(Rune letter)
    {
        var bare = string.Concat(letter.ToString().Normalize(NormalizationForm.FormD).Where(one => CharUnicodeInfo.GetUnicodeCategory(one) != UnicodeCategory.NonSpacingMark));
        return bare.Length == 0 ? "" : IsThere(bare) ? bare : "?";
    }

    private static bool IsThere(string letter) => !Page.GetBytes(letter).Contains((byte)0);
}
