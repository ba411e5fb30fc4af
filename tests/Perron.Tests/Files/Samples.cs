using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
namespace Perron.Tests.Files;

/// <summary>Files, good and hostile, written byte by byte.</summary>
internal static class Samples
{
    public static IFormFile File(string name, byte[] bytes) => new FormFile(new MemoryStream(bytes), 0, bytes.Length, "piece", name);

    public static byte[] Pdf(string inside = "") => Encoding.Latin1.GetBytes(
        $"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R{inside}>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    /// <summary>A PDF whose objects are packed away in a compressed stream.</summary>
    public static byte[] PackedPdf(string objects, string filter = "/Filter/FlateDecode") => PackedPdf(Encoding.Latin1.GetBytes(objects), filter);

    public static byte[] PackedPdf(byte[] objects, string filter = "/Filter/FlateDecode")
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(objects);
        }

        return [.. Encoding.Latin1.GetBytes($"%PDF-1.7\n3 0 obj\n<</Type/ObjStm/N 1/First 4{filter}/Length {packed.Length}>>\nstream\r\n"), .. packed.ToArray(), .. "\nendstream\nendobj\n%%EOF\n"u8];
    }

    /// <summary>Two pixels and whatever chunks are asked for before the picture itself.</summary>
    public static byte[] Png(uint width, uint height, params (string Type, string Text)[] chunks)
    {
        var size = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(size, width);
        BinaryPrimitives.WriteUInt32BigEndian(size.AsSpan(4), height);
        (size[8], size[9]) = (8, 2);
        return [.. (byte[])[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .. Chunk("IHDR", size),
            .. chunks.SelectMany(chunk => Chunk(chunk.Type, Encoding.Latin1.GetBytes(chunk.Text))), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", [])];
    }

    /// <summary>A photograph taken with the telephone on its side, which says where and by whom.</summary>
    public static byte[] Jpeg(byte orientation = 6, string comment = "canary-comment", ushort width = 640, ushort height = 480) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xE1, [.. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, .. "canary-gps 50.6833 4.3667"u8]),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0canary-xmp"u8]),
        .. Segment(0xFE, Encoding.Latin1.GetBytes(comment)),
        .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56,
        0xFF, 0xD9,
    ];

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string type, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];
    }
}
