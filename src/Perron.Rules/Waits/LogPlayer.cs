using System.Globalization;
using NodaTime;
namespace Perron.Waits;

/// <summary>Plays a queue log forward: at each moment only what was known then.</summary>
public static class LogPlayer
{
    private enum Kind { End, Leave, Call, Arrive }

    /// <summary>Lets a hall follow the log.</summary>
    /// <param name="arriving">Before each arrival that will queue: the visit, and the second of its day.</param>
    /// <param name="calling">When a visit that queued is called: the visit, and the second of its day.</param>
    public static void Play(IEnumerable<QueueVisit> log, HallFollower hall, Action<QueueVisit, double>? arriving = null, Action<QueueVisit, double>? calling = null)
    {
        foreach (var day in log.GroupBy(visit => visit.Arrival.Date).OrderBy(day => day.Key))
        {
            foreach (var (now, kind, visit, key) in day.SelectMany((visit, place) => Happen(visit, day.Key, place.ToString(CultureInfo.InvariantCulture))).OrderBy(one => one.Now).ThenBy(one => one.Kind))
            {
                switch (kind)
                {
                    case Kind.Arrive:
                        if (visit.Outcome != VisitOutcome.Direct)
                        {
                            arriving?.Invoke(visit, now);
                        }

                        hall.Arrive(key, visit.Queue, visit.Priority, now, visit.Outcome != VisitOutcome.Direct);
                        break;
                    case Kind.Call:
                        if (visit.Outcome == VisitOutcome.Served)
                        {
                            calling?.Invoke(visit, now);
                        }

                        hall.Call(key, visit.Counter, visit.Queue, now);
                        break;
                    case Kind.End:
                        hall.End(key, now);
                        break;
                    default:
                        hall.Leave(key, now);
                        break;
                }
            }

            hall.DayIsOver();
        }
    }

    private static IEnumerable<(double Now, Kind Kind, QueueVisit Visit, string Key)> Happen(QueueVisit visit, LocalDate day, string key)
    {
        yield return (Seconds(visit.Arrival), Kind.Arrive, visit, key);
        if (visit is { Call: { } call, End: { } end })
        {
            // Within one second who queued comes before being called.
            yield return (visit.Outcome == VisitOutcome.Direct ? Seconds(call) : Math.Max(Seconds(call), Seconds(visit.Arrival) + 0.001), Kind.Call, visit, key);
            yield return (Math.Max(Seconds(end), Seconds(call) + 0.002), Kind.End, visit, key);
        }
        else
        {
            yield return (Math.Max(Seconds(visit.End ?? visit.Arrival), Seconds(visit.Arrival) + 0.001), Kind.Leave, visit, key);
        }

        double Seconds(LocalDateTime moment) => (Period.DaysBetween(day, moment.Date) * 86_400.0) + (moment.TimeOfDay.NanosecondOfDay / 1e9);
    }
}
