using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
namespace Perron.Money;

/// <summary>One amount that came in or went out, as the account of the bank tells it.</summary>
/// <param name="Line">Where it stands in the file, counted from 1.</param>
/// <param name="Reference">The name the bank gives it; with <see cref="Sequence"/> it is told apart from every other one of the statement.</param>
/// <param name="Sequence">Movement and detail, as 00010000.</param>
/// <param name="Cents">Positive when it came in.</param>
/// <param name="Communication">The twelve digits of a Belgian communication, structured or found in the text, right or wrong; empty when there are none.</param>
public sealed record CodaMovement(int Line, string Reference, string Sequence, long Cents, LocalDate ValueOn, string Communication, string Text, string CounterpartyAccount, string CounterpartyName);

/// <summary>One statement of one account.</summary>
public sealed record CodaStatement(string Account, int Number, LocalDate From, LocalDate To, long OldCents, long NewCents, IReadOnlyList<CodaMovement> Movements);

/// <summary>Why a file is not taken: no statement of it is, for who knows what else is missing.</summary>
public sealed record CodaFault(int Line, CodaFaultKind Why);

public enum CodaFaultKind { WrongLength, UnexpectedRecord, WrongNumber, WrongDate, OtherAccount, DetailsDoNotAddUp, BalanceDoesNotAddUp, TurnoverDoesNotAddUp, RecordsAreMissing, NoStatement }

/// <summary>
/// Reads the coded account statements of Belgian banks (CODA, Febelfin standard, version 2): lines of 128 signs, one file after the other, each from a record 0 to a record 9.
/// A file that does not add up is refused whole, with the line. Amounts are read in thousandths as they stand there, and are cents here.
/// </summary>
public static partial class Coda
{
    private const int Width = 128;

    public static IReadOnlyList<CodaStatement>? Read(string file, out CodaFault? fault)
    {
        var reading = new Reading();
        var number = 0;
        foreach (var line in file.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (line.Length > 0 && line != "\u001A")
            {
                fault = line.Length == Width ? reading.Take(line, number) : new(number, CodaFaultKind.WrongLength);
                if (fault is not null)
                {
                    return null;
                }
            }
        }

        fault = reading.End(number);
        return fault is null ? reading.Statements : null;
    }

    /// <summary>Twelve digits between plus signs or stars anywhere in a text, right or wrong; empty when there are none.</summary>
    public static string CommunicationIn(string text) => Written().Match(text) is { Success: true } found ? string.Concat(found.Value.Where(char.IsAsciiDigit)) : "";

    [GeneratedRegex(@"(\+{3}|\*{3})\s*[0-9]{3}\s*/\s*[0-9]{4}\s*/\s*[0-9]{5}\s*(\+{3}|\*{3})")]
    private static partial Regex Written();

    private sealed class Reading
    {
        public List<CodaStatement> Statements { get; } = [];

        private readonly List<Movement> _movements = [];
        private (string Account, int Number, long Old, LocalDate On)? _old;
        private char _before = '9';
        private int _records;
        private long _debit, _credit;

        private sealed class Movement
        {
            public required int Line { get; init; }
            public required string Sequence { get; init; }
            public required string Reference { get; init; }
            public required long Cents { get; init; }
            public required LocalDate ValueOn { get; init; }
            public required char Type { get; init; }
            public required string Structured { get; init; }
            public string Text { get; set; } = "";
            public string Account { get; set; } = "";
            public string Name { get; set; } = "";

            // 0 to 3 are amounts of their own, the others say what one of those is made of.
            public bool Counts => Type is >= '0' and <= '3';
        }

        public CodaFault? Take(string line, int number)
        {
            var (kind, article) = (line[0], line[1]);
            var why = (kind, article) switch
            {
                ('0', _) when _before == '9' => Begin(),
                ('1', _) when _before is '0' or '8' => Old(line),
                ('2', '1') when _old is not null => Moved(line, number),
                ('2', '2' or '3') when _movements is [.., var last] && line[2..10] == last.Sequence => More(line, article, last),
                ('3', '1' or '2' or '3') when _old is not null => null,
                ('4', _) when _before is not ('0' or '9') => null,
                ('8', _) when _old is not null => New(line, number),
                ('9', _) when _before is '8' or '4' && _old is null => Close(line),
                _ => CodaFaultKind.UnexpectedRecord,
            };
            _records += kind is '0' or '9' or '4' ? 0 : 1;
            _before = kind;
            return why is { } wrong ? new(number, wrong) : kind == '9' ? Counted(line, number) : null;
        }

        public CodaFault? End(int number) => Statements is [] && _before == '9' ? new(number, CodaFaultKind.NoStatement) : _before == '9' ? null : new(number, CodaFaultKind.RecordsAreMissing);

        private CodaFaultKind? Begin()
        {
            (_records, _debit, _credit) = (0, 0, 0);
            return null;
        }

