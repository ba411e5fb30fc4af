using NodaTime;
namespace Perron.Crowding;

/// <summary>
/// One quantity through the week: what is usual at each half-hour of the week and of the day, both weighted exponentially, how these days compare with it, and how far off that is.
/// The constants are those with which the numbers waiting in the town hall of Warsaw and the offices of a campus were foretold best.
/// </summary>
/// <param name="lasts">Whether it goes on from one half-hour to the next, as a queue does; arrivals do not.</param>
internal sealed class UsualCurve(bool lasts)
{
    private const double WeekStep = 0.3, DayStep = 0.25, LevelStep = 0.3;

    // A half-hour of the week that was seen so often counts as much as the half-hour of the day.
    private const double WeeksToTrust = 2;

    // Of these days and of today: so many are added to both sides, so that little upon nothing is not a multitude.
    private const double Ground = 5;

    // Today's ratio looks back two hours, counts to this power, and half as much each three hours further on.
    private const int LooksBack = 4;
    private const double TodayCounts = 0.7, FadesBy = 0.8909;

    // What the last half-hour was more than even today’s ratio makes it: half of it is there in the next one, a quarter in the one after that.
    private static readonly double[] GoesOn = [0.5, 0.25];

    /// <summary>So often seen, the days beside holidays are a class of their own.</summary>
    public const int TimesToBeAClass = 3;

    private readonly Smoothed[] _week = new Smoothed[7 * HalfHour.InADay], _day = new Smoothed[HalfHour.InADay], _beside = new Smoothed[4];
    private readonly Band[] _bands = [.. Enumerable.Range(0, 5).Select(_ => new Band())];
    private double _level = 1;

    /// <summary>On such a day of the week, whatever these days are like; as on other days where it was never seen then, null where it was never seen at all.</summary>
    public double? Usual(IsoDayOfWeek weekday, HalfHour at)
    {
        var (week, day) = (_week[Place(weekday, at)], _day[at.OfDay]);
        return day.Times == 0 ? null : ((week.Value * week.Times) + (day.Value * WeeksToTrust)) / (week.Times + WeeksToTrust);
    }

    public Expected? UsualBand(IsoDayOfWeek weekday, HalfHour at) => Usual(weekday, at) is { } usual ? _bands[0].Around(usual) : null;

    /// <summary>On a day of which nothing has been seen yet.</summary>
    public Expected? Ahead(IsoDayOfWeek weekday, BesideHoliday beside, HalfHour at) => Mean(weekday, beside, at) is { } mean ? _bands[0].Around(mean) : null;

    /// <summary>Later on a day of which the half-hours before the one that runs now have been seen.</summary>
    public Expected? Later(IsoDayOfWeek weekday, BesideHoliday beside, HalfHour now, HalfHour at, Func<HalfHour, double?> seen) =>
        LaterMean(weekday, beside, now, at, Ratio(weekday, beside, now, seen), seen) is { } mean ? _bands[BandOf(now, at)].Around(mean) : null;

    public void Learn(IsoDayOfWeek weekday, BesideHoliday beside, IReadOnlyList<(HalfHour At, double Seen)> day)
    {
        LearnBands(weekday, beside, day);
        var (seen, usual) = (Ground, Ground);
        foreach (var (at, value) in day)
        {
            if (Usual(weekday, at) is { } known)
            {
                seen += value;
                usual += known;
            }
        }

        if (usual > Ground && beside != BesideHoliday.No)
        {
            _beside[(int)beside].Learn(seen / usual / _level, LevelStep);
        }

        if (IsAClass(beside))
        {
            return; // such a day says nothing of the others
        }

        _level += usual > Ground ? LevelStep * ((seen / usual) - _level) : 0;
        foreach (var (at, value) in day)
        {
            _week[Place(weekday, at)].Learn(value, WeekStep);
            _day[at.OfDay].Learn(value, DayStep);
        }
    }

