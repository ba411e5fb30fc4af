namespace Perron.Waits;

/// <summary>
/// What a counter serves, where it does not tell: a chance for each queue, which each of its calls makes larger or smaller, for what a counter serves changes from day to day and within a day.
/// The forward step of a hidden Markov chain of two states (Rabiner, 1989): it serves the queue, or it does not.
/// </summary>
internal sealed class Skills
{
    // Of a counter that nobody knows yet.
    private const double AtFirst = 0.9;

    // Calls somebody out of turn though it serves the one whose turn it was; calls one of a queue that it does not serve.
    private const double OutOfTurn = 0.3, ByException = 0.05;

    // That somebody of another queue was called says little: people do not come in an even mixture.
    private const double Told = 0.3;

    // From one call to the next it takes a queue up, or leaves it; of a new day's first guess so much is what today ended with.
    private const double Changes = 0.005, OfToday = 0.3;

    private readonly Dictionary<string, Dictionary<string, double>> _usual = [], _today = [];
    private readonly Dictionary<string, double> _called = [];
    private double _all;

    /// <summary>The chance that the counter serves this queue now.</summary>
    public double Chance(string counter, string queue) =>
        _today.TryGetValue(counter, out var today) && today.TryGetValue(queue, out var chance) ? chance
        : _usual.TryGetValue(counter, out var usual) && usual.TryGetValue(queue, out chance) ? chance : AtFirst;

    /// <param name="passedOver">The queues of those whose turn it was before, and who still wait.</param>
    public void Called(string counter, string queue, IReadOnlySet<string> passedOver)
    {
        _called[queue] = _called.GetValueOrDefault(queue) + 1;
        _all++;
        var today = _today.TryGetValue(counter, out var known) ? known : _today[counter] = [];
        foreach (var (other, count) in _called)
        {
            var (before, serving, not) = (Chance(counter, other), 1.0, ByException);
            if (other != queue)
            {
                (serving, not) = (passedOver.Contains(other) ? OutOfTurn : 1 - (Told * count / _all), 1);
            }

            var after = before * serving / ((before * serving) + ((1 - before) * not));
            today[other] = Changes + ((1 - (2 * Changes)) * after);
        }
    }

    public void DayIsOver()
    {
        foreach (var (counter, today) in _today)
        {
            var usual = _usual.TryGetValue(counter, out var known) ? known : _usual[counter] = [];
            foreach (var (queue, chance) in today)
            {
                usual[queue] = usual.TryGetValue(queue, out var before) ? before + (OfToday * (chance - before)) : chance;
            }
        }

        _today.Clear();
    }
}
