using NodaTime;
using Perron.Waits;
namespace Perron.Crowding;

/// <summary>Somebody who will come: all that chance decides about them is decided before, so that under another rule of calling the same people come.</summary>
/// <param name="Arrives">Seconds of the day.</param>
/// <param name="Booked">Seconds of the day; null for who walks in.</param>
internal sealed record MadeUpPerson(double Arrives, MadeUpQueue Queue, double? Booked, bool Comes, bool IsAbsent, double Patience, double Way, double Service, double Gap);

/// <summary>Who comes on which day of a month.</summary>
internal static class MadeUpMonth
{
    // The busiest months have so much more than the calmest ones; days differ by such a share from what their weekday is worth, and tomorrow is a little as today was.
    private const double MonthsDiffer = 0.03, DaysDiffer = 0.12, GoesOn = 0.5;

    // Of the appointments, in seconds: they are given each quarter of an hour; people come a little before.
    private const double Quarter = 900, ComeEarly = 240, MoreOrLess = 300;

    public static IEnumerable<(LocalDate Day, IReadOnlyList<MadeUpPerson> People)> Of(MadeUpHall hall, LocalDate month)
    {
        var chances = new Chances(hall.Seed ^ ((ulong)((month.Year * 12) + month.Month) * 0x9E3779B97F4A7C15));
        var days = Enumerable.Range(0, month.Calendar.GetDaysInMonth(month.Year, month.Month)).Select(month.PlusDays)
            .Select(day => (Day: day, Open: hall.OpenOn(day).ToList(), People: new List<MadeUpPerson>())).Where(day => day.Open.Count > 0).ToList();
        var (slots, weights, level) = (new List<(int Day, HalfHour At)>(), new List<double>(), 0.0);
        foreach (var (day, place) in days.Select((day, place) => (day, place)))
        {
            level = (GoesOn * level) + (DaysDiffer * chances.Normal());
            foreach (var at in day.Open)
            {
                slots.Add((place, at));
                weights.Add(hall.Arrivals[(day.Day.DayOfWeek, at)] * Math.Exp(level));
            }
        }

        var (wheel, queues) = (new Wheel(weights), new Wheel([.. hall.Queues.Select(queue => queue.Share)]));
        var left = slots.Count == 0 ? 0 : hall.VisitorsAMonth * (1 + (MonthsDiffer * ((2 * chances.Next()) - 1)));
        while (left >= 1)
        {
            var (place, at) = slots[wheel.At(chances.Next())];
            var one = Person(hall, hall.Queues[queues.At(chances.Next())], days[place].Open[0].OfDay * 1800.0, (at.OfDay + chances.Next()) * 1800, chances);
            days[place].People.Add(one);
            left -= one.Comes ? 1 : 0;
        }

        return days.Select(day => (day.Day, (IReadOnlyList<MadeUpPerson>)[.. day.People.OrderBy(one => one.Arrives)]));
    }

    private static MadeUpPerson Person(MadeUpHall hall, MadeUpQueue queue, double opens, double arrives, Chances chances)
    {
        double? booked = chances.Next() < queue.Appointments ? Math.Floor(arrives / Quarter) * Quarter : null;
        var comes = chances.Next() >= hall.NoShows || booked is null;
        var early = ComeEarly - (MoreOrLess * chances.Normal());
        return new(booked is not { } time ? arrives : comes ? Math.Max(opens, time - early) : time, queue, booked, comes,
            IsAbsent: chances.Next() < hall.Absences, Patience: -Math.Log(1 - chances.Next()) * hall.PatienceMinutes * 60,
            Way: chances.Around(20, 0.5), Service: chances.Around(queue.Minutes * 60, queue.Spread), Gap: chances.Around(20, 0.8));
    }

    /// <summary>Picks a place as often as its weight says.</summary>
    private sealed class Wheel
    {
        private readonly double[] _upTo;

        public Wheel(IReadOnlyList<double> weights)
        {
            _upTo = new double[weights.Count];
            for (var place = 0; place < weights.Count; place++)
            {
                _upTo[place] = weights[place] + (place == 0 ? 0 : _upTo[place - 1]);
            }
        }

        public int At(double chance)
        {
            var at = Array.BinarySearch(_upTo, chance * _upTo[^1]);
            return Math.Min(at < 0 ? ~at : at + 1, _upTo.Length - 1);
        }
    }
}

/// <summary>Dice with the shapes that durations have.</summary>
internal sealed class Chances(ulong seed)
{
    private Dice _dice = new(seed);

    public double Next() => _dice.Next();

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _dice.Next())) * Math.Cos(2 * Math.PI * _dice.Next());

    /// <summary>Lognormal, of that mean and that standard deviation by the mean.</summary>
    public double Around(double mean, double spread)
    {
        var variance = Math.Log(1 + (spread * spread));
        return mean * Math.Exp((Math.Sqrt(variance) * Normal()) - (variance / 2));
    }
}
