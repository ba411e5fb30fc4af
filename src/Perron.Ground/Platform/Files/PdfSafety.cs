using System.Buffers;
using System.Globalization;
using System.IO.Compression;
namespace Perron.Platform.Files;

/// <summary>
/// Looks for what makes a PDF act by itself (scripts, programs to launch, files inside), also where it hides: names written as #4A#53,
/// objects packed into compressed streams. What cannot be looked into is not safe. It does not read the PDF, it only refuses.
/// </summary>
internal static class PdfSafety
{
    private const int MostUnpacked = 64 * 1024 * 1024;
    private static readonly byte[][] Acting =
    [
        .. new[] { "JS", "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "SubmitForm", "ImportData", "GoToE", "Movie", "Rendition" }
            .Select(name => System.Text.Encoding.ASCII.GetBytes($"/{name}")),
    ];

    public static bool IsSafe(byte[] pdf) => !Acts(pdf, isWhole: true) && PackedObjectsAreSafe(pdf);

    private static bool PackedObjectsAreSafe(byte[] pdf)
    {
        var unpackedSoFar = 0L;
        for (var at = IndexOf(pdf, "stream"u8, 0); at >= 0; at = IndexOf(pdf, "stream"u8, at + 6))
        {
            if (at > 2 && pdf.AsSpan(at - 3, 3).SequenceEqual("end"u8))
            {
                continue;
            }

            var start = pdf.AsSpan(0, at).LastIndexOf(" obj"u8);
            var dictionary = Unescaped(pdf.AsSpan((start >= 0 ? start : Math.Max(0, at - 2000))..at));
            if (dictionary.IndexOf("/ObjStm"u8) >= 0 && (!TryUnpack(pdf, at + 6, dictionary, ref unpackedSoFar, out var objects) || Acts(objects, isWhole: false)))
            {
                return false;
            }
        }

        return true;
    }

    // False: it cannot be looked into (encrypted, an unusual filter, broken, or it grows without end).
    private static bool TryUnpack(byte[] pdf, int begin, ReadOnlySpan<byte> dictionary, ref long soFar, out ReadOnlySpan<byte> objects)
    {
        begin += begin < pdf.Length && pdf[begin] == '\r' ? 1 : 0;
        begin += begin < pdf.Length && pdf[begin] == '\n' ? 1 : 0;
        var end = IndexOf(pdf, "endstream"u8, begin);
        objects = end < 0 ? default : pdf.AsSpan(begin..end);
        if (end < 0 || dictionary.IndexOf("/Filter"u8) < 0)
        {
            return end >= 0;
        }

        if (dictionary.IndexOf("/FlateDecode"u8) < 0 || dictionary.IndexOf("/DecodeParms"u8) >= 0 || dictionary.IndexOf("ASCII"u8) >= 0)
        {
            return false;
        }

        try
        {
            using var packed = new ZLibStream(new MemoryStream(pdf, begin, end - begin), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var part = new byte[81_920];
            for (var read = packed.Read(part); read > 0; read = packed.Read(part))
            {
                unpacked.Write(part, 0, read);
                if ((soFar += read) > MostUnpacked)
                {
                    return false;
                }
            }

            objects = unpacked.ToArray();
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool Acts(ReadOnlySpan<byte> pdf, bool isWhole)
    {
        // In the whole file the bytes of pictures and fonts stand as well: a short name met there by chance is not an action.
        var names = Unescaped(isWhole ? WithoutStreams(pdf) : pdf);
        foreach (var name in Acting)
        {
            if (HasName(names, name))
            {
                return true;
            }
        }

        return isWhole && HasName(names, "/Encrypt"u8) && pdf.IndexOf("/ObjStm"u8) >= 0;
    }

    private static ReadOnlySpan<byte> WithoutStreams(ReadOnlySpan<byte> pdf)
    {
        var rest = new ArrayBufferWriter<byte>(4096);
        var from = 0;
        while (IndexOf(pdf, "stream"u8, from) is var at and >= 0 && IndexOf(pdf, "endstream"u8, at + 6) is var end and >= 0)
        {
            rest.Write(pdf[from..at]);
            from = end + 9;
        }

        rest.Write(pdf[from..]);
        return rest.WrittenSpan;
    }

    private static bool HasName(ReadOnlySpan<byte> names, ReadOnlySpan<byte> name)
    {
        for (var at = IndexOf(names, name, 0); at >= 0; at = IndexOf(names, name, at + 1))
        {
            var after = at + name.Length;
            if (after >= names.Length || !char.IsAsciiLetterOrDigit((char)names[after]))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> names)
    {
        if (!names.Contains((byte)'#'))
        {
            return names;
        }

        var plain = new ArrayBufferWriter<byte>(names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            var isEscape = names[i] == '#' && i + 2 < names.Length && char.IsAsciiHexDigit((char)names[i + 1]) && char.IsAsciiHexDigit((char)names[i + 2]);
            plain.Write([isEscape ? byte.Parse(names.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : names[i]]);
            i += isEscape ? 2 : 0;
        }

        return plain.WrittenSpan;
    }

    private static int IndexOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> sought, int from) =>
        from < bytes.Length && bytes[from..].IndexOf(sought) is var at and >= 0 ? from + at : -1;
}
