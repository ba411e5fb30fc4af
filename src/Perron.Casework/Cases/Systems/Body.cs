namespace Perron.Cases.Systems;

/// <summary>Reads what comes from outside as far as it may be long; memory grows with what comes, not with what might.</summary>
internal static class Body
{
    /// <summary>Null: it is longer.</summary>
    public static async Task<byte[]?> Read(System.IO.Stream from, int longest, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        var part = new byte[32 * 1024];
        for (int count; (count = await from.ReadAsync(part, cancellation)) > 0;)
        {
            if (read.Length + count > longest)
            {
                return null;
            }

            read.Write(part, 0, count);
        }

        return read.ToArray();
    }
}
