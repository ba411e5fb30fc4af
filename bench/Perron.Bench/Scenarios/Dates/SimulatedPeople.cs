using NodaTime;
using Perron.Calendar;
namespace Perron.Bench.Scenarios.Dates;

/// <summary>When people ask, for what, and when officers are away.</summary>
internal static class SimulatedPeople
{
    /// <summary>Exactly so many in the year: each day’s weight is that of the week, of the season and of chance, each minute that of the day.</summary>
    public static IEnumerable<LocalDateTime> Requests(int year, int cases, Chance chance)
    {
        var weights = Enumerable.Range(0, 365).Select(at => new LocalDate(year, 1, 1).PlusDays(at)).Select(day => (Day: day, Weight:
            SimulatedTown.Week[(int)day.DayOfWeek - 1] * (BelgianHolidays.Has(day) ? .4 : 1) * (day.Month is 7 or 8 ? .85 : day.Month is 1 or 9 ? 1.15 : 1) * chance.LogNormal(1, .18))).ToList();
        var total = weights.Sum(day => day.Weight);
        for (var made = 0; made < cases; made++)
        {
            var at = chance.NextDouble() * total;
            var day = weights.First(day => (at -= day.Weight) <= 0 || day.Day == weights[^1].Day).Day;
            yield return day.At(LocalTime.FromMinutesSinceMidnight(Math.Clamp((int)(14 * 60 + chance.Normal() * 210), 0, 1439)));
        }
    }

    public static SimulatedProcedure Drawn(Chance chance)
    {
        var at = chance.NextDouble();
        return SimulatedTown.Procedures.FirstOrDefault(procedure => (at -= procedure.Share) <= 0) ?? SimulatedTown.Procedures[0];
    }

    /// <summary>Two weeks in summer, one at Easter or Christmas, single days and days of illness.</summary>
    public static HashSet<LocalDate> Leave(int year, Chance chance)
    {
        var away = new HashSet<LocalDate>();
        void Days(LocalDate from, int days) => away.UnionWith(Enumerable.Range(0, days).Select(from.PlusDays));
        Days(new LocalDate(year, 7, 1).PlusDays(7 * chance.Next(0, 8)), 14);
        Days(new LocalDate(year, 2, 24).PlusDays(7 * chance.Next(0, 2)), 7);
        Days(chance.Next(2) == 0 ? new(year, 4, 14) : new(year, 12, 22), 7);
        for (var single = 0; single < 8; single++)
        {
            Days(new LocalDate(year, 1, 1).PlusDays(chance.Next(365)), 1);
        }

        Days(new LocalDate(year, 1, 1).PlusDays(chance.Next(365)), chance.Next(2, 15));
        return away;
    }
}
