using System.Text;
namespace Perron.Printing;

/// <summary>A ticket as the bytes that a printer takes (ESC/POS; Epson's command reference). The number is an image, for no printer has letters that large; the square is drawn by the printer.</summary>
public static class TicketBytes
{
    private const byte Escape = 0x1B, Group = 0x1D, Field = 0x1C, LineFeed = 0x0A;

    // In dots: 25 mm, which is read on a lap, and by whoever has no glasses on.
    private const int NumberHeight = 200;
    private const byte Usual = 0x00, Double = 0x11;
    private const byte SquareDots = 6;

    // More than this does not fit a square of that size on narrow paper.
    private const int LongestUrl = 200;

    public static byte[] Of(PaperTicket ticket, TicketPrinter printer)
    {
        var bytes = new List<byte>();
        bytes.AddRange([Escape, 0x40]); // forget what was before
        bytes.AddRange([Field, 0x2E]); // many take two bytes for one Chinese character until they are told not to
        bytes.AddRange([Escape, 0x74, printer.CodePage]);
        bytes.AddRange([Escape, 0x61, 1]); // in the middle
        Write(ticket.Hall, Usual);
        Draw(BigNumber.Draw(ticket.Number, printer.Dots, NumberHeight));
        Write(ticket.Service, Double);
        Write(ticket.Wait, Usual, isBold: true);
        Write(ticket.Ahead, Usual);
        if (ticket.FollowUrl is { Length: > 0 and <= LongestUrl } url && Ascii.IsValid(url))
        {
            Square(url);
            Write(ticket.Follow, Usual);
        }

        Write(ticket.PrintedAt, Usual);
        bytes.AddRange([Group, 0x56, 0x41, 3]); // forward to the knife, and cut
        return [.. bytes];

        void Write(string? text, byte size, bool isBold = false)
        {
            bytes.AddRange([Group, 0x21, size, Escape, 0x45, (byte)(isBold ? 1 : 0)]);
            foreach (var line in PrinterText.Lines(text ?? "", printer.Columns / (size == Double ? 2 : 1)))
            {
                bytes.AddRange(line);
                bytes.Add(LineFeed);
            }
        }

        // GS v 0: eight dots a byte, the first one left, row after row.
        void Draw(Bitmap image)
        {
            var across = (image.Width + 7) / 8;
            bytes.AddRange([Group, 0x76, 0x30, 0, (byte)across, (byte)(across >> 8), (byte)image.Height, (byte)(image.Height >> 8)]);
            for (var y = 0; y < image.Height; y++)
            {
                for (var place = 0; place < across; place++)
                {
                    var eight = 0;
                    for (var bit = 0; bit < 8; bit++)
                    {
                        eight |= (place * 8) + bit < image.Width && image.IsBlack((place * 8) + bit, y) ? 0x80 >> bit : 0;
                    }

                    bytes.Add((byte)eight);
                }
            }

            bytes.Add(LineFeed);
        }

        // GS ( k: a QR code of model 2, that many dots a module, readable with 15 % of it gone.
        void Square(string url)
        {
            bytes.AddRange([Group, 0x28, 0x6B, 4, 0, 0x31, 0x41, 0x32, 0]);
            bytes.AddRange([Group, 0x28, 0x6B, 3, 0, 0x31, 0x43, SquareDots]);
            bytes.AddRange([Group, 0x28, 0x6B, 3, 0, 0x31, 0x45, 0x31]);
            bytes.AddRange([Group, 0x28, 0x6B, (byte)(url.Length + 3), (byte)((url.Length + 3) >> 8), 0x31, 0x50, 0x30, .. Encoding.ASCII.GetBytes(url)]);
            bytes.AddRange([Group, 0x28, 0x6B, 3, 0, 0x31, 0x51, 0x30]);
            bytes.Add(LineFeed);
        }
    }
}
