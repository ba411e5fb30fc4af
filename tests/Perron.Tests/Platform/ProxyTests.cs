using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Perron.Tests.Support;
namespace Perron.Tests.Platform;

/// <summary>Behind a proxy each visitor is counted alone; who is no proxy of ours cannot pretend to be somebody else.</summary>
public sealed class ProxyTests
{
    private const string Proxy = "10.1.2.3", Stranger = "192.0.2.7";

    [Fact]
    public async Task Behind_a_trusted_proxy_one_who_knocks_too_often_does_not_shut_out_the_others()
    {
        await using var portal = await Portal.Open(("Perron:RateFactor", "1"), ("Perron:TrustedProxies:0", "10.1.2.0/24"));
        Assert.Equal(429, await Knock(portal, Proxy, "198.51.100.1"));
        Assert.NotEqual(429, await Once(portal, Proxy, "198.51.100.2"));
    }

    [Fact]
    public async Task Who_is_no_proxy_of_ours_gains_nothing_by_naming_others()
    {
        await using var portal = await Portal.Open(("Perron:RateFactor", "1"), ("Perron:TrustedProxies:0", Proxy));
        Assert.Equal(429, await Knock(portal, Stranger, "198.51.100.1"));
        Assert.Equal(429, await Once(portal, Stranger, "198.51.100.2"));
    }

    [Fact]
    public async Task Nobody_is_trusted_by_default()
    {
        await using var portal = await Portal.Open(("Perron:RateFactor", "1"));
        Assert.Equal(429, await Knock(portal, "127.0.0.1", "198.51.100.1"));
        Assert.Equal(429, await Once(portal, "127.0.0.1", "198.51.100.2"));
    }

    [Fact]
    public async Task The_host_that_a_trusted_proxy_names_is_the_one_that_is_visited()
    {
        await using var portal = await Portal.Open(("Perron:TrustedProxies:0", Proxy));
        Assert.Equal(200, await Once(portal, Proxy, "198.51.100.1", portal.Braine.Host, "/"));
        Assert.Equal(404, await Once(portal, Stranger, "198.51.100.1", portal.Braine.Host, "/services"));
    }

    private static async Task<int> Knock(Portal portal, string from, string named)
    {
        var status = 0;
        for (var knock = 0; knock < 25 && status != 429; knock++)
        {
            status = await Once(portal, from, named);
        }

        return status;
    }

    private static async Task<int> Once(Portal portal, string from, string named, string? host = null, string? path = null) => (await portal.Server.SendAsync(context =>
    {
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        (context.Request.Method, context.Request.Scheme, context.Request.Path) = (path is null ? "POST" : "GET", "http", path ?? "/agent/connexion");
        context.Request.Host = new(host is null ? portal.Braine.Host : "inner.local");
        context.Request.Headers["X-Forwarded-For"] = named;
        context.Request.Headers["X-Forwarded-Proto"] = "https";
        if (host is not null)
        {
            context.Request.Headers["X-Forwarded-Host"] = host;
        }
    })).Response.StatusCode;
}
