namespace Perron.Waits;

/// <summary>When counters that do not tell are seen for the first time in a day: the hazard of a first call, by half-hour of the day, of those known and not seen yet.</summary>
internal sealed class Openings
{
    private const double HalfHour = 1800;
    private const int HalfHours = 48;

    // Of one day to the next; a counter not seen for so many days is forgotten.
    private const double Remembered = 0.9;
    private const int Forgotten = 20;

    private readonly double[] _seconds = new double[HalfHours];
    private readonly double[] _first = new double[HalfHours];
    private readonly Dictionary<string, int> _lastSeen = [];
    private readonly Dictionary<string, double> _today = [];
    private int _day;

    public IEnumerable<string> NotSeenYet => _lastSeen.Keys.Where(counter => !_today.ContainsKey(counter));

    public void Called(string counter, double now) => _today.TryAdd(counter, now);

    /// <summary>How it goes on with one that has not been seen yet.</summary>
    public Course After(double now)
    {
        var (passed, hazard, course) = (0.0, 0.0, new List<(double, double, double)>(HalfHours + 1));
        for (var at = Place(now); at < HalfHours; at++)
        {
            var rate = _seconds[at] > 0 ? _first[at] / _seconds[at] : 0;
            course.Add((passed, hazard, rate));
            var step = ((at + 1) * HalfHour) - (now + passed);
            (passed, hazard) = (passed + step, hazard + (rate * step));
        }

        course.Add((passed, hazard, 0));
        return new(course);
    }

    public void DayIsOver()
    {
        _day++;
        foreach (var counter in _lastSeen.Keys.Union(_today.Keys).ToList())
        {
            var first = _today.GetValueOrDefault(counter, double.PositiveInfinity);
            for (var at = 0; at < HalfHours && at * HalfHour <= first; at++)
            {
                _seconds[at] += Math.Min(HalfHour, first - (at * HalfHour));
                _first[at] += first < (at + 1) * HalfHour ? 1 : 0;
            }

            _lastSeen[counter] = _today.ContainsKey(counter) ? _day : _lastSeen[counter];
        }

        for (var at = 0; at < HalfHours; at++)
        {
            (_seconds[at], _first[at]) = (Remembered * _seconds[at], Remembered * _first[at]);
        }

        foreach (var counter in _lastSeen.Where(seen => _day - seen.Value > Forgotten).Select(seen => seen.Key).ToList())
        {
            _lastSeen.Remove(counter);
        }

        _today.Clear();
    }

    private static int Place(double now) => Math.Clamp((int)(now / HalfHour), 0, HalfHours - 1);
}
