namespace Perron.Waits;

/// <summary>
/// What is told elsewhere, measured on the same log: the wait of the last one called (les), people ahead by mean service by counters (ql), the same in whole minutes as ZMS tells it (zms),
/// the mean of the last ten (ma10), the mean of this half-hour (profile).
/// </summary>
internal sealed class Rivals
{
    public static readonly IReadOnlyList<string> Names = ["les", "ql", "zms", "ma10", "profile"];

    private const int Remembered = 400;
    private readonly Queue<double> _lastTen = new();
    private readonly Dictionary<int, Reservoir> _halfHours = [];
    private readonly Dictionary<string, Reservoir> _ratios = Names.ToDictionary(name => name, _ => new Reservoir(Remembered));
    private readonly Reservoir _all = new(Remembered * 10);
    private double _last;

    // So that a wait of nothing has a ratio too, in seconds.
    private const double Ground = 15;

    /// <summary>What each tells somebody who comes now: the usual, and what is longer one time out of ten.</summary>
    public IReadOnlyDictionary<string, (double Usual, double Most)> Tell(HallFollower hall, double now)
    {
        var (ahead, serving, mean) = (hall.Waiting.Count, Math.Max(1, hall.Serving), hall.Memory.MeanService);
        var halfHour = _halfHours.GetValueOrDefault(HalfHour(now));
        var usual = new Dictionary<string, double>
        {
            ["les"] = _last,
            ["ql"] = (ahead + 1) * mean / serving,
            ["zms"] = Math.Floor((ahead + 1) * mean / serving / 60) * 60,
            ["ma10"] = _lastTen.Count == 0 ? 0 : _lastTen.Average(),
            ["profile"] = halfHour is { Count: > 0 } ? halfHour.Mean : _all.Mean,
        };
        return usual.ToDictionary(told => told.Key, told => (told.Value, told.Key == "profile" ? (halfHour is { Count: > 0 } ? halfHour : _all).Quantile(0.9)
            : _ratios[told.Key].Count == 0 ? 2 * told.Value : ((told.Value + Ground) * _ratios[told.Key].Quantile(0.9)) - Ground));
    }

    public void Learn(double arrived, double waited, IReadOnlyDictionary<string, (double Usual, double Most)> told)
    {
        _last = waited;
        _lastTen.Enqueue(waited);
        if (_lastTen.Count > 10)
        {
            _lastTen.Dequeue();
        }

        (_halfHours.TryGetValue(HalfHour(arrived), out var known) ? known : _halfHours[HalfHour(arrived)] = new(Remembered)).Add(waited);
        _all.Add(waited);
        foreach (var (name, one) in told)
        {
            _ratios[name].Add((waited + Ground) / (one.Usual + Ground));
        }
    }

    private static int HalfHour(double now) => (int)(now / 1800);
}
