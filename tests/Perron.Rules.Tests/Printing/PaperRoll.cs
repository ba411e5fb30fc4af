using System.Text;
namespace Perron.Rules.Tests.Printing;

/// <summary>A printer that understands what ours needs and refuses everything else: what it has printed can be read.</summary>
internal sealed class PaperRoll
{
    // PC858 above 127, as Epson prints it in its reference; what does not print is a dot.
    private const string Page =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´.±‗¾¶§÷¸°¨·¹³²■.";

    private readonly List<(string Text, int Size, bool IsBold)> _lines = [];
    private int _at;

    public IReadOnlyList<(string Text, int Size, bool IsBold)> Lines => _lines;
    public List<bool[,]> Images { get; } = [];
    public string? Square { get; private set; }
    public int Cuts { get; private set; }
    public bool IsCentred { get; private set; }
    public int CodePage { get; private set; }

    public static PaperRoll Print(byte[] bytes)
    {
        var roll = new PaperRoll();
        var (line, size, isBold, stored) = (new StringBuilder(), 1, false, (string?)null);
        while (roll._at < bytes.Length)
        {
            switch (bytes[roll._at++])
            {
                case 0x1B when roll.Takes(bytes, 0x40):
                    (size, isBold, roll.IsCentred) = (1, false, false);
                    break;
                case 0x1C when roll.Takes(bytes, 0x2E):
                    break;
                case 0x1B when roll.Takes(bytes, 0x74):
                    roll.CodePage = bytes[roll._at++];
                    break;
                case 0x1B when roll.Takes(bytes, 0x61):
                    roll.IsCentred = bytes[roll._at++] == 1;
                    break;
                case 0x1B when roll.Takes(bytes, 0x45):
                    isBold = bytes[roll._at++] == 1;
                    break;
                case 0x1D when roll.Takes(bytes, 0x21):
                    size = (bytes[roll._at] >> 4) + 1;
                    Assert.Equal(size - 1, bytes[roll._at++] & 7);
                    break;
                case 0x1D when roll.Takes(bytes, 0x76, 0x30, 0):
                    roll.Images.Add(roll.Image(bytes));
                    break;
                case 0x1D when roll.Takes(bytes, 0x28, 0x6B):
                    stored = roll.Code(bytes, stored);
                    break;
                case 0x1D when roll.Takes(bytes, 0x56, 0x41):
                    roll._at++;
                    roll.Cuts++;
                    break;
                case 0x0A:
                    if (line.Length > 0)
                    {
                        roll._lines.Add((line.ToString(), size, isBold));
                    }

                    line.Clear();
                    break;
                case >= 0x20 and < 0x7F and var plain:
                    line.Append((char)plain);
                    break;
                case >= 0x80 and var high:
                    line.Append(Page[high - 0x80]);
                    break;
                case var unknown:
                    throw new InvalidDataException($"unknown command {unknown:X2} at {roll._at - 1}");
            }
        }

        Assert.Equal(0, line.Length);
        return roll;
    }

    private bool Takes(byte[] bytes, params byte[] command)
    {
        var takes = bytes.AsSpan(_at).StartsWith(command);
        _at += takes ? command.Length : 0;
        return takes;
    }

    private bool[,] Image(byte[] bytes)
    {
        var (across, high) = (bytes[_at] + (256 * bytes[_at + 1]), bytes[_at + 2] + (256 * bytes[_at + 3]));
        _at += 4;
        var image = new bool[across * 8, high];
        for (var dot = 0; dot < across * 8 * high; dot++)
        {
            image[dot % (across * 8), dot / (across * 8)] = (bytes[_at + (dot / 8)] & (0x80 >> (dot % 8))) != 0;
        }

        _at += across * high;
        return image;
    }

    private string? Code(byte[] bytes, string? stored)
    {
        var length = bytes[_at] + (256 * bytes[_at + 1]);
        var (kind, function, data) = (bytes[_at + 2], bytes[_at + 3], bytes[(_at + 4)..(_at + 2 + length)]);
        _at += 2 + length;
        Assert.Equal(0x31, kind);
        switch (function)
        {
            case 0x41:
                Assert.Equal([0x32, 0], data);
                return stored;
            case 0x43:
                Assert.InRange(data[0], 1, 16);
                return stored;
            case 0x45:
                Assert.InRange(data[0], 0x30, 0x33);
                return stored;
            case 0x50:
                Assert.Equal(0x30, data[0]);
                return Encoding.ASCII.GetString(data, 1, data.Length - 1);
            case 0x51:
                Square = stored;
                return stored;
            default:
                throw new InvalidDataException($"unknown function {function:X2} of the square");
        }
    }
}
