using NodaTime;
using Perron.Calendar;
using Perron.Crowding;
namespace Perron.Rules.Tests.Crowding;

/// <summary>Days of a hall that is open from 8:30 to 16:00: a shape of the week, days that are busier than others for a while, and chance. Not simulated: series whose truth is known.</summary>
internal sealed class MadeUpSeries(int seed)
{
    private static readonly double[] Weekdays = [0, 2.0, 1.0, 0.8, 1.1, 0.9, 0, 0];
    private readonly Random _chance = new(seed);
    private double _level = 1;

    public static readonly IReadOnlyList<HalfHour> Open = [.. HalfHour.Between(new(8, 30), new(16, 0))];

    /// <summary>How many wait at that hour when nothing is the matter.</summary>
    public static double Truth(IsoDayOfWeek weekday, HalfHour at) => Weekdays[(int)weekday] * (4 + (10 * Math.Exp(-Math.Pow((at.OfDay - 21) / 3.0, 2))) + (6 * Math.Exp(-Math.Pow((at.OfDay - 28) / 2.0, 2))));

    public static IEnumerable<LocalDate> Days(LocalDate from, int weeks) =>
        Enumerable.Range(0, weeks * 7).Select(from.PlusDays).Where(day => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !BelgianHolidays.Has(day));

    public static IReadOnlyDictionary<HalfHour, HalfHourSeen> Exactly(LocalDate day, double times = 1) => Open.ToDictionary(at => at, at => Seen(times * Truth(day.DayOfWeek, at)));

    /// <summary>Tomorrow is a little as today was; within the day chance goes on for an hour or two, and each half-hour has some of its own.</summary>
    public IReadOnlyDictionary<HalfHour, HalfHourSeen> Next(LocalDate day)
    {
        _level = Math.Exp((0.7 * Math.Log(_level)) + (0.15 * Normal()));
        var (today, goesOn) = (_level * Math.Exp(0.15 * Normal()), 0.0);
        return Open.ToDictionary(at => at, at =>
        {
            goesOn = (0.7 * goesOn) + (0.15 * Normal());
            return Seen(Math.Max(0, today * Math.Exp(goesOn) * Truth(day.DayOfWeek, at) * (1 + (0.1 * Normal()))));
        });
    }

    private static HalfHourSeen Seen(double value) => new(value, value, value);

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _chance.NextDouble())) * Math.Cos(2 * Math.PI * _chance.NextDouble());
}
