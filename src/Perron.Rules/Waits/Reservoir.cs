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

    // What is drawn around a mean that somebody has told: so many, lognormal, of this coefficient of variation.
    private const int ToldCount = 20;
    private const double ToldVariation = 0.8;

    /// <summary>Twenty durations around a mean that is told but has not been seen.</summary>
    public static Reservoir Around(double mean)
    {
        var spread = Math.Sqrt(Math.Log(1 + (ToldVariation * ToldVariation)));
        var drawn = Enumerable.Range(0, ToldCount).Select(at => Math.Exp(spread * Normal((at + 0.5) / ToldCount))).ToList();
        var reservoir = new Reservoir();
        foreach (var one in drawn)
        {
            reservoir.Add(one * mean / drawn.Average());
        }

        return reservoir;
    }

    // The quantile of the normal distribution, by halving; Abramowitz and Stegun 26.2.17 for the distribution.
    private static double Normal(double share)
    {
        var (low, high) = (-8.0, 8.0);
        for (var step = 0; step < 50; step++)
        {
            (low, high) = Below((low + high) / 2) < share ? ((low + high) / 2, high) : (low, (low + high) / 2);
        }

        return low;

        static double Below(double at)
        {
            var t = 1 / (1 + (0.2316419 * Math.Abs(at)));
            var above = Math.Exp(-at * at / 2) / Math.Sqrt(2 * Math.PI) * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
            return at < 0 ? above : 1 - above;
        }
    }

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
