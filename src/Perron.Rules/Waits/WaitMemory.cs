namespace Perron.Waits;

/// <summary>What a hall has learnt of itself. Counters are told apart by what they serve and when they open; by how long they take only where a commune wants that.</summary>
public sealed class WaitMemory
{
    // So many of a kind, or those of all kinds together say more.
    private const int FewOfAKind = 30;

    // Until something is known, in seconds.
    private const double UsualBreak = 900;
    private const double UsualService = 600;
    private const double LeastOfLongest = 1800;
    private static readonly Reservoir Unknown = Reservoir.Around(UsualService);

    private const int HalfHours = 48;
    private const double DayStep = 0.1;

    private readonly Dictionary<string, Reservoir> _services = [];
    private readonly Reservoir _allServices = new();
    private readonly Reservoir _waits = new(most: 4000);
    private readonly Dictionary<(int Priority, int HalfHour), double> _arrivals = [];
    private readonly Dictionary<(int Priority, int HalfHour), int> _today = [];
    private readonly Dictionary<(int Priority, string Queue), int> _comeFor = [];
    private readonly Readiness _seen = new(), _told = new();
    private readonly Dictionary<string, Slowness> _slowness = [];
    private readonly Slowness _everywhere = new();
    private readonly HashSet<string> _configured = [];
    private int _days, _absent, _allServed;

    /// <summary>How readily a free counter calls: one that tells when it goes away, and one of which only the calls are seen.</summary>
    internal Readiness ReadinessOf(CounterPresence presence) => presence == CounterPresence.Seen ? _seen : _told;

    internal RuleSeen Seen { get; } = new();

    internal Skills Skills { get; } = new();

    internal Openings Openings { get; } = new();

    public CallRule Rule { get; private set; } = CallRule.InOrder;

    internal Correction Correction { get; } = new();

    internal Patience Patience { get; } = new();

    internal Reservoir ServiceOf(string queue) => _services.TryGetValue(queue, out var own) && (own.Count >= FewOfAKind || _configured.Contains(queue)) ? own : _allServices.Count > 0 ? _allServices : Unknown;

    /// <summary>How long a counter is away that says it comes back.</summary>
    internal Reservoir Breaks { get; } = Reservoir.Around(UsualBreak);

    /// <summary>From the call of somebody who is not there to the next one.</summary>
    internal Reservoir Absences { get; } = new();

    /// <summary>The chance that who is called is not there.</summary>
    internal double AbsentShare => Absences.Count == 0 ? 0 : (double)_absent / (_absent + _allServed);

    /// <summary>Mean seconds of a service of any kind.</summary>
    internal double MeanService => _allServices.Mean;

    /// <summary>Arrivals a second of a priority at this time of day.</summary>
    internal double ArrivalsAt(int priority, double now) => _arrivals.GetValueOrDefault((priority, HalfHourOf(now))) / 1800;

    internal IEnumerable<int> Priorities => _arrivals.Keys.Select(key => key.Priority).Distinct();

    /// <summary>What those of a priority come for, and the share of them.</summary>
    internal IEnumerable<(string Queue, double Share)> ComeFor(int priority)
    {
        var all = (double)_comeFor.Where(one => one.Key.Priority == priority).Sum(one => one.Value);
        return _comeFor.Where(one => one.Key.Priority == priority).Select(one => (one.Key.Queue, one.Value / all));
    }

    internal void Arrived(int priority, string queue, double now)
    {
        _comeFor[(priority, queue)] = _comeFor.GetValueOrDefault((priority, queue)) + 1;
        var key = (priority, HalfHourOf(now));
        _today[key] = _today.GetValueOrDefault(key) + 1;
    }

    /// <summary>What the commune says a service takes, in seconds; it counts for twenty services, until they have been seen.</summary>
    public void Prior(string queue, double meanSeconds)
    {
        _configured.Add(queue);
        _services.TryAdd(queue, Reservoir.Around(meanSeconds));
    }

    /// <summary>A service that took so long, from call to free counter; of days gone by, in their order.</summary>
    public void Served(string queue, double seconds)
    {
        (_services.TryGetValue(queue, out var own) ? own : _services[queue] = new()).Add(seconds);
        _allServices.Add(seconds);
        _allServed++;
    }

    internal void Absent(double seconds)
    {
        Absences.Add(seconds);
        _absent++;
    }

    /// <summary>Whether counters are told apart by how long they take. Where a counter is always the same officer that would be about the officer: it is left out unless a commune wants it.</summary>
    public bool KnowsSpeeds { get; init; }

    /// <summary>How long services take at a counter: 1 as long as everywhere, 2 twice as long.</summary>
    internal double SlownessOf(string counter) => KnowsSpeeds && _slowness.TryGetValue(counter, out var known) ? known.Beside(_everywhere, MeanService) : 1;

    internal void Served(string counter, string queue, double seconds)
    {
        if (KnowsSpeeds)
        {
            var usual = ServiceOf(queue).Mean;
            (_slowness.TryGetValue(counter, out var slowness) ? slowness : _slowness[counter] = new()).Served(seconds, usual);
            _everywhere.Served(seconds, usual);
        }

        Served(queue, seconds);
    }

    /// <summary>Nobody is told more than twice what anybody has waited lately, nor less than half an hour where nothing moves.</summary>
    internal double LongestWait => Math.Max(LeastOfLongest, 2 * _waits.Quantile(1));

    internal void Waited(string queue, double seconds, bool hasLeft)
    {
        Patience.Waited(queue, seconds, hasLeft);
        if (!hasLeft)
        {
            _waits.Add(seconds);
        }
    }

    /// <summary>What was told, and what it became.</summary>
    public void Corrects(WaitForecast told, double became) => Correction.Corrects(told, became);

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
        Skills.DayIsOver();
        Openings.DayIsOver();
    }

    private static int HalfHourOf(double now) => Math.Clamp((int)(now / 1800), 0, HalfHours - 1);
}
