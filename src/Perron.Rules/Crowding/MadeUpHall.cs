using NodaTime;
using Perron.Waits;
namespace Perron.Crowding;

/// <summary>What people come for in a made-up hall.</summary>
/// <param name="Share">How many of all come for it.</param>
/// <param name="Minutes">Of service, on average.</param>
/// <param name="Spread">Standard deviation of the service by its mean.</param>
/// <param name="Appointments">Share of those who have one.</param>
public sealed record MadeUpQueue(string Name, double Share, double Minutes, double Spread = 0.7, double Appointments = 0);

/// <summary>A counter of a made-up hall.</summary>
/// <param name="From">When it opens, if nobody is late.</param>
/// <param name="Until">From then on it only calls whoever is still waiting.</param>
/// <param name="Speed">A service takes so many times as long here.</param>
public sealed record MadeUpCounter(string Name, IReadOnlyCollection<string> Queues, LocalTime From, LocalTime Until, double Speed = 1)
{
    /// <summary>From when to when it is at lunch; the service that runs is ended first.</summary>
    public (LocalTime From, LocalTime Until)? Lunch { get; init; }

    /// <summary>Null for every day on which the hall is open.</summary>
    public IReadOnlySet<IsoDayOfWeek>? Days { get; init; }
}

/// <summary>A hall that does not exist, with people who come, wait, give up, do not hear that they are called: a past for a demonstration, and a hall on which rules can be tried without trying them on anybody.</summary>
/// <param name="VisitorsAMonth">Who comes; whoever finds the hall closed for a holiday comes on another day of the month.</param>
/// <param name="Arrivals">How many of them come in which half-hour of the week, in parts of any whole; in the others the doors are closed.</param>
/// <param name="Seed">The same hall with the same seed lives the same days.</param>
public sealed record MadeUpHall(
    IReadOnlyList<MadeUpQueue> Queues, IReadOnlyList<MadeUpCounter> Counters, double VisitorsAMonth, IReadOnlyDictionary<(IsoDayOfWeek Day, HalfHour At), double> Arrivals, ulong Seed)
{
    /// <summary>The priority of who has an appointment; who walks in has none.</summary>
    public const int Appointment = 1;

    /// <summary>Of its own accord; on legal holidays it is closed too.</summary>
    public IReadOnlySet<LocalDate> Closures { get; init; } = new HashSet<LocalDate>();

    /// <summary>Who is called next: an appointment that is due, then whoever came first, and nobody waits for ever.</summary>
    public CallRule Rule { get; init; } = new(new Dictionary<int, double> { [Appointment] = CallRule.Always }, cap: 3600);

    /// <summary>Shares of those who have an appointment and do not come, and of those who are not there when called.</summary>
    public double NoShows { get; init; } = 0.12;
    public double Absences { get; init; } = 0.04;

    /// <summary>How long people wait before they give up, on average; few do.</summary>
    public double PatienceMinutes { get; init; } = 120;

    /// <summary>Share of the days on which a counter opens late, by up to ten minutes.</summary>
    public double LateOpenings { get; init; } = 0.2;

    public IEnumerable<HalfHour> OpenOn(LocalDate day) =>
        IsClosed(day) ? [] : Arrivals.Where(one => one.Key.Day == day.DayOfWeek && one.Value > 0).Select(one => one.Key.At).Order();

    /// <summary>The visits of these days, both included, in the order in which people came.</summary>
    public IEnumerable<MadeUpVisit> Play(LocalDate from, LocalDate until)
    {
        for (var month = new LocalDate(from.Year, from.Month, 1); month <= until; month = month.PlusMonths(1))
        {
            foreach (var (day, people) in MadeUpMonth.Of(this, month).Where(one => one.Day >= from && one.Day <= until))
            {
                foreach (var visit in new MadeUpDay(this, day, people).Play())
                {
                    yield return visit;
                }
            }
        }
    }

    /// <param name="advice">Asked before somebody comes who has no appointment: the time at which they come instead, or null when they come now.</param>
    public IReadOnlyList<MadeUpVisit> Play(LocalDate day, Func<MadeUpMoment, LocalTime?>? advice = null) =>
        MadeUpMonth.Of(this, new(day.Year, day.Month, 1)).FirstOrDefault(one => one.Day == day) is { People: { } people } ? new MadeUpDay(this, day, people, advice).Play() : [];

    /// <summary>The counters that are open on a day, and from when on each of them really is.</summary>
    public IReadOnlyList<(MadeUpCounter Counter, LocalTime From)> OpeningsOf(LocalDate day) =>
        IsClosed(day) ? [] : [.. MadeUpDay.Openings(this, day).Select(one => (one.Counter, one.Counter.From.PlusMilliseconds((long)(one.Late * 1000))))];

    internal bool IsClosed(LocalDate day) => Calendar.BelgianHolidays.Has(day) || Closures.Contains(day);
}

/// <summary>The moment at which somebody would come.</summary>
/// <param name="Person">Their place among all who come that day.</param>
/// <param name="SoFar">Everything that happened that day; who still waits has no call and no end.</param>
public sealed record MadeUpMoment(LocalDateTime Now, int Person, string Queue, IEnumerable<MadeUpVisit> SoFar);
