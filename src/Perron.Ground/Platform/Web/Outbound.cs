using System.Net;
using System.Net.Sockets;
namespace Perron.Platform.Web;

/// <summary>
/// The way out of the house: a client reaches the one host that a setting names, follows no redirect elsewhere, gives up after its time, and holds no more lines than it was given,
/// so that a far side that never answers takes neither the house nor its other lines along. Addresses of the network's own inside are refused, unless the setting itself names one.
/// </summary>
public static class Outbound
{
    /// <summary>How long somebody waits for a line when all are taken.</summary>
    private static readonly TimeSpan Queue = TimeSpan.FromSeconds(5);

    /// <param name="address">What the setting names; null: nothing may be reached.</param>
    /// <param name="lines">Questions that may be under way at the same time.</param>
    public static IHttpClientBuilder OnlyTo(this IHttpClientBuilder client, Uri? address, int lines) => client
        .ConfigurePrimaryHttpMessageHandler(() => Sockets(address, lines))
        .AddHttpMessageHandler(() => new OneHost(address, lines));

    /// <summary>A client for an address that a commune names, not a setting of the installation.</summary>
    public static HttpClient To(Uri address, int lines) => new(new OneHost(address, lines) { InnerHandler = Sockets(address, lines) });

    /// <summary>A client for an address that somebody has typed into a page: nothing of the network's own inside is reached, however it is written; the machine itself only where that is allowed.</summary>
    public static HttpClient ToOutside(Uri address, int lines, bool mayReachLoopback) =>
        new(new OneHost(address, lines) { InnerHandler = Sockets(address, lines, found => !IsInside(found) || (mayReachLoopback && IPAddress.IsLoopback(found))) });

    private static SocketsHttpHandler Sockets(Uri? address, int lines)
    {
        var isNamed = address is not null && (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || address.IsLoopback || !address.Host.Contains('.', StringComparison.Ordinal));
        return Sockets(address, lines, found => isNamed || !IsInside(found));
    }

    private static SocketsHttpHandler Sockets(Uri? address, int lines, Func<IPAddress, bool> isAllowed) => new()
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, MaxConnectionsPerServer = lines, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (line, cancelled) => Connect(line.DnsEndPoint, isAllowed, cancelled),
    };

    // The name is looked up here, and what was looked up is connected to: no second look-up can lead inside.
    private static async ValueTask<Stream> Connect(DnsEndPoint to, Func<IPAddress, bool> isAllowed, CancellationToken cancelled)
    {
        var found = await Dns.GetHostAddressesAsync(to.Host, cancelled);
        var allowed = found.Where(isAllowed).ToArray();
        if (allowed is [])
        {
            throw new InsideTheNetwork($"{to.Host} leads inside the network, and no setting names that address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancelled);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Loopback, link-local and private ranges, what goes to many, and addresses of IPv6 that only wrap one of those of IPv4.</summary>
    public static bool IsInside(IPAddress address)
    {
        var one = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(one) || one.IsIPv6LinkLocal || one.IsIPv6SiteLocal || one.IsIPv6UniqueLocal || one.IsIPv6Multicast || one.Equals(IPAddress.Any) || one.Equals(IPAddress.IPv6Any))
        {
            return true;
        }

        if (one.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return one.GetAddressBytes() switch
            {
                [0x00, 0x64, 0xff, 0x9b, .., _, _, _, _] bytes => IsInside(new IPAddress(bytes.AsSpan(12, 4))), // NAT64
                [0x20, 0x02, ..] bytes => IsInside(new IPAddress(bytes.AsSpan(2, 4))), // 6to4
                _ => false,
            };
        }

        return one.AddressFamily == AddressFamily.InterNetwork && one.GetAddressBytes() is [var a, var b, ..]
            && (a is 0 or 10 or 127 or >= 224 || (a, b) is (169, 254) or (192, 168) || (a == 172 && b is >= 16 and < 32) || (a == 100 && b is >= 64 and < 128));
    }

    private sealed class OneHost(Uri? address, int lines) : DelegatingHandler
    {
        private readonly SemaphoreSlim _lines = new(lines);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (address is null || request.RequestUri is not { } to || to.Scheme != address.Scheme || to.Port != address.Port || !string.Equals(to.Host, address.Host, StringComparison.OrdinalIgnoreCase))
            {
                throw new HttpRequestException($"No setting names {request.RequestUri?.Host}: the house does not call there.");
            }

            if (!await _lines.WaitAsync(Queue, cancellationToken))
            {
                throw new HttpRequestException($"All lines to {address.Host} are taken.");
            }

            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                _lines.Release();
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _lines.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

/// <summary>The name that somebody wrote leads to an address that is not of the internet.</summary>
public sealed class InsideTheNetwork(string message) : HttpRequestException(message);
