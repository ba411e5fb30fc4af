using NodaTime;
using Perron.Calendar;
namespace Perron.Crowding;

/// <summary>Whether the hall is closed for a holiday, or of its own accord, on the working day before or after.</summary>
[Flags]
internal enum BesideHoliday { No = 0, Before = 1, After = 2 }

/// <summary>How full a hall usually is at each half-hour of the week, and how full it will be: learns from day to day, and today from what has been seen of it.</summary>
/// <param name="closures">Days on which the hall is closed of its own accord; legal holidays are known.</param>
public sealed class CrowdingProfile(IReadOnlySet<LocalDate> closures)
{
    /// <summary>With less, nothing is told.</summary>
    public const int WeeksToKnow = 4;

    private readonly UsualCurve _arrivals = new(lasts: false), _people = new(lasts: true), _wait = new(lasts: true);
    private readonly HashSet<LocalDate> _weeks = [];
    private readonly HashSet<(IsoDayOfWeek Day, HalfHour At)> _open = [];

    /// <summary>Whether enough weeks were seen to tell something.</summary>
    public bool IsKnown => _weeks.Count >= WeeksToKnow;

    public LocalDate? LastLearnt { get; private set; }

    /// <summary>Learns a day that is over. Days come in order: one that was learnt, or that lies before one, is not learnt again; neither is a holiday or a closure.</summary>
    public void Learn(LocalDate day, IReadOnlyDictionary<HalfHour, HalfHourSeen> seen)
    {
        if (day <= LastLearnt || IsClosed(day) || seen.Count == 0)
        {
            return;
        }

        var (inOrder, beside) = (seen.OrderBy(one => one.Key).ToList(), Beside(day));
        _arrivals.Learn(day.DayOfWeek, beside, [.. inOrder.Select(one => (one.Key, one.Value.Arrivals))]);
        _people.Learn(day.DayOfWeek, beside, [.. inOrder.Select(one => (one.Key, one.Value.People))]);
        _wait.Learn(day.DayOfWeek, beside, [.. inOrder.Where(one => one.Value.Wait is not null).Select(one => (one.Key, one.Value.Wait!.Value))]);
        LastLearnt = day;
        _weeks.Add(day.PlusDays(1 - (int)day.DayOfWeek));
        _open.UnionWith(seen.Keys.Select(at => (day.DayOfWeek, at)));
    }

    /// <summary>What is usual on such a day of the week; null when too little has been seen, or never anything then.</summary>
    public HalfHourForecast? Usual(IsoDayOfWeek weekday, HalfHour at) =>
        !IsKnown || !_open.Contains((weekday, at)) ? null : Told(at, _arrivals.UsualBand(weekday, at), _people.UsualBand(weekday, at), _wait.UsualBand(weekday, at));

    /// <summary>What is expected of a day to come; of nothing on a day on which the hall is closed.</summary>
    public IReadOnlyList<HalfHourForecast> Ahead(LocalDate day)
    {
        var (weekday, beside) = (day.DayOfWeek, Beside(day));
        return Told(day, new(0), at => Told(at, _arrivals.Ahead(weekday, beside, at), _people.Ahead(weekday, beside, at), _wait.Ahead(weekday, beside, at)));
    }

    /// <summary>What is expected of the rest of the day, from the half-hour that runs on.</summary>
    /// <param name="seen">The half-hours of today; what is not over yet is not looked at.</param>
    public IReadOnlyList<HalfHourForecast> Today(LocalDateTime now, IReadOnlyDictionary<HalfHour, HalfHourSeen> seen)
    {
        var (weekday, beside, running) = (now.DayOfWeek, Beside(now.Date), HalfHour.Of(now.TimeOfDay));
        return Told(now.Date, running, at => Told(at,
            _arrivals.Later(weekday, beside, running, at, slot => Seen(slot)?.Arrivals),
            _people.Later(weekday, beside, running, at, slot => Seen(slot)?.People),
            _wait.Later(weekday, beside, running, at, slot => Seen(slot)?.Wait)));

        HalfHourSeen? Seen(HalfHour slot) => seen.TryGetValue(slot, out var one) ? one : null;
    }

    private List<HalfHourForecast> Told(LocalDate day, HalfHour from, Func<HalfHour, HalfHourForecast?> of) => !IsKnown || IsClosed(day) ? [] :
        [.. Enumerable.Range(from.OfDay, HalfHour.InADay - from.OfDay).Where(slot => _open.Contains((day.DayOfWeek, new(slot)))).Select(slot => of(new(slot))).Where(one => one is not null).Select(one => one!.Value)];

    // Nobody was ever called at that hour: nobody waits then.
    private static HalfHourForecast? Told(HalfHour at, Expected? arrivals, Expected? people, Expected? wait) =>
        arrivals is { } came && people is { } waiting ? new(at, came, waiting, wait ?? default) : null;

    private bool IsClosed(LocalDate day) => BelgianHolidays.Has(day) || closures.Contains(day);

    private BesideHoliday Beside(LocalDate day) =>
        (IsClosed(WorkingDay(day, 1)) ? BesideHoliday.Before : BesideHoliday.No) | (IsClosed(WorkingDay(day, -1)) ? BesideHoliday.After : BesideHoliday.No);

    // The next day, or the one before, on which the hall would work: of a holiday on a Saturday nobody takes notice where Saturdays are free anyway.
    private LocalDate WorkingDay(LocalDate day, int step)
    {
        do
        {
            day = day.PlusDays(step);
        }
        while (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday && !_open.Any(one => one.Day == day.DayOfWeek));
        return day;
    }
}
