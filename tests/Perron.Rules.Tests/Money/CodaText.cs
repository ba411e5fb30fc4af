using NodaTime;
using NodaTime.Text;
namespace Perron.Rules.Tests.Money;

/// <summary>Writes a CODA file as a bank would, position by position after the standard of Febelfin (version 2).</summary>
internal sealed class CodaText(string account, LocalDate day, long oldCents)
{
    private readonly List<string> _lines = [];
    private readonly long _old = oldCents;
    private long _moved, _debit, _credit;
    private int _movement;

    private static string Put(params ReadOnlySpan<(int At, string Text)> fields)
    {
        var line = new char[128];
        Array.Fill(line, ' ');
        foreach (var (at, text) in fields)
        {
            text.CopyTo(0, line, at - 1, text.Length);
        }

        return new(line);
    }

    private static string Amount(long cents) => $"{Math.Abs(cents) * 10:D15}";

    private static string Sign(long cents) => cents < 0 ? "1" : "0";

    private string Day => LocalDatePattern.CreateWithInvariantCulture("ddMMyy").Format(day);

    /// <summary>An amount of its own, or with another type a total or what it is made of.</summary>
    public CodaText Move(long cents, string structured = "", string text = "", char type = '0', int detail = 0, string account = "BE32123456789002", string name = "DUBOIS CLAIRE")
    {
        _movement += detail == 0 ? 1 : 0;
        if (type is >= '0' and <= '3')
        {
            (_moved, _debit, _credit) = (_moved + cents, _debit + (cents < 0 ? -cents : 0), _credit + (cents > 0 ? cents : 0));
        }

        var padded = text.PadRight(53 + 53 + 43);
        var sequence = $"{_movement:D4}{detail:D4}";
        _lines.Add(Put((1, "21"), (3, sequence), (11, $"REF{sequence}"), (32, Sign(cents)), (33, Amount(cents)), (48, Day), (54, $"{type}0150000"),
            (62, structured.Length > 0 ? "1101" + structured : "0" + padded[..53]), (116, Day), (126, "1"), (128, "0")));
        _lines.Add(Put((1, "22"), (3, sequence), (11, padded[53..106]), (126, "1"), (128, "0")));
        _lines.Add(Put((1, "23"), (3, sequence), (11, account), (48, name), (83, padded[106..]), (126, "0"), (128, "1")));
        _lines.Add(Put((1, "31"), (3, sequence), (11, $"REF{sequence}"), (32, "00150001"), (40, "0"), (41, "information"), (128, "0")));
        return this;
    }

    public string Write(int number = 1, bool isLast = true) => string.Join("\r\n",
    [
        Put((1, "0"), (2, "0000"), (6, Day), (12, "00005"), (35, "COMMUNE"), (128, "2")),
        Put((1, "1"), (2, "2"), (3, "001"), (6, account), (40, "EUR"), (43, Sign(_old)), (44, Amount(_old)), (59, Day), (126, $"{number:D3}")),
        .. _lines,
        Put((1, "8"), (2, "001"), (5, account), (39, "EUR"), (42, Sign(_old + _moved)), (43, Amount(_old + _moved)), (58, Day), (128, "0")),
        Put((1, "4"), (3, "0001"), (33, "A FREE MESSAGE"), (128, "0")),
        Put((1, "9"), (17, $"{_lines.Count + 2:D6}"), (23, Amount(_debit)), (38, Amount(_credit)), (128, isLast ? "2" : "1")),
        "",
    ]);
}
