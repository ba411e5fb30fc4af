using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime;
using NodaTime.Text;
using Perron.Waits;
namespace Perron.CommandLine;

/// <summary>
/// A queue log as docs/waits.md describes it: a header line, then <c>arrival,queue,priority,call,start,end,counter,outcome</c>, one visit a line.
/// What cannot be read is told with its line and column.
/// </summary>
internal static class QueueLogFile
{
    private static readonly string[] Columns = ["arrival", "queue", "priority", "call", "start", "end", "counter", "outcome"];

    /// <exception cref="QueueLogFault">A line that is no visit.</exception>
    public static IReadOnlyList<QueueVisit> Read(string file)
    {
        using var text = new StreamReader(file);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { MissingFieldFound = null, BadDataFound = null });
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new QueueLogFault(file, 1, 1, $"the file is empty; its first line is {string.Join(',', Columns)}");
        }

        if (Columns.Index().FirstOrDefault(column => csv.HeaderRecord!.ElementAtOrDefault(column.Index)?.Trim() != column.Item) is { Item: { } missing, Index: var at })
        {
            throw new QueueLogFault(file, 1, at + 1, $"the column '{missing}' stands here; the first line is {string.Join(',', Columns)}");
        }

        var visits = new List<QueueVisit>();
        while (csv.Read())
        {
            visits.Add(new Row(csv, file).Visit());
        }

        return visits;
    }

    private sealed class Row(CsvReader csv, string file)
    {
        public QueueVisit Visit()
        {
            var outcome = Text(7) switch
            {
                "served" => VisitOutcome.Served,
                "left" => VisitOutcome.Left,
                "direct" => VisitOutcome.Direct,
                var other => throw Fault(7, $"'{other}' is no outcome: write served, left or direct"),
            };
            var (arrival, queue) = (Moment(0) ?? throw Fault(0, "every visit has an arrival"), Text(1) is { Length: > 0 } name ? name : throw Fault(1, "every visit is for something"));
            var priority = int.TryParse(Text(2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Fault(2, $"'{Text(2)}' is no whole number");
            var (call, start, end, counter) = (Moment(3), Moment(4), Moment(5), Text(6));
            if (outcome == VisitOutcome.Left)
            {
                return new(arrival, queue, priority, null, null, NotBefore(end, arrival, 5), "", outcome);
            }

            if (counter.Length == 0)
            {
                throw Fault(6, "who was served was served somewhere");
            }

            call = NotBefore(call ?? start ?? throw Fault(3, "who was served was called"), arrival, 3);
            start = NotBefore(start ?? call, call!.Value, 4);
            return new(arrival, queue, priority, call, start, NotBefore(end ?? throw Fault(5, "a service has an end"), start!.Value, 5), counter, outcome);
        }

        private string Text(int column) => (csv.GetField(column) ?? "").Trim();

        private LocalDateTime? Moment(int column) => Text(column) is not { Length: > 0 } written ? null
            : LocalDateTimePattern.ExtendedIso.Parse(written) is { Success: true, Value: var moment } ? moment
            : throw Fault(column, $"'{written}' is no moment: write 2026-11-30T08:15:00");

        private LocalDateTime? NotBefore(LocalDateTime? moment, LocalDateTime earlier, int column) =>
            moment < earlier ? throw Fault(column, $"{LocalDateTimePattern.ExtendedIso.Format(moment.Value)} is before {LocalDateTimePattern.ExtendedIso.Format(earlier)}") : moment;

        private QueueLogFault Fault(int column, string what) => new(file, csv.Parser.RawRow, column + 1, what);
    }
}

/// <summary>A queue log that cannot be read.</summary>
/// <param name="column">Counted in commas, from one.</param>
internal sealed class QueueLogFault(string file, int line, int column, string what) : Exception($"{file}, line {line}, column {column}: {what}.");
