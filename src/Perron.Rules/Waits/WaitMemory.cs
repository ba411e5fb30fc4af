namespace Perron.Waits;

/// <summary>What a hall has learnt of itself. Nothing of it is about one officer: counters are told apart only by what they serve.</summary>
public sealed class WaitMemory
{
    // So many of a kind, or those of all kinds together say more.
    private const int FewOfAKind = 30;

    // What a counter served less than once in a hundred times it does not serve; one that has served so few serves everybody.
    private const double RareShare = 0.01;
    private const int TooFewToTell = 3;

    private const int HalfHours = 48;
    private const double DayStep = 0.1;

    private readonly Dictionary<string, Reservoir> _services = [];
    private readonly Reservoir _allServices = new();
    private readonly Reservoir _waits = new();
    private readonly Dictionary<string, int> _served = [];
    private readonly Dictionary<(string Counter, string Queue), int> _servedFor = [];
    private readonly Dictionary<(int Priority, int HalfHour), double> _arrivals = [];
    private readonly Dictionary<(int Priority, int HalfHour), int> _today = [];
    private readonly Reservoir[] _awaited = [.. Enumerable.Range(0, HallCounter.Degrees).Select(_ => new Reservoir())];
    private double _left, _waited;
    private int _days;

    /// <summary>From the end of a service to the next call while somebody waits.</summary>
    internal Reservoir Pauses { get; } = new();

    internal RuleSeen Seen { get; } = new();

    public CallRule Rule { get; private set; } = CallRule.InOrder;

    /// <summary>By how much the largest wait told is stretched, as a logarithm (Gibbs and Candès, 2021): it holds nine times out of ten, whatever the hall.</summary>
    internal double Stretch { get; private set; }

    /// <summary>Chance of leaving, a second.</summary>
    internal double LeavingHazard => _waited <= 0 ? 0 : _left / _waited;

    internal Reservoir ServiceOf(string queue) => _services.TryGetValue(queue, out var own) && own.Count >= FewOfAKind ? own : _allServices;

    /// <summary>How long a free counter of this degree keeps those who wait for it.</summary>
    internal Reservoir AwaitedIn(int degree) => _awaited[degree];

    /// <summary>Mean seconds of a service of any kind.</summary>
    internal double MeanService => _allServices.Mean;

    internal bool DoesServe(string counter, string queue) =>
        _served.GetValueOrDefault(counter) is var all && (all < TooFewToTell || _servedFor.GetValueOrDefault((counter, queue)) >= RareShare * all);

    /// <summary>Arrivals a second of a priority at this time of day.</summary>
    internal double ArrivalsAt(int priority, double now) => _arrivals.GetValueOrDefault((priority, HalfHourOf(now))) / 1800;

    internal IEnumerable<int> Priorities => _arrivals.Keys.Select(key => key.Priority).Distinct();

    internal void Arrived(int priority, double now)
    {
        var key = (priority, HalfHourOf(now));
        _today[key] = _today.GetValueOrDefault(key) + 1;
    }

    internal void Served(string counter, string queue, double seconds)
    {
        (_services.TryGetValue(queue, out var own) ? own : _services[queue] = new()).Add(seconds);
        _allServices.Add(seconds);
        _served[counter] = _served.GetValueOrDefault(counter) + 1;
        _servedFor[(counter, queue)] = _servedFor.GetValueOrDefault((counter, queue)) + 1;
    }

    /// <summary>Nobody is told more than twice what anybody has waited lately; half an hour as long as little is known.</summary>
    internal double LongestWait => _waits.Count < FewOfAKind ? 1800 : 2 * _waits.Quantile(1);

    internal void Waited(double seconds, bool hasLeft)
    {
        _waited += seconds;
        if (hasLeft)
        {
            _left++;
        }
        else
        {
            _waits.Add(seconds);
        }
    }

    /// <summary>The wait that was told as rarely exceeded, and what it became.</summary>
    internal void Corrects(double told, double became) => Stretch = Math.Clamp(Stretch + (0.02 * ((became > told ? 1 : 0) - 0.10)), -0.7, 0.7);

    internal void DayIsOver()
    {
        _days++;
        var step = Math.Max(DayStep, 1.0 / _days);
        foreach (var key in _arrivals.Keys.Union(_today.Keys).ToList())
        {
            var before = _arrivals.GetValueOrDefault(key);
            _arrivals[key] = before + (step * (_today.GetValueOrDefault(key) - before));
        }

        _today.Clear();
        Rule = Seen.Rule();
    }

    private static int HalfHourOf(double now) => Math.Clamp((int)(now / 1800), 0, HalfHours - 1);
}
