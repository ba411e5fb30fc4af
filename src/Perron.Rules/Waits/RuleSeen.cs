namespace Perron.Waits;

/// <summary>
/// Finds out of a log by which rule a hall calls: for each priority, the credit that explains most of the calls that were made while somebody of another one waited.
/// The last calls say most: rules change.
/// </summary>
internal sealed class RuleSeen
{
    private static readonly double[] Credits = [0, 15, 30, 60, 90, 120, 180, 300, 600, 1200, CallRule.Always];

    // Of one such call to the next; after five hundred, little is left of the first.
    private const double Remembered = 0.998;

    private readonly SortedDictionary<int, double[]> _right = [];

    /// <param name="waiting">Who waited for the counter that called, the called one too.</param>
    public void Called(HallWaiting called, IReadOnlyList<HallWaiting> waiting)
    {
        foreach (var priority in waiting.Select(one => one.Priority).Distinct().Where(priority => waiting.Any(other => other.Priority < priority)).ToList())
        {
            var right = _right.TryGetValue(priority, out var known) ? known : _right[priority] = new double[Credits.Length];
            for (var at = 0; at < Credits.Length; at++)
            {
                var credit = Credits[at];
                var next = waiting.MinBy(one => one.Arrived - (one.Priority == priority ? credit : 0))!;
                right[at] = (Remembered * right[at]) + (next.Priority == called.Priority ? 1 : 0);
            }
        }
    }

    public CallRule Rule() => new(_right.ToDictionary(seen => seen.Key, seen => Credits[Array.IndexOf(seen.Value, seen.Value.Max())]));
}
