namespace Perron.Bench.House;

/// <summary>A document as large as one wishes that no database can make smaller: letters drawn by chance, always the same, between the head and the foot of a PDF.</summary>
internal static class Mandate
{
    public static byte[] Of(int bytes)
    {
        var chance = new Random(20261125);
        var letters = new byte[bytes];
        for (var at = 0; at < bytes; at++)
        {
            letters[at] = (byte)('a' + chance.Next(26));
        }

        return [.. "%PDF-1.7\n"u8, .. letters, .. "\n%%EOF\n"u8];
    }
}