    // As it would have been told the day before, and at each half-hour of the day.
    private void LearnBands(IsoDayOfWeek weekday, BesideHoliday beside, IReadOnlyList<(HalfHour At, double Seen)> day)
    {
        var values = day.ToDictionary(one => one.At, one => one.Seen);
        double? Seen(HalfHour at) => values.TryGetValue(at, out var value) ? value : null;
        var ratios = day.ToDictionary(one => one.At, one => Ratio(weekday, beside, one.At, Seen));
        for (var band = 0; band < _bands.Length; band++)
        {
            var told = band == 0
                ? day.Select(one => (Mean(weekday, beside, one.At), one.Seen))
                : day.SelectMany(now => day.Where(one => one.At >= now.At && BandOf(now.At, one.At) == band).Select(one => (LaterMean(weekday, beside, now.At, one.At, ratios[now.At], Seen), one.Seen)));
            _bands[band].Learn([.. told.Where(one => one.Item1 is not null).Select(one => (one.Item1!.Value, one.Seen))]);
        }
    }

    private double? Mean(IsoDayOfWeek weekday, BesideHoliday beside, HalfHour at) => Usual(weekday, at) * _level * (IsAClass(beside) ? _beside[(int)beside].Value : 1);

    private double? LaterMean(IsoDayOfWeek weekday, BesideHoliday beside, HalfHour now, HalfHour at, double ratio, Func<HalfHour, double?> seen)
    {
        var lead = at.OfDay - now.OfDay;
        var mean = Mean(weekday, beside, at) * Math.Pow(ratio, TodayCounts * Math.Pow(FadesBy, lead));
        if (!lasts || lead >= GoesOn.Length || now.OfDay == 0)
        {
            return mean;
        }

        var last = new HalfHour(now.OfDay - 1);
        return seen(last) - (Mean(weekday, beside, last) * Math.Pow(ratio, TodayCounts)) is { } over && mean is { } told ? Math.Max(0, told + (GoesOn[lead] * over)) : mean;
    }

    // How the last two hours compare with what was expected of them.
    private double Ratio(IsoDayOfWeek weekday, BesideHoliday beside, HalfHour now, Func<HalfHour, double?> seen)
    {
        var (came, expected) = (Ground, Ground);
        for (var slot = Math.Max(0, now.OfDay - LooksBack); slot < now.OfDay; slot++)
        {
            if (seen(new(slot)) is { } value && Mean(weekday, beside, new(slot)) is { } mean)
            {
                came += value;
                expected += mean;
            }
        }

        return came / expected;
    }

    private bool IsAClass(BesideHoliday beside) => beside != BesideHoliday.No && _beside[(int)beside].Times >= TimesToBeAClass;

    private static int BandOf(HalfHour now, HalfHour at) => (at.OfDay - now.OfDay) switch { 0 => 1, 1 => 2, < 4 => 3, _ => 4 };

    private static int Place(IsoDayOfWeek weekday, HalfHour at) => (((int)weekday - 1) * HalfHour.InADay) + at.OfDay;

    /// <summary>A mean that forgets: of the first few each counts alike.</summary>
    private struct Smoothed
    {
        public int Times { get; private set; }
        public double Value { get; private set; }

        public void Learn(double value, double step) => Value += Math.Max(step, 1.0 / ++Times) * (value - Value);
    }

    /// <summary>How what became of it compares with what was told: the ratio below and above which one in ten falls, followed step by step (Robbins and Monro, 1951).</summary>
    private sealed class Band
    {
        private const double Step = 0.1, Share = 0.1;
        private double _least = -0.7, _most = 0.7;

        /// <summary>Once a day: the half-hours of a day resemble each other.</summary>
        public void Learn(IReadOnlyCollection<(double Told, double Became)> day)
        {
            if (day.Count > 0)
            {
                _most += Step * (day.Count(one => Ratio(one) > _most) - (Share * day.Count)) / day.Count;
                _least -= Step * (day.Count(one => Ratio(one) < _least) - (Share * day.Count)) / day.Count;
            }
        }

        public Expected Around(double told) => new(told,
            Math.Clamp(((told + Ground) * Math.Exp(_least)) - Ground, 0, told),
            Math.Max(told, ((told + Ground) * Math.Exp(_most)) - Ground));

        private static double Ratio((double Told, double Became) one) => Math.Log((one.Became + Ground) / (one.Told + Ground));
    }
}
