using System.Buffers.Text;
using System.Security.Cryptography;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Programs;

/// <summary>Where a program goes on reading. Sealed: a bare place in the log would tell how much happens behind the wall of another organisation.</summary>
internal static class Cursor
{
    public static string Of(HouseKeys keys, CommuneId commune, string place) => Base64Url.EncodeToString(keys.Seal(commune, place));

    /// <summary>Null when the house did not write it.</summary>
    public static string? Read(HouseKeys keys, CommuneId commune, string cursor)
    {
        try
        {
            return Base64Url.DecodeFromChars(cursor) is { Length: > 28 and < 200 } hidden ? keys.Open(commune, hidden) : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
