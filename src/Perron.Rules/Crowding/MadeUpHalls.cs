using NodaTime;
namespace Perron.Crowding;

/// <summary>Made-up halls such as town halls have them.</summary>
public static class MadeUpHalls
{
    private static readonly IsoDayOfWeek[] Weekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <summary>What people come for: identity cards, passports and driving licences, certificates, civil status, foreigners.</summary>
    public static IReadOnlyList<MadeUpQueue> UsualQueues { get; } =
        [new("A", 0.34, 7, 0.7, 0.25), new("B", 0.2, 9, 0.7, 0.35), new("C", 0.26, 3.5, 0.6), new("D", 0.1, 16, 0.6, 0.4), new("E", 0.1, 14, 0.8, 0.3)];

    /// <summary>A town hall that is open from half past eight to four and in which a third of the week comes on Monday; it has as many counters as its visitors need.</summary>
    public static MadeUpHall Town(double visitorsAMonth, ulong seed, IReadOnlyList<MadeUpQueue>? queues = null) => Town(visitorsAMonth, seed, queues ?? UsualQueues, Busy(visitorsAMonth, queues ?? UsualQueues));

    /// <summary>Five counters with different skills, one of them from ten o’clock on: the hall on which forecasts are compared.</summary>
    public static MadeUpHall FiveCounters(double visitorsAMonth, ulong seed) =>
        new(UsualQueues,
        [
            new("1", ["A", "C"], new(8, 30), new(16, 0), 0.9) { Lunch = (new(12, 0), new(12, 45)) },
            new("2", ["A", "B", "C"], new(8, 30), new(16, 0), 1.1) { Lunch = (new(12, 45), new(13, 30)) },
            new("3", ["B", "D"], new(8, 30), new(16, 0)) { Lunch = (new(12, 0), new(12, 45)) },
            new("4", ["D", "E"], new(8, 30), new(16, 0), 1.2) { Lunch = (new(12, 45), new(13, 30)) },
            new("5", ["A", "B", "C", "E"], new(10, 0), new(16, 0), 0.8) { Lunch = (new(13, 30), new(14, 0)) },
        ],
        visitorsAMonth, ArrivalsOf(monday: 1.0 / 5), seed)
        { PatienceMinutes = 60 };

    private static MadeUpHall Town(double visitorsAMonth, ulong seed, IReadOnlyList<MadeUpQueue> queues, int counters)
    {
        var names = queues.Select(queue => queue.Name).ToList();
        var desks = Enumerable.Range(0, counters).Select(place => new MadeUpCounter((place + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            // Every second one serves all; the others leave two queues to them, not always the same.
            place % 2 == 0 || names.Count < 4 ? names : [.. names.Where((_, at) => at != place % names.Count && at != (place + 2) % names.Count)],
            new(8, 30), new(16, 0), 0.9 + (0.05 * (place % 5)))
        {
            Lunch = place % 2 == 0 ? (new(12, 0), new(12, 45)) : (new(12, 45), new(13, 30)),
            Days = place >= (int)Math.Ceiling(counters * 0.55) ? new HashSet<IsoDayOfWeek> { IsoDayOfWeek.Monday } : null, // the others do what else there is to do
        });
        return new(queues, [.. desks], visitorsAMonth, ArrivalsOf(monday: 1.0 / 3), seed);
    }

    // So many that on a Monday all have their hands full.
    private static int Busy(double visitorsAMonth, IReadOnlyList<MadeUpQueue> queues)
    {
        var minutes = queues.Sum(queue => queue.Share * (queue.Minutes + 0.7)) / queues.Sum(queue => queue.Share);
        return Math.Max(2, (int)(visitorsAMonth * 12 / 52 / 3 * minutes / (6.75 * 60)));
    }

    // Most come when the doors open and before noon; in the afternoon after school.
    private static Dictionary<(IsoDayOfWeek, HalfHour), double> ArrivalsOf(double monday)
    {
        double[] shape = [1.5, 1.3, 1.3, 1.4, 1.4, 1.2, 1.1, 0.8, 0.6, 0.7, 0.9, 1.0, 1.0, 0.9, 0.7];
        return Weekdays.SelectMany(day => shape.Select((weight, slot) => ((day, new HalfHour(17 + slot)), weight * (day == IsoDayOfWeek.Monday ? monday : (1 - monday) / 4)))).ToDictionary();
    }
}
