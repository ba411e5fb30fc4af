using System.Net;
using System.Net.Sockets;
namespace Perron.People.Broker;

/// <summary>Calls to *.localhost, which browsers take to this machine and the resolver of a server often does not know.</summary>
internal static class LoopbackHosts
{
    public static SocketsHttpHandler Calls() => new()
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (call, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                var host = call.DnsEndPoint.Host;
                await (host.EndsWith("localhost", StringComparison.Ordinal) ? socket.ConnectAsync(IPAddress.Loopback, call.DnsEndPoint.Port, cancellation) : socket.ConnectAsync(call.DnsEndPoint, cancellation));
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
