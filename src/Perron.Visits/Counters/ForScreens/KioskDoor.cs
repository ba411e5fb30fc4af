using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.People;
using Perron.Platform.Storage;
namespace Perron.Counters.ForScreens;

/// <summary>Which kiosk asks: the device is signed in by a code that an administrator made, and keeps a secret of its own. Nobody who stands at it is.</summary>
internal static class KioskDoor
{
    private const string Cookie = "__Host-borne";

    public static async Task<HallDevice?> Of(HttpContext context, PerronDb db, HallId hall)
    {
        if (context.Request.Cookies[Cookie]?.Split('.') is not [var id, var secret] || !Guid.TryParseExact(id, "N", out var which))
        {
            return null;
        }

        var device = await db.Set<HallDevice>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == HallDeviceId.From(which) && one.HallId == hall && one.RevokedAt == null);
        return device?.TokenHash is { } kept && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept), Encoding.ASCII.GetBytes(Session.HashOf(secret))) ? device : null;
    }

    /// <summary>Signs the device in by the code that was typed at it; false when it is no code of this hall. A code serves once, but in a demonstration.</summary>
    public static async Task<bool> SignIn(HttpContext context, PerronDb db, HallId hall, string code, bool isDemonstration, Instant now)
    {
        var hash = Session.HashOf(string.Concat(code.Where(char.IsAsciiDigit)));
        var device = await db.Set<HallDevice>().FirstOrDefaultAsync(one => one.HallId == hall && one.CodeHash == hash && one.RevokedAt == null && one.CodeUntil > now);
        if (device is null)
        {
            return false;
        }

        var secret = RandomNumberGenerator.GetHexString(40, lowercase: true);
        (device.TokenHash, device.CodeHash) = (Session.HashOf(secret), isDemonstration ? device.CodeHash : null);
        context.Response.Cookies.Append(Cookie, $"{device.Id.Value:N}.{secret}", new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromDays(400), Path = "/", IsEssential = true });
        return true;
    }

    /// <summary>A code of eight figures, for a quarter of an hour.</summary>
    public static (string Code, HallDevice Device) Make(CommuneId commune, HallId hall, string name, Instant now)
    {
        var code = RandomNumberGenerator.GetString("0123456789", 8);
        return (code, new() { CommuneId = commune, HallId = hall, Name = name, CodeHash = Session.HashOf(code), MadeAt = now, CodeUntil = now + Duration.FromMinutes(15) });
    }
}
