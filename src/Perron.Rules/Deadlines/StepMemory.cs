using NodaTime;
namespace Perron.Deadlines;

/// <summary>One case that has been in the step, in numbers only, so that it is kept as JSON as it is. Closed: days since 1 January 1970. Queue: the office days that what lay ahead of it would take; null when the pace was not known.</summary>
/// <param name="Weekday">Of entering, 1 to 5: some meetings sit once a week.</param>
public sealed record LearntStep(int Closed, int Weekday, double? Queue, double DaysLeft)
{
    internal static readonly LocalDate Zero = new(1970, 1, 1);
}

/// <summary>
/// What is remembered of one step of a procedure on one route: the last cases, and by how much the promise is stretched so that four in five are kept.
/// The stretch is adaptive conformal inference (Gibbs and Candès 2021): it grows by a little at each promise broken and shrinks by a quarter of that at each one kept.
/// </summary>
public sealed class StepMemory
{
    private const int MostCases = 160;
    private const double HalfLife = 60, Gain = .04, MostStretch = .9;

    public List<LearntStep> Cases { get; set; } = [];

    /// <summary>A logarithm: the promise is multiplied by e to this power.</summary>
    public double Stretch { get; set; }

    internal void Learn(LearntStep one, bool? wasKept)
    {
        Cases.Add(one);
        if (Cases.Count > MostCases)
        {
            Cases.RemoveAt(0);
        }

        if (wasKept is { } kept)
        {
            Stretch = Math.Clamp(Stretch + Gain * ((kept ? 0 : 1) - (1 - ExpectedDates.Promised)), -MostStretch, MostStretch);
        }
    }

    /// <summary>What is sixty days old weighs half.</summary>
    internal static double Weight(LearntStep one, LocalDate today) => Math.Pow(.5, Math.Max(0, Period.DaysBetween(LearntStep.Zero, today) - one.Closed) / HalfLife);
}
