using System.IO.Compression;
using System.Text;
namespace Perron.Platform.Files;

/// <summary>
/// Looks for what makes a PDF act by itself (scripts, programs to launch, files inside), also where it hides: names written as #4A#53,
/// objects packed into compressed streams. What cannot be looked into is not safe. It does not read the PDF, it only refuses.
/// </summary>
internal static class PdfSafety
{
    private const int MostUnpacked = 64 * 1024 * 1024;
    private static readonly string[] Acting = ["JS", "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "SubmitForm", "ImportData", "GoToE", "Movie", "Rendition"];

    public static bool IsSafe(ReadOnlySpan<byte> pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        return !Acts(text, isWhole: true) && PackedObjectsAreSafe(text);
    }

    private static bool PackedObjectsAreSafe(string text)
    {
        var unpackedSoFar = 0L;
        for (var at = text.IndexOf("stream", StringComparison.Ordinal); at >= 0; at = text.IndexOf("stream", at + 6, StringComparison.Ordinal))
        {
            if (at > 2 && text.AsSpan(at - 3, 3) is "end")
            {
                continue;
            }

            var dictionary = Unescaped(text[text.LastIndexOf(" obj", at, StringComparison.Ordinal) is var start and >= 0 ? start..at : Math.Max(0, at - 2000)..at]);
            if (!dictionary.Contains("/ObjStm", StringComparison.Ordinal))
            {
                continue;
            }

            if (Unpacked(text, at, dictionary, ref unpackedSoFar) is not { } objects || Acts(objects, isWhole: false))
            {
                return false;
            }
        }

        return true;
    }

    // Null: it cannot be looked into (encrypted, an unusual filter, broken, or it grows without end).
    private static string? Unpacked(string text, int at, string dictionary, ref long soFar)
    {
        var begin = at + 6;
        begin += begin < text.Length && text[begin] == '\r' ? 1 : 0;
        begin += begin < text.Length && text[begin] == '\n' ? 1 : 0;
        var end = text.IndexOf("endstream", begin, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        if (!dictionary.Contains("/Filter", StringComparison.Ordinal))
        {
            return text[begin..end];
        }

        if (!dictionary.Contains("/FlateDecode", StringComparison.Ordinal) || dictionary.Contains("/DecodeParms", StringComparison.Ordinal) || dictionary.Contains("ASCII", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var packed = new ZLibStream(new MemoryStream(Encoding.Latin1.GetBytes(text[begin..end])), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var part = new byte[81_920];
            for (var read = packed.Read(part); read > 0; read = packed.Read(part))
            {
                unpacked.Write(part, 0, read);
                if ((soFar += read) > MostUnpacked)
                {
                    return null;
                }
            }

            return Encoding.Latin1.GetString(unpacked.ToArray());
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool Acts(string text, bool isWhole)
    {
        // In the whole file the bytes of pictures and fonts stand as well: a short name met there by chance is not an action.
        var looked = isWhole ? WithoutStreams(text) : text;
        var names = Unescaped(looked);
        return Acting.Any(name => HasName(names, name)) || (isWhole && HasName(names, "Encrypt") && text.Contains("/ObjStm", StringComparison.Ordinal));
    }

    private static string WithoutStreams(string text)
    {
        var rest = new StringBuilder(text.Length);
        var from = 0;
        while (text.IndexOf("stream", from, StringComparison.Ordinal) is var at and >= 0 && text.IndexOf("endstream", at + 6, StringComparison.Ordinal) is var end and >= 0)
        {
            rest.Append(text, from, at - from);
            from = end + 9;
        }

        return rest.Append(text, from, text.Length - from).ToString();
    }

    private static bool HasName(string text, string name)
    {
        for (var at = text.IndexOf($"/{name}", StringComparison.Ordinal); at >= 0; at = text.IndexOf($"/{name}", at + 1, StringComparison.Ordinal))
        {
            var after = at + name.Length + 1;
            if (after >= text.Length || !char.IsAsciiLetterOrDigit(text[after]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Unescaped(string text)
    {
        if (!text.Contains('#', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '#' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                plain.Append((char)Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
