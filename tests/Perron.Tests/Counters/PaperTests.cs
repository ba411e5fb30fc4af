using System.Net;
using System.Net.Sockets;
using Perron.Printing;
using Perron.Queues;
using Perron.Tests.Support;
namespace Perron.Tests.Counters;

/// <summary>A printer in the network of the hall: each ticket once, and what is wrong with it is seen.</summary>
public sealed class PaperTests
{
    [Fact]
    public async Task A_ticket_is_printed_once_and_one_without_paper_stands_on_the_screen()
    {
        using var printer = new Printer();
        await using var portal = await HallPortal.Morning(("Perron:Printers:0:Commune", "braine-lalleud"), ("Perron:Printers:0:Hall", HallPortal.Braine), ("Perron:Printers:0:Address", $"tcp://127.0.0.1:{printer.Port}"));
        var kiosk = await portal.Kiosk();
        await printer.WasAsked();
        await kiosk.TakeTicket();
        Assert.True(kiosk.Shows("Votre ticket s'imprime."), kiosk.Text);
        await kiosk.TakeTicket("naissance");
        await printer.HasPrinted(2);

        printer.IsOut = true;
        await kiosk.TakeTicket();
        await Until(async () => (await portal.Events(portal.Braine)).OfType<PrinterTold>().Any(told => told.State == PrinterState.PaperOut));
        await kiosk.TakeTicket();
        Assert.True(kiosk.Shows("Pas de papier pour le moment") && kiosk.Shows("A 3"), kiosk.Text);
        var desk = await portal.Desk("1");
        Assert.True(desk.Shows("Plus de papier à la borne"), desk.Text);
        Assert.Equal(2, printer.Printed);
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience.Seconds(10));
        while (!await holds())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Answers how it is, and counts what it is sent.</summary>
    private sealed class Printer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _off = new();
        private int _printed, _asked;

        public Printer()
        {
            _listener.Start();
            _ = Serve();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
        public int Printed => Volatile.Read(ref _printed);
        public bool IsOut { get; set; }

        public Task WasAsked() => Until(() => Task.FromResult(Volatile.Read(ref _asked) > 0));

        public Task HasPrinted(int tickets) => Until(() => Task.FromResult(Printed >= tickets));

        private async Task Serve()
        {
            while (!_off.IsCancellationRequested)
            {
                using var line = await _listener.AcceptTcpClientAsync(_off.Token);
                var (stream, buffer, ticket) = (line.GetStream(), new byte[4096], 0);
                while (await stream.ReadAsync(buffer, _off.Token) is var length and > 0)
                {
                    if (buffer.AsSpan(0, length).SequenceEqual(PrinterStatus.AskPaper.ToArray()) || buffer.AsSpan(0, length).SequenceEqual(PrinterStatus.AskWhyOffline.ToArray()))
                    {
                        Interlocked.Increment(ref _asked);
                        await stream.WriteAsync(new byte[] { (byte)(IsOut && buffer[2] == 0x04 ? 0x72 : 0x12) }, _off.Token);
                    }
                    else
                    {
                        ticket += length;
                    }
                }

                Interlocked.Add(ref _printed, ticket > 0 ? 1 : 0);
            }
        }

        public void Dispose()
        {
            _off.Cancel();
            _listener.Dispose();
            _off.Dispose();
        }
    }
}
