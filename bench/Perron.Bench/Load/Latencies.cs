using System.Globalization;
namespace Perron.Bench.Load;

/// <summary>How long each request took, in milliseconds, and how many failed.</summary>
internal sealed class Latencies(IEnumerable<double> milliseconds, int errors)
{
    private readonly double[] _sorted = [.. milliseconds.Order()];

    public int Count => _sorted.Length;
    public int Errors => errors;

    /// <summary>The latency that this share of the requests does not exceed.</summary>
    public double At(double share) => _sorted.Length == 0 ? double.NaN : _sorted[Math.Min(_sorted.Length - 1, (int)Math.Ceiling(share * _sorted.Length) - 1)];

    /// <summary>Several runs as one.</summary>
    public static Latencies Together(IReadOnlyList<Latencies> runs) => new(runs.SelectMany(run => run._sorted), runs.Sum(run => run.Errors));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.50):0.0} · p95 {At(0.95):0.0} · p99 {At(0.99):0.0} · longest {At(1):0.0} ms · {Count} requests · {errors} errors");
}
