using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
namespace Perron.Bench.Load;

/// <summary>One kept-open HTTP/1.1 connection to this machine that reads an answer with as little work as possible.</summary>
internal sealed class PlainConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000 };
    private readonly byte[] _buffer = new byte[1 << 20];

    public PlainConnection(int port) => _socket.Connect(IPAddress.Loopback, port);

    /// <summary>Whether the answer came whole and says 200.</summary>
    public bool Ask(ReadOnlySpan<byte> request)
    {
        _socket.Send(request);
        var (read, head) = (0, -1);
        while (head < 0)
        {
            read += Receive(read);
            head = _buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
        }

        var headers = _buffer.AsSpan(0, head);
        var body = head + 4;
        var succeeds = headers.StartsWith("HTTP/1.1 200"u8);
        if (LengthIn(headers) is { } length)
        {
            while (read < body + length)
            {
                read += Receive(read);
            }
        }
        else
        {
            while (!_buffer.AsSpan(body, read - body).EndsWith("0\r\n\r\n"u8))
            {
                read += Receive(read);
            }
        }

        return succeeds;
    }

    public void Dispose() => _socket.Dispose();

    private int Receive(int at) => _socket.Receive(_buffer.AsSpan(at)) is var count and > 0 ? count : throw new IOException("The server closed the connection.");

    private static int? LengthIn(ReadOnlySpan<byte> headers) =>
        headers.IndexOf("Content-Length: "u8) is var at and >= 0 && headers[(at + 16)..] is var rest
            ? int.Parse(Encoding.ASCII.GetString(rest[..(rest.IndexOf((byte)'\r') is var end and >= 0 ? end : rest.Length)]), CultureInfo.InvariantCulture)
            : null;
}
