namespace Perron.Bench.Scenarios.Dates;

/// <summary>Seeded chance.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public int Next(int from, int below) => _random.Next(from, below);

    public double NextDouble() => _random.NextDouble();

    public double LogNormal(double middle, double sigma) => middle * Math.Exp(sigma * Normal());

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
