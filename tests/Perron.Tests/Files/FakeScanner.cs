using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
namespace Perron.Tests.Files;

/// <summary>A clamd that finds EICAR, and nothing else; anything but INSTREAM is a surprise to it.</summary>
internal sealed class FakeScanner : IDisposable
{
    public const string Eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);

    public FakeScanner()
    {
        _door.Start();
        _ = Serve();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_door.LocalEndpoint).Port}";

    public void Dispose() => _door.Dispose();

    private async Task Serve()
    {
        while (true)
        {
            try
            {
                using var client = await _door.AcceptTcpClientAsync();
                await Answer(client.GetStream());
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException or IOException)
            {
                return;
            }
        }
    }

    private static async Task Answer(NetworkStream line)
    {
        var command = new byte[10];
        await line.ReadExactlyAsync(command);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        using var all = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await line.ReadExactlyAsync(length);
            var size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size == 0)
            {
                break;
            }

            var part = new byte[size];
            await line.ReadExactlyAsync(part);
            all.Write(part);
        }

        var found = Encoding.Latin1.GetString(all.ToArray()).Contains("EICAR-STANDARD", StringComparison.Ordinal);
        await line.WriteAsync(Encoding.ASCII.GetBytes(found ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0"));
    }
}
