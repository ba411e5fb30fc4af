using System.Net.Sockets;
using Perron.Platform;
using Perron.Printing;
namespace Perron.Counters.Paper;

/// <summary>A printer of tickets as the settings name it: in the network, or a device of this computer.</summary>
/// <param name="Address">tcp://192.168.1.50:9100, or file:///dev/usb/lp0.</param>
/// <param name="Dots">Across the paper: 576 on 80 mm, 384 on 58 mm.</param>
public sealed record PrinterSettings(string Commune, string Hall, Uri Address, int Dots);

/// <summary>The printers of the halls that this house writes, from Perron:Printers.</summary>
internal sealed class HallPrinters(IReadOnlyList<PrinterSettings> printers)
{
    public IReadOnlyList<PrinterSettings> All => printers;

    public bool Has(string commune, string hall) => printers.Any(printer => printer.Commune == commune && printer.Hall == hall);

    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        var printers = configuration.GetSection("Perron:Printers").GetChildren().Select(One).ToList();
        services.AddSingleton(new HallPrinters(printers));
        if (printers.Count > 0)
        {
            services.AddHostedService<PrintTickets>();
        }
    }

    private static PrinterSettings One(IConfigurationSection section)
    {
        var name = section.Path;
        if (!Uri.TryCreate(section["Address"], UriKind.Absolute, out var address) || address.Scheme is not ("tcp" or "file") || (address.Scheme == "tcp" && address.Port <= 0))
        {
            throw new SettingFault($"{name}:Address", $"is no printer ('{section["Address"]}')", "Write tcp://192.168.1.50:9100 or file:///dev/usb/lp0.");
        }

        return new(section["Commune"] ?? throw Missing("Commune"), section["Hall"] ?? throw Missing("Hall"), address, section.GetValue("Dots", new TicketPrinter().Dots));

        SettingFault Missing(string setting) => new($"{name}:{setting}", "is missing", "Write the short name that stands in the addresses.");
    }
}

/// <summary>One line to a printer: asks how it is, sends a ticket. What fails says so and sends nothing twice.</summary>
internal static class PrinterLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How the printer is; null when it does not answer, or is a device that cannot be asked.</summary>
    public static async Task<PrinterStatus?> Ask(Uri printer)
    {
        if (printer.Scheme != "tcp")
        {
            return File.Exists(printer.LocalPath) ? new PrinterStatus(PaperLeft.Enough, false, false) : null;
        }

        try
        {
            using var patience = new CancellationTokenSource(Patience);
            using var line = new TcpClient();
            await line.ConnectAsync(printer.Host, printer.Port, patience.Token);
            var stream = line.GetStream();
            await stream.WriteAsync(PrinterStatus.AskPaper.ToArray(), patience.Token);
            var paper = new byte[1];
            await stream.ReadExactlyAsync(paper, patience.Token);
            await stream.WriteAsync(PrinterStatus.AskWhyOffline.ToArray(), patience.Token);
            var why = new byte[1];
            await stream.ReadExactlyAsync(why, patience.Token);
            return PrinterStatus.Read(paper[0], why[0]);
        }
        catch (Exception away) when (away is SocketException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>True when the printer has taken all of it.</summary>
    public static async Task<bool> Send(Uri printer, byte[] ticket)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            if (printer.Scheme != "tcp")
            {
                await using var device = new FileStream(printer.LocalPath, FileMode.Append, FileAccess.Write);
                await device.WriteAsync(ticket, patience.Token);
                return true;
            }

            using var line = new TcpClient();
            await line.ConnectAsync(printer.Host, printer.Port, patience.Token);
            await line.GetStream().WriteAsync(ticket, patience.Token);
            return true;
        }
        catch (Exception away) when (away is SocketException or IOException or OperationCanceledException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
