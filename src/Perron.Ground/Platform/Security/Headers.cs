namespace Perron.Platform.Security;

/// <summary>What every answer tells the browser to refuse. No inline script or style exists, so no nonce is needed and pages can be cached.</summary>
internal static class Headers
{
    private const string Content =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; " +
        "manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseHeaders(this IApplicationBuilder app, bool isDemonstration) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Content;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self)";
        headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (isDemonstration)
        {
            headers["X-Robots-Tag"] = "noindex, nofollow";
        }

        return next(context);
    });
}
