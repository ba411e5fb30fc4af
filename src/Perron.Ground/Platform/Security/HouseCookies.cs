namespace Perron.Platform.Security;

/// <summary>Every cookie of the house is Secure, HttpOnly and says where it may be sent. Browsers take them from http://*.localhost as well, which they trust.</summary>
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
            if (cookie.CookieOptions.SameSite == SameSiteMode.Unspecified)
            {
                cookie.CookieOptions.SameSite = SameSiteMode.Lax;
            }
        },
    });
}
