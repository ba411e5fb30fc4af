using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
namespace Perron.Platform.Sealing;

/// <summary>
/// Room for a signature in one of our own papers, added as an incremental update (ISO 32000-2, 7.5.6 and 12.8): a signature field without a place on the page, and its dictionary with a hole.
/// It reads what the house itself has written (a plain cross-reference table, one section), and nothing else.
/// </summary>
internal sealed partial class PdfSignature
{
    /// <summary>Bytes for the signature: seal, certificates and time stamp of a trust service take about half of it.</summary>
    private const int Room = 16_000;

    private readonly byte[] _pdf;
    private readonly int _from, _to;

    private PdfSignature(byte[] pdf, int from, int to) => (_pdf, _from, _to) = (pdf, from, to);

    /// <summary>All bytes but those of the hole.</summary>
    public byte[] Covered => [.. _pdf.AsSpan(0, _from), .. _pdf.AsSpan(_to)];

    public byte[] Filled(byte[] signature)
    {
        if (signature.Length > Room)
        {
            throw new InvalidOperationException($"A signature of {signature.Length} bytes does not fit into {Room}.");
        }

        Encoding.ASCII.GetBytes(Convert.ToHexString(signature)).CopyTo(_pdf.AsSpan(_from + 1));
        return _pdf;
    }

    public static PdfSignature Prepare(byte[] pdf, string name, string reason, string place, Instant now)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var table = int.Parse(Match(Start(), text[text.LastIndexOf("startxref", StringComparison.Ordinal)..]), CultureInfo.InvariantCulture);
        var trailer = text[text.LastIndexOf("trailer", StringComparison.Ordinal)..];
        var offsets = Offsets(text, table);
        var (root, size) = (Number(Root(), trailer), Number(Size(), trailer));
        var catalog = Body(text, offsets[root]);
        var page = Number(Kids(), Body(text, offsets[Number(Pages(), catalog)]));
        var (signature, field) = (size, size + 1);
        var update = new Update(pdf.Length);
        update.Add(root, Extended(catalog, $"/AcroForm<</Fields[{field} 0 R]/SigFlags 3>>"));
        update.Add(page, Extended(Body(text, offsets[page]), $"/Annots[{field} 0 R]"));
        update.Add(field, $"<</Type/Annot/Subtype/Widget/FT/Sig/T(seal)/TU{Hex(name)}/V {signature} 0 R/P {page} 0 R/Rect[0 0 0 0]/F 132>>");
        var ranges = new string(' ', 40);
        var before = $"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M({Date(now)})/Name{Hex(name)}/Reason{Hex(reason)}/Location{Hex(place)}/ByteRange[{ranges}]/Contents";
        var at = update.Add(signature, $"{before}<{new string('0', Room * 2)}>>>");
        update.End(size + 2, root, Optional(Info(), trailer), Match(Id(), trailer), table, pdf);
        var (from, whole) = (at + before.Length, update.Length);
        var to = from + Room * 2 + 2;
        var written = string.Create(CultureInfo.InvariantCulture, $"0 {from} {to} {whole - to}").PadRight(ranges.Length);
        byte[] all = [.. pdf, .. update.Bytes];
        Encoding.ASCII.GetBytes(written).CopyTo(all.AsSpan(from - "]/Contents".Length - ranges.Length));
        return new(all, from, to);
    }

    private static Dictionary<int, int> Offsets(string text, int table)
    {
        var end = text.IndexOf("trailer", table, StringComparison.Ordinal);
        var tokens = text[table..end].Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (tokens is not ["xref", ..])
        {
            throw new InvalidOperationException("Only a paper of the house is sealed: its cross-reference table is a plain one.");
        }

        var offsets = new Dictionary<int, int>();
        for (var place = 1; place < tokens.Length;)
        {
            var (first, count) = (int.Parse(tokens[place], CultureInfo.InvariantCulture), int.Parse(tokens[place + 1], CultureInfo.InvariantCulture));
            place += 2;
            for (var one = first; one < first + count; one++, place += 3)
            {
                if (tokens[place + 2] == "n")
                {
                    offsets[one] = int.Parse(tokens[place], CultureInfo.InvariantCulture);
                }
            }
        }

        return offsets;
    }

    // The dictionary of an object that has no stream.
    private static string Body(string text, int offset)
    {
        var from = text.IndexOf("obj", offset, StringComparison.Ordinal) + 3;
        return text[from..text.IndexOf("endobj", from, StringComparison.Ordinal)].Trim();
    }

    private static string Extended(string dictionary, string more) =>
        dictionary.Contains("/AcroForm", StringComparison.Ordinal) || dictionary.Contains("/Annots", StringComparison.Ordinal)
            ? throw new InvalidOperationException("A paper is sealed once, and has no forms.")
            : dictionary[..dictionary.LastIndexOf(">>", StringComparison.Ordinal)] + more + ">>";

    // In UTF-16 with its mark, as texts in a PDF may be.
    private static string Hex(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static string Date(Instant now) => now.ToDateTimeUtc().ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);

    private static int Number(Regex regex, string text) => int.Parse(Match(regex, text), CultureInfo.InvariantCulture);

    private static string Match(Regex regex, string text) => regex.Match(text) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException($"Only a paper of the house is sealed: {regex} is missing.");

    private static string? Optional(Regex regex, string text) => regex.Match(text) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex(@"startxref\s+(\d+)")]
    private static partial Regex Start();

    [GeneratedRegex(@"/Root\s+(\d+) 0 R")]
    private static partial Regex Root();

    [GeneratedRegex(@"/Size\s+(\d+)")]
    private static partial Regex Size();

    [GeneratedRegex(@"/Info\s+(\d+ 0 R)")]
    private static partial Regex Info();

    [GeneratedRegex(@"/ID\s*\[\s*(<[0-9A-Fa-f]+>)")]
    private static partial Regex Id();

    [GeneratedRegex(@"/Pages\s+(\d+) 0 R")]
    private static partial Regex Pages();

    [GeneratedRegex(@"/Kids\s*\[\s*(\d+) 0 R")]
    private static partial Regex Kids();

    /// <summary>What is written behind the paper.</summary>
    private sealed class Update(int begins)
    {
        private readonly StringBuilder _text = new("\n");
        private readonly SortedDictionary<int, int> _offsets = [];

        public int Length => begins + _text.Length;

        public byte[] Bytes => Encoding.Latin1.GetBytes(_text.ToString());

        /// <summary>Returns where its body begins.</summary>
        public int Add(int number, string body)
        {
            _offsets[number] = Length;
            _text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n");
            var at = Length;
            _text.Append(body).Append("\nendobj\n");
            return at;
        }

        public void End(int size, int root, string? info, string id, int previous, byte[] pdf)
        {
            var table = Length;
            _text.Append("xref\n");
            foreach (var (number, offset) in _offsets)
            {
                _text.Append(CultureInfo.InvariantCulture, $"{number} 1\n{offset:0000000000} 00000 n \n");
            }

            var now = Convert.ToHexString(SHA256.HashData(pdf).AsSpan(0, 16));
            _text.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {size}/Root {root} 0 R{(info is null ? "" : $"/Info {info}")}/ID[{id}<{now}>]/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n");
        }
    }
}
