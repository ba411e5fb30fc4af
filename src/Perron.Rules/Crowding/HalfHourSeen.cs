using NodaTime;
using Perron.Waits;
namespace Perron.Crowding;

/// <summary>What was seen of a hall in one half-hour in which it was open.</summary>
/// <param name="Arrivals">How many came.</param>
/// <param name="People">How many were waiting, on average over the half-hour.</param>
/// <param name="Wait">Minutes, the mean of those who came then and were called; null when there was nobody.</param>
public readonly record struct HalfHourSeen(double Arrivals, double People, double? Wait)
{
    /// <summary>What the visits of a day show, in the half-hours in which the hall was open: one without a visit was calm, one that is not named was closed.</summary>
    public static IReadOnlyDictionary<HalfHour, HalfHourSeen> Of(IEnumerable<QueueVisit> visits, LocalDate day, IEnumerable<HalfHour> open)
    {
        var (arrivals, waiting, waits) = (new int[HalfHour.InADay], new double[HalfHour.InADay], new List<double>?[HalfHour.InADay]);
        foreach (var visit in visits.Where(visit => visit.Arrival.Date == day))
        {
            var at = HalfHour.Of(visit.Arrival.TimeOfDay).OfDay;
            arrivals[at]++;
            var (came, gone) = (Minute(visit.Arrival), Minute((visit.Outcome == VisitOutcome.Left ? visit.End : visit.Call) ?? visit.Arrival));
            for (var slot = at; slot < HalfHour.InADay && slot * 30 < gone; slot++)
            {
                waiting[slot] += Math.Max(0, Math.Min(gone, (slot + 1) * 30) - Math.Max(came, slot * 30)) / 30;
            }

            if (visit.Outcome != VisitOutcome.Left)
            {
                (waits[at] ??= []).Add(Math.Max(0, gone - came));
            }
        }

        return open.Distinct().ToDictionary(at => at, at => new HalfHourSeen(arrivals[at.OfDay], waiting[at.OfDay], waits[at.OfDay]?.Average()));

        double Minute(LocalDateTime moment) => (Period.DaysBetween(day, moment.Date) * 1440.0) + (moment.TimeOfDay.NanosecondOfDay / 60e9);
    }
}
