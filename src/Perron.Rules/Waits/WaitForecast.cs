namespace Perron.Waits;

/// <summary>What is foretold of one wait, in seconds.</summary>
/// <param name="Usual">As often shorter as longer.</param>
/// <param name="Most">Longer one time out of ten.</param>
/// <param name="Ahead">How many go before.</param>
public readonly record struct WaitForecast(double Usual, double Most, int Ahead);
