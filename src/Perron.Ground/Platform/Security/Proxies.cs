using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
namespace Perron.Platform.Security;

/// <summary>
/// Behind a proxy every visitor would have the proxy's address, and one bucket for all. What a proxy says of the visitor is believed only where
/// the setting names it; from anybody else these headers change nothing.
/// </summary>
internal static class Proxies
{
    public static void UseTrustedProxies(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetRequiredService<IOptions<PerronOptions>>().Value.Proxies() is not [_, ..] trusted)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null, // as many as there are trusted ones in a row, counted from the last
            RequireHeaderSymmetry = false,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in trusted)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(forwarded);
    }
}
