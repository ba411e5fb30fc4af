using System.Net;
using System.Net.Sockets;
using System.Text;
namespace Perron.Tests.Cases.Asking;

/// <summary>A provider of map tiles that has those with an even x, and remembers what it was asked and by whom.</summary>
internal sealed class FakeTiles : IDisposable
{
    public static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);

    public FakeTiles()
    {
        _door.Start();
        _ = Serve();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_door.LocalEndpoint).Port}";

    /// <summary>Each question as it came, headers included.</summary>
    public List<string> Asked { get; } = [];

    public void Dispose() => _door.Dispose();

    private async Task Serve()
    {
        while (true)
        {
            try
            {
                using var client = await _door.AcceptTcpClientAsync();
                var line = client.GetStream();
                var buffer = new byte[8192];
                var asked = Encoding.ASCII.GetString(buffer, 0, await line.ReadAsync(buffer));
                Asked.Add(asked);
                var has = int.Parse(asked.Split(' ')[1].Split('/')[2], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0;
                var head = has ? $"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {Picture.Length}\r\nConnection: close\r\n\r\n" : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                await line.WriteAsync(Encoding.ASCII.GetBytes(head));
                await line.WriteAsync(has ? Picture : []);
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException or IOException)
            {
                return;
            }
        }
    }
}