        private CodaFaultKind? Old(string line)
        {
            if (Amount(line, 43, 42) is not { } old || Day(line, 58) is not { } on || !int.TryParse(line[125..128], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return Day(line, 58) is null ? CodaFaultKind.WrongDate : CodaFaultKind.WrongNumber;
            }

            _old = (line[1] == '2' ? line[5..21].Trim() : line[5..42].Trim(), number, old, on);
            _movements.Clear();
            return null;
        }

        private CodaFaultKind? Moved(string line, int number)
        {
            if (Amount(line, 32, 31) is not { } cents)
            {
                return CodaFaultKind.WrongNumber;
            }

            if (Day(line, 47) is not { } on)
            {
                return CodaFaultKind.WrongDate;
            }

            var movement = new Movement
            {
                Line = number, Sequence = line[2..10], Reference = line[10..31].Trim(), Cents = cents, ValueOn = on, Type = line[53],
                Structured = line[61] == '1' && line[62..65] is "101" or "102" ? line[65..77].Trim() : "",
            };
            movement.Text = line[61] == '1' ? "" : line[62..115];
            _movements.Add(movement);
            if (movement.Counts)
            {
                (_debit, _credit) = cents < 0 ? (_debit - cents, _credit) : (_debit, _credit + cents);
            }

            return null;
        }

        private static CodaFaultKind? More(string line, char article, Movement of)
        {
            if (article == '2')
            {
                of.Text += line[10..63];
            }
            else
            {
                (of.Account, of.Name) = (line[10..47].Trim(), line[47..82].Trim());
                of.Text += line[82..125];
            }

            return null;
        }

        private CodaFaultKind? New(string line, int number)
        {
            var (account, sequence, old, from) = _old!.Value;
            if (Amount(line, 42, 41) is not { } cents || Day(line, 57) is not { } to)
            {
                return Day(line, 57) is null ? CodaFaultKind.WrongDate : CodaFaultKind.WrongNumber;
            }

            if (!line[4..41].StartsWith(account, StringComparison.Ordinal))
            {
                return CodaFaultKind.OtherAccount;
            }

            if (old + _movements.Where(movement => movement.Counts).Sum(movement => movement.Cents) != cents)
            {
                return CodaFaultKind.BalanceDoesNotAddUp;
            }

            if (Leaves() is not { } leaves)
            {
                return CodaFaultKind.DetailsDoNotAddUp;
            }

            Statements.Add(new(account, sequence, from, to, old, cents, leaves));
            _old = null;
            return null;
        }

        // What a total is made of stands in its place; the details of a simple amount, which are charges and rates, are left aside.
        private List<CodaMovement>? Leaves()
        {
            var leaves = new List<Movement>();
            foreach (var movement in _movements.Where(movement => movement.Counts))
            {
                var details = movement.Type is '1' or '2' ? _movements.Where(detail => detail.Type is '5' or '6' or '7' && detail.Sequence[..4] == movement.Sequence[..4]).ToList() : [];
                if (details.Count > 0 && details.Sum(detail => detail.Cents) != movement.Cents)
                {
                    return null;
                }

                leaves.AddRange(details is [] ? [movement] : details);
            }

            return [.. leaves.Select(movement => new CodaMovement(
                movement.Line, movement.Reference, movement.Sequence, movement.Cents, movement.ValueOn, movement.Structured.Length > 0 ? movement.Structured : CommunicationIn(movement.Text),
                Spaces().Replace(movement.Text, " ").Trim(), movement.Account, movement.Name))];
        }

        private CodaFaultKind? Close(string line) => Unsigned(line, 22) == _debit && Unsigned(line, 37) == _credit ? null : CodaFaultKind.TurnoverDoesNotAddUp;

        // Every record but 0, 4 and 9.
        private CodaFault? Counted(string line, int number) =>
            int.TryParse(line[16..22], NumberStyles.None, CultureInfo.InvariantCulture, out var told) && told == _records ? null : new(number, CodaFaultKind.RecordsAreMissing);

        private static long? Amount(string line, int at, int sign) => Unsigned(line, at) is { } cents && line[sign] is '0' or '1' ? line[sign] == '1' ? -Unsigned(line, at) : Unsigned(line, at) : null;

        // Twelve digits and three decimals, the last of which is nothing in euros.
        private static long? Unsigned(string line, int at) =>
            long.TryParse(line.AsSpan(at, 15), NumberStyles.None, CultureInfo.InvariantCulture, out var thousandths) && thousandths % 10 == 0 ? thousandths / 10 : null;

        private static LocalDate? Day(string line, int at) => Days.Parse(line.Substring(at, 6)) is { Success: true, Value: var day } ? day : null;

        private static readonly LocalDatePattern Days = LocalDatePattern.CreateWithInvariantCulture("ddMMyy").WithTwoDigitYearMax(79);
    }

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces();
}
