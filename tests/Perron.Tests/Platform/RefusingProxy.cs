using System.Net;
using System.Net.Sockets;
namespace Perron.Tests.Platform;

/// <summary>Stands between the house and PostgreSQL's socket, and can be taken away: connections are then cut and refused, as when the server is down.</summary>
internal sealed class RefusingProxy(string socketFile) : IAsyncDisposable
{
    private readonly List<Socket> _open = [];
    private TcpListener? _door;

    public int Port { get; private set; }

    public void Open()
    {
        _door = new(IPAddress.Loopback, Port);
        _door.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _door.Start();
        Port = ((IPEndPoint)_door.LocalEndpoint).Port;
        _ = Accept(_door);
    }

    public void Shut()
    {
        _door?.Stop();
        lock (_open)
        {
            _open.ForEach(socket => socket.Dispose());
            _open.Clear();
        }
    }

    private async Task Accept(TcpListener door)
    {
        try
        {
            while (true)
            {
                var (near, far) = (await door.AcceptSocketAsync(), new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
                await far.ConnectAsync(new UnixDomainSocketEndPoint(socketFile));
                lock (_open)
                {
                    _open.AddRange([near, far]);
                }

                _ = Pump(near, far);
                _ = Pump(far, near);
            }
        }
        catch (Exception shut) when (shut is SocketException or ObjectDisposedException)
        {
            // the door was shut
        }
    }

    private static async Task Pump(Socket from, Socket to)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var sink = new NetworkStream(to);
            await source.CopyToAsync(sink);
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException)
        {
            // the line was cut
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        Shut();
        return ValueTask.CompletedTask;
    }
}
