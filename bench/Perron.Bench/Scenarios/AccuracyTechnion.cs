using System.Globalization;
using System.IO.Compression;
using NodaTime;
using Perron.Waits;
namespace Perron.Bench.Scenarios;

/// <summary>
/// The "Anonymous Bank" log of the Technion Service Enterprise Engineering laboratory (I. Guedj, A. Mandelbaum, 1999), as visits: a call is a visitor, an agent a counter, a type a queue.
/// Calls of type IN are left out, as in the figures published on it; the customer's number is not read.
/// </summary>
internal static class AccuracyTechnion
{
    public const string Fit = "january1999.txt.gz", Judge = "february1999.txt.gz";

    private const string NotQueued = "0:00:00";

    public static IReadOnlyList<QueueVisit> Read(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        text.ReadLine();
        var visits = new List<QueueVisit>();
        while (text.ReadLine() is { } line)
        {
            if (Visit(line.Split('\t')) is { } visit)
            {
                visits.Add(visit);
            }
        }

        return visits;
    }

    // vru+line, call_id, customer_id, priority, type, date, vru_entry, vru_exit, vru_time, q_start, q_exit, q_time, outcome, ser_start, ser_exit, ser_time, server
    private static QueueVisit? Visit(string[] call)
    {
        var (type, outcome, hasQueued, server) = (call[4].Trim(), call[12].Trim(), call[9].Trim() != NotQueued, call[16].Trim());
        var (priority, arrival, left, start, end) = (call[3].Trim() == "2" ? 1 : 0, Moment(9), Moment(10), Moment(13), Moment(14));
        return (type, outcome, hasQueued) switch
        {
            ("IN", _, _) => null,
            (_, "HANG", true) when left >= arrival => new(arrival, type, priority, null, null, left, "", VisitOutcome.Left),
            (_, "AGENT", true) when left >= arrival && server != "NO_SERVER" => new(arrival, type, priority, left, left, Later(end, left), server, VisitOutcome.Served),
            (_, "AGENT", false) when server != "NO_SERVER" => new(start, type, priority, start, start, Later(end, start), server, VisitOutcome.Direct),
            _ => null,
        };

        LocalDateTime Moment(int column)
        {
            var (day, time) = (call[5].Trim(), call[column].Trim().Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray());
            return new LocalDate(1900 + Number(0), Number(2), Number(4)).AtMidnight().PlusSeconds((((time[0] * 60) + time[1]) * 60) + time[2]);

            int Number(int from) => int.Parse(day.AsSpan(from, 2), CultureInfo.InvariantCulture);
        }

        static LocalDateTime Later(LocalDateTime one, LocalDateTime other) => one > other ? one : other;
    }
}
