namespace Perron.Platform.Security;

/// <summary>Every cookie of the house is Secure, HttpOnly, of the whole host, and says where it may be sent. Browsers take them from http://*.localhost as well, which they trust.</summary>
public static class HouseCookies
{
    /// <summary>The key of a session. Who carries it is never given a page that was kept for everybody.</summary>
    public const string Session = "__Host-session";

    internal static void UseHouseCookies(this IApplicationBuilder app) => app.UseCookiePolicy(new()
    {
        Secure = CookieSecurePolicy.Always,
        HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always,
        MinimumSameSitePolicy = SameSiteMode.Unspecified,
        OnAppendCookie = cookie =>
        {
            // A browser throws away a __Host- cookie of any other path; the framework's own would be that of the language, /nl.
            cookie.CookieOptions.Path = "/";
            if (cookie.CookieOptions.SameSite == SameSiteMode.Unspecified)
            {
                cookie.CookieOptions.SameSite = SameSiteMode.Lax;
            }
        },
    });
}
