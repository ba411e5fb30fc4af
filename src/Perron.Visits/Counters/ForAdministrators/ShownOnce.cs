using System.Buffers.Text;
using System.Security.Cryptography;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Counters.ForAdministrators;

/// <summary>A secret between the form that makes it and the page that shows it: sealed, in the browser of who made it, for a minute.</summary>
internal static class ShownOnce
{
    private const string Cookie = "__Host-une-fois";

    public static void Put(HttpContext context, HouseKeys keys, CommuneId commune, string what) =>
        context.Response.Cookies.Append(Cookie, Base64Url.EncodeToString(keys.Seal(commune, what)), new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromMinutes(1), Path = "/", IsEssential = true });

    /// <summary>Null when there is none, or when it is not ours.</summary>
    public static string? Take(HttpContext context, HouseKeys keys, CommuneId commune)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 and < 2000 } hidden)
        {
            return null;
        }

        context.Response.Cookies.Delete(Cookie, new() { Secure = true, Path = "/" });
        try
        {
            return keys.Open(commune, Base64Url.DecodeFromChars(hidden));
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
