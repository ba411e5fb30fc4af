using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
namespace Perron.Platform.Files;

/// <summary>What the virus scanner says of some bytes. Away: it did not answer, so nobody knows.</summary>
public enum ScanVerdict { Clean, Infected, Away }

/// <summary>A clamd somewhere, asked by INSTREAM. When it does not answer it is left alone for a while, so that senders do not wait for it one after the other.</summary>
public sealed partial class VirusScanner(IOptions<PerronOptions> options, ILogger<VirusScanner> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly Duration Rest = Duration.FromSeconds(20);
    private Instant _restsUntil = Instant.MinValue;

    public bool IsConfigured => options.Value.Clamd.Length > 0;

    public async Task<ScanVerdict> Scan(ReadOnlyMemory<byte> bytes, Instant now)
    {
        if (!IsConfigured || now < _restsUntil)
        {
            return ScanVerdict.Away;
        }

        try
        {
            using var patience = new CancellationTokenSource(Patience);
            var verdict = Read(await Ask(bytes, patience.Token));
            return verdict == ScanVerdict.Away ? Away(now, "an answer that is none") : verdict;
        }
        catch (Exception silence) when (silence is SocketException or IOException or OperationCanceledException)
        {
            return Away(now, silence.Message);
        }
    }

    private async Task<string> Ask(ReadOnlyMemory<byte> bytes, CancellationToken patience)
    {
        var (host, port) = options.Value.Clamd.Split(':') is [var name, var number] ? (name, int.Parse(number, null)) : (options.Value.Clamd, 3310);
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, patience);
        await using var line = client.GetStream();
        await line.WriteAsync("zINSTREAM\0"u8.ToArray(), patience);
        var length = new byte[4];
        for (var at = 0; at < bytes.Length; at += 65_536)
        {
            var part = bytes[at..Math.Min(bytes.Length, at + 65_536)];
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            await line.WriteAsync(length, patience);
            await line.WriteAsync(part, patience);
        }

        BinaryPrimitives.WriteInt32BigEndian(length, 0);
        await line.WriteAsync(length, patience);
        using var answer = new StreamReader(line, Encoding.ASCII);
        return (await answer.ReadToEndAsync(patience)).Trim('\0', '\n', ' ');
    }

    private static ScanVerdict Read(string answer) =>
        answer.EndsWith(" FOUND", StringComparison.Ordinal) ? ScanVerdict.Infected
        : answer.EndsWith(": OK", StringComparison.Ordinal) ? ScanVerdict.Clean
        : ScanVerdict.Away;

    private ScanVerdict Away(Instant now, string why)
    {
        _restsUntil = now + Rest;
        ScannerIsAway(logger, why);
        return ScanVerdict.Away;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The virus scanner does not answer, files wait in quarantine: {Why}")]
    private static partial void ScannerIsAway(ILogger logger, string why);
}
