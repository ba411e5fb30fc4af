namespace Perron.Waits;

/// <summary>Somebody who waits, as far as calling asks.</summary>
public interface IWaits
{
    string Queue { get; }

    /// <summary>Higher goes first, as far as the rule says so.</summary>
    int Priority { get; }

    /// <summary>From when the wait counts, in seconds of the day; for an appointment the later of its time and the check-in.</summary>
    double Arrived { get; }
}

/// <summary>
/// Who is called next: whose turn comes first among those whom the counter serves. A priority is worth so many seconds of waiting; without any, the one who came first.
/// Both the hall that calls and the simulation that foretells ask it: there is no second copy of the rule.
/// </summary>
/// <param name="credits">What each priority is worth, in seconds of waiting; nothing where it is not named.</param>
/// <param name="cap">Who has waited longer than so many seconds goes before everybody, the oldest first: appointments cannot starve those who walk in.</param>
/// <param name="due">A priority counts from so many seconds before the time of an appointment; until then, whoever is early waits like the others.</param>
public sealed class CallRule(IReadOnlyDictionary<int, double> credits, double cap = double.PositiveInfinity, double due = CallRule.UsuallyDue)
{
    public static CallRule InOrder { get; } = new(new Dictionary<int, double>());

    /// <summary>Before everybody of a lower priority, however long they wait.</summary>
    public const double Always = 1_000_000;

    /// <summary>In seconds.</summary>
    public const double UsuallyDue = 300;

    // Farther than any credit reaches.
    private const double BeforeEverybody = 100 * Always;

    public double Cap => cap;

    public double Due => due;

    public double Credit(int priority) => credits.GetValueOrDefault(priority);

    /// <summary>The turn, at this moment, of who came then: the smallest is next.</summary>
    public double Turn(double arrived, int priority, double now) => Turn(arrived, Credit(priority), now);

    internal double Turn(double arrived, double credit, double now) =>
        now - arrived > cap ? arrived - BeforeEverybody : arrived > now + due ? arrived : arrived - credit;

    /// <summary>Whom a counter calls now.</summary>
    /// <param name="waiting">In the order of their coming: of two with the same turn the first is called.</param>
    /// <param name="serves">Whether the counter serves this queue.</param>
    /// <returns>The place in the list; -1 when nobody waits for this counter.</returns>
    public int Next<TWaits>(IReadOnlyList<TWaits> waiting, Predicate<string> serves, double now) where TWaits : IWaits
    {
        var line = new Line<TWaits>(waiting, serves);
        return Next(ref line, now);
    }

    /// <summary>The same for any line: the one place where it is decided.</summary>
    internal int Next<TLine>(ref TLine line, double now) where TLine : struct, ILine
    {
        var (next, earliest) = (-1, double.PositiveInfinity);
        for (var place = 0; place < line.Count; place++)
        {
            if (line.IsServed(place) && Turn(line.Arrived(place), line.Credit(place, this), now) is var turn && turn < earliest)
            {
                (next, earliest) = (place, turn);
            }
        }

        return next;
    }

    /// <summary>A line as the rule reads it; a struct, so that the simulation pays nothing for it.</summary>
    internal interface ILine
    {
        int Count { get; }
        bool IsServed(int place);
        double Arrived(int place);
        double Credit(int place, CallRule rule);
    }

    private readonly struct Line<TWaits>(IReadOnlyList<TWaits> waiting, Predicate<string> serves) : ILine where TWaits : IWaits
    {
        public int Count => waiting.Count;
        public bool IsServed(int place) => serves(waiting[place].Queue);
        public double Arrived(int place) => waiting[place].Arrived;
        public double Credit(int place, CallRule rule) => rule.Credit(waiting[place].Priority);
    }
}
