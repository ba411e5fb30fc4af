using System.Buffers.Text;
using System.Text.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using Perron.Platform.Storage;
namespace Perron.People.Broker;

/// <summary>With what a commune sends somebody to the broker: for which commune and page, to which provider, from which browser. Protected, two minutes.</summary>
internal sealed record Errand(Guid Commune, string Provider, string Return, string BrowserHash, Guid? SteppingUp, string Language, long At)
{
    private const string CookieName = "__Host-identite";
    private static readonly Duration Patience = Duration.FromMinutes(2);

    public static Errand Begin(HttpContext context, CommuneId commune, string provider, string back, Guid? steppingUp, string language, Instant now)
    {
        var browser = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        context.Response.Cookies.Append(CookieName, browser, new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromMinutes(20) });
        return new(commune.Value, provider, back, Session.HashOf(browser), steppingUp, language, now.ToUnixTimeSeconds());
    }

    public static string? BrowserOf(HttpContext context) => context.Request.Cookies[CookieName];

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(CookieName, new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });

    public string Write(IDataProtectionProvider protection) => Protector(protection).Protect(JsonSerializer.Serialize(this));

    public static Errand? Read(string? written, IDataProtectionProvider protection, Instant now)
    {
        try
        {
            return written is { Length: > 0 } && JsonSerializer.Deserialize<Errand>(Protector(protection).Unprotect(written)) is { } errand
                && now - Instant.FromUnixTimeSeconds(errand.At) <= Patience ? errand : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("Perron.People.Errand");
}
