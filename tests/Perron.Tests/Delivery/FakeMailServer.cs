using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
namespace Perron.Tests.Delivery;

/// <summary>A mail server that takes what it is given, or answers what the test says at the moment of RCPT or DATA.</summary>
internal sealed class FakeMailServer : IDisposable
{
    private readonly TcpListener _door;
    private readonly TaskCompletionSource<string> _first = new();

    public FakeMailServer(int port = 0)
    {
        _door = new(IPAddress.Loopback, port);
        _door.Start();
        _ = Serve();
    }

    public int Port => ((IPEndPoint)_door.LocalEndpoint).Port;

    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>The first that it takes.</summary>
    public Task<string> First => _first.Task;

    /// <summary>What it says to a receiver, such as "550 no such user"; null: welcome.</summary>
    public string? ToReceivers { get; set; }

    /// <summary>Takes the mail and hangs up before it says so, once: the sender cannot know.</summary>
    public bool HangsUpOnce { get; set; }

    public (string, string)[] Settings => [("Perron:Mail:Host", "127.0.0.1"), ("Perron:Mail:Port", $"{Port}"), ("Perron:Mail:Security", "None"), ("Perron:Mail:From", "guichet@example.org")];

    public void Dispose() => _door.Dispose();

    private async Task Serve()
    {
        while (true)
        {
            try
            {
                var client = await _door.AcceptTcpClientAsync();
                _ = Talk(client);
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                await Talk(new(client.GetStream(), Encoding.UTF8), new(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true });
            }
            catch (IOException)
            {
                // the sender went away
            }
        }
    }

    private async Task Talk(StreamReader from, StreamWriter to)
    {
        await to.WriteLineAsync("220 fake ESMTP");
        while (await from.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await to.WriteLineAsync("250-fake\r\n250-8BITMIME\r\n250 SMTPUTF8");
                    break;
                case "MAIL" or "RSET" or "NOOP":
                    await to.WriteLineAsync("250 ok");
                    break;
                case "RCPT":
                    await to.WriteLineAsync(ToReceivers ?? "250 ok");
                    break;
                case "DATA":
                    await to.WriteLineAsync("354 go on");
                    Taken.Enqueue(await Message(from));
                    _first.TrySetResult(Taken.Last());
                    if (HangsUpOnce)
                    {
                        HangsUpOnce = false;
                        return;
                    }

                    await to.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await to.WriteLineAsync("221 bye");
                    return;
                default:
                    throw new InvalidOperationException($"A surprise: {line}");
            }
        }
    }

    private static async Task<string> Message(StreamReader from)
    {
        var message = new StringBuilder();
        while (await from.ReadLineAsync() is { } line and not ".")
        {
            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return message.ToString();
    }
}
