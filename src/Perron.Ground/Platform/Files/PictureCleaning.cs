using System.Buffers.Binary;
namespace Perron.Platform.Files;

/// <summary>
/// A picture written anew without what it tells about its maker (place, device, comments) and without whatever hangs behind it.
/// The pixels stay bit for bit; of a JPEG the way it is held stays as well, or a photograph of a paper would lie on its side.
/// </summary>
internal static class PictureCleaning
{
    public const long MostPixels = 50_000_000;
    private static readonly HashSet<string> PngKept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"];

    /// <summary>The cleaned picture and its number of pixels; null when it is not one.</summary>
    public static (byte[] Bytes, long Pixels)? Clean(FileKind kind, ReadOnlySpan<byte> bytes) => kind == FileKind.Png ? Png(bytes) : Jpeg(bytes);

    private static (byte[], long)? Png(ReadOnlySpan<byte> bytes)
    {
        using var clean = new MemoryStream();
        clean.Write(bytes[..8]);
        var pixels = 0L;
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 12)
            {
                return null;
            }

            var whole = bytes.Slice(at, (int)length + 12);
            var type = System.Text.Encoding.ASCII.GetString(whole.Slice(4, 4));
            if (at == 8)
            {
                if (type != "IHDR" || length != 13)
                {
                    return null;
                }

                pixels = (long)BinaryPrimitives.ReadUInt32BigEndian(whole[8..]) * BinaryPrimitives.ReadUInt32BigEndian(whole[12..]);
            }

            if (PngKept.Contains(type))
            {
                clean.Write(whole);
            }

            if (type == "IEND")
            {
                return pixels > 0 ? (clean.ToArray(), pixels) : null;
            }

            at += whole.Length;
        }

        return null;
    }

    private static (byte[], long)? Jpeg(ReadOnlySpan<byte> bytes)
    {
        using var clean = new MemoryStream();
        clean.Write(bytes[..2]);
        var pixels = 0L;
        var at = 2;
        while (at + 4 <= bytes.Length)
        {
            if (bytes[at] != 0xFF)
            {
                return null;
            }

            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // fill bytes may stand before a marker
                continue;
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                return null;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length)
            {
                return null;
            }

            var segment = bytes.Slice(at, length + 2);
            at += segment.Length;
            if (IsFrame(marker) && length >= 8)
            {
                pixels = (long)BinaryPrimitives.ReadUInt16BigEndian(segment[5..]) * BinaryPrimitives.ReadUInt16BigEndian(segment[7..]);
            }

            if (marker == 0xE1 && Orientation(segment[4..]) is { } held and not 1)
            {
                clean.Write(HowItIsHeld(held));
            }
            else if (IsNeeded(marker, segment[4..]))
            {
                clean.Write(segment);
            }

            if (marker != 0xDA)
            {
                continue;
            }

            var end = EndOfScan(bytes, at);
            clean.Write(bytes[at..end]);
            at = end;
            if (end + 2 <= bytes.Length && bytes[end + 1] == 0xD9)
            {
                clean.Write([0xFF, 0xD9]);
                return pixels > 0 ? (clean.ToArray(), pixels) : null;
            }
        }

        return null;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    // JFIF, colour profile and Adobe's colour transform change how it looks; all other application segments and comments only tell.
    private static bool IsNeeded(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        0xE0 => content.StartsWith("JFIF\0"u8),
        0xE2 => content.StartsWith("ICC_PROFILE\0"u8),
        0xEE => content.StartsWith("Adobe"u8),
        >= 0xE0 and <= 0xEF or 0xFE => false,
        _ => true,
    };

    private static int EndOfScan(ReadOnlySpan<byte> bytes, int at)
    {
        while (at + 1 < bytes.Length && !(bytes[at] == 0xFF && bytes[at + 1] is not 0x00 and not 0xFF and not (>= 0xD0 and <= 0xD7)))
        {
            at++;
        }

        return Math.Min(at, bytes.Length);
    }

    // Tag 0x0112 of the first directory, TIFF inside Exif.
    private static byte? Orientation(ReadOnlySpan<byte> exif)
    {
        if (!exif.StartsWith("Exif\0\0"u8) || exif.Length < 20)
        {
            return null;
        }

        var tiff = exif[6..];
        var little = tiff[0] == (byte)'I';
        var at = Long(tiff, 4, little);
        if (at > tiff.Length - 2)
        {
            return null;
        }

        var entries = Short(tiff, (int)at, little);
        for (var i = 0; i < entries && at + 2 + (i + 1) * 12 <= tiff.Length; i++)
        {
            var entry = (int)at + 2 + i * 12;
            if (Short(tiff, entry, little) == 0x0112)
            {
                return Short(tiff, entry + 8, little) is >= 1 and <= 8 and var held ? (byte)held : null;
            }
        }

        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> tiff, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(tiff[at..]) : BinaryPrimitives.ReadUInt16BigEndian(tiff[at..]);

    private static uint Long(ReadOnlySpan<byte> tiff, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[at..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[at..]);

    private static byte[] HowItIsHeld(byte orientation) =>
    [
        0xFF, 0xE1, 0x00, 0x22, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0,
        (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
    ];
}
