namespace Perron.Crowding;

/// <summary>What is expected of one half-hour.</summary>
/// <param name="Arrivals">How many come.</param>
/// <param name="People">How many wait.</param>
/// <param name="Wait">Minutes.</param>
public readonly record struct HalfHourForecast(HalfHour At, Expected Arrivals, Expected People, Expected Wait);

/// <summary>A quantity that is expected: less than the least one time out of ten, more than the most one time out of ten.</summary>
public readonly record struct Expected(double Usual, double Least, double Most);
