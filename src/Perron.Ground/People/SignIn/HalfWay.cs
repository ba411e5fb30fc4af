using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using Perron.Platform.Storage;
namespace Perron.People.SignIn;

/// <summary>Somebody whose password was right and whose second factor is still to come: kept in the browser, protected, for five minutes.</summary>
internal sealed record HalfWay(Guid Account, string Stamp, string Return)
{
    private const string CookieName = "__Host-second";
    private static readonly Duration Patience = Duration.FromMinutes(5);

    public void Keep(HttpContext context, CommuneId commune, IDataProtectionProvider protection, Instant now) =>
        context.Response.Cookies.Append(CookieName,
            Protector(protection, commune).Protect(string.Join('\n', Account.ToString(), now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Stamp, Return)),
            new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = Patience.ToTimeSpan() });

    public static HalfWay? Of(HttpContext context, CommuneId commune, IDataProtectionProvider protection, Instant now)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } kept)
        {
            return null;
        }

        try
        {
            return Protector(protection, commune).Unprotect(kept).Split('\n') is [var account, var since, var stamp, var back]
                && now - Instant.FromUnixTimeSeconds(long.Parse(since, CultureInfo.InvariantCulture)) <= Patience
                    ? new(Guid.Parse(account), stamp, back)
                    : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // of another commune, or of keys that are gone
        }
    }

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(CookieName, new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict });

    private static IDataProtector Protector(IDataProtectionProvider protection, CommuneId commune) => protection.CreateProtector("Perron.People.HalfWay", commune.Value.ToString());
}
