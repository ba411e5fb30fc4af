namespace Perron.Waits;

/// <summary>The last durations of one kind that were seen, in seconds; some may never have ended. Draws from them, also from those that are longer than what has passed already.</summary>
public sealed class Reservoir(int most = Reservoir.Usual)
{
    public const int Usual = 400;

    // Fewer than these say nothing about how it goes on: then it goes on as if nothing had passed yet.
    private const int FewToGoBy = 5;

    private readonly Queue<double> _inOrder = new();
    private readonly List<double> _sorted = [];
    private double _sum;
    private int _endless;

    public int Count => _sorted.Count;

    /// <summary>Of those that ended; zero when there are none.</summary>
    public double Mean => Count == _endless ? 0 : _sum / (Count - _endless);

    /// <param name="seconds">Infinity for what never ended.</param>
    public void Add(double seconds)
    {
        Sum(seconds, 1);
        _inOrder.Enqueue(seconds);
        var at = _sorted.BinarySearch(seconds);
        _sorted.Insert(at < 0 ? ~at : at, seconds);
        if (_inOrder.Count > most)
        {
            var oldest = _inOrder.Dequeue();
            Sum(oldest, -1);
            _sorted.RemoveAt(_sorted.BinarySearch(oldest));
        }
    }

    /// <summary>How much longer it takes after this much: one of those that took longer, less what has passed.</summary>
    /// <param name="chance">Evenly between 0 and 1.</param>
    public double Draw(double passed, double chance)
    {
        var first = passed <= 0 ? 0 : _sorted.BinarySearch(passed);
        first = first < 0 ? ~first : first;
        while (passed > 0 && first < Count && _sorted[first] <= passed)
        {
            first++; // what took just so long is over
        }

        var longer = Count - first;
        if (longer >= FewToGoBy)
        {
            return _sorted[first + (int)(chance * longer)] - passed;
        }

        return Count == 0 ? 0 : Mean * -Math.Log(1 - chance);
    }

    /// <summary>Longer than this share of them.</summary>
    public double Quantile(double share) => Count == 0 ? 0 : _sorted[Math.Min(Count - 1, (int)(share * Count))];

    private void Sum(double seconds, int by)
    {
        if (double.IsPositiveInfinity(seconds))
        {
            _endless += by;
        }
        else
        {
            _sum += by * seconds;
        }
    }
}
