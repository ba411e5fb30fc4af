namespace Perron.Waits;

/// <summary>What is foretold of one wait, in seconds from now.</summary>
/// <param name="Usual">As often shorter as longer.</param>
/// <param name="Most">Longer one time out of ten.</param>
/// <param name="Ahead">How many go before at the counters that serve this visitor.</param>
public readonly record struct WaitForecast(double Usual, double Most, int Ahead)
{
    /// <summary>Shorter one time out of ten: who goes for a walk is back by then.</summary>
    public double Least { get; init; }
}

/// <summary>What is foretold to a whole hall at one moment, all out of the same runs.</summary>
/// <param name="Visits">Of everybody who waits, by visit.</param>
/// <param name="Newcomers">Of whoever comes now, by queue.</param>
public sealed record HallForecast(IReadOnlyDictionary<string, WaitForecast> Visits, IReadOnlyDictionary<string, WaitForecast> Newcomers);
