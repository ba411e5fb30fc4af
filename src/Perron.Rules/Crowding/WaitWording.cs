namespace Perron.Crowding;

/// <summary>How a wait is rounded before it is shown: to the minute under five, to five minutes under an hour, to a quarter of an hour above.</summary>
public static class WaitWording
{
    /// <param name="minutes">Of the usual wait.</param>
    /// <param name="isCounterFree">Whether a counter that fits is free now: only then may it be nothing.</param>
    public static int Round(double minutes, bool isCounterFree = false) => Math.Max(isCounterFree ? 0 : 1, In(minutes, Math.Round));

    /// <summary>The longest wait is rounded up: so it is not exceeded more often than it is said.</summary>
    public static int RoundUp(double minutes) => Math.Max(1, In(minutes, Math.Ceiling));

    /// <summary>The next number that is ever shown.</summary>
    internal static int After(int shown) => shown + StepAt(shown);

    private static int In(double minutes, Func<double, double> whole)
    {
        var step = StepAt(minutes);
        return step * (int)whole(Math.Max(0, minutes) / step);
    }

    private static int StepAt(double minutes) => minutes < 5 ? 1 : minutes < 60 ? 5 : 15;
}

/// <summary>A wait as it is shown: "environ 10 min, rarement plus de 25".</summary>
public sealed record ShownRange
{
    // Smaller moves than this share are not worth a new number.
    private const double Moves = 0.2;
    private readonly double _usual, _most;

    private ShownRange(double usual, double most, bool isCounterFree)
    {
        (_usual, _most) = (usual, most);
        Usual = WaitWording.Round(usual, isCounterFree);
        Most = Math.Max(WaitWording.RoundUp(most), WaitWording.After(Usual));
    }

    /// <summary>Minutes; zero only while a counter that fits is free.</summary>
    public int Usual { get; }

    /// <summary>Minutes, always more than what is usual.</summary>
    public int Most { get; }

    /// <param name="usual">Minutes.</param>
    /// <param name="most">Minutes, exceeded one time out of ten.</param>
    /// <param name="isCounterFree">Whether a counter that fits is free now.</param>
    public static ShownRange Of(double usual, double most, bool isCounterFree) => new(usual, most, isCounterFree);

    /// <summary>What is shown next: as before, unless one of the two has moved by more than a fifth since it was shown, or a nothing has begun or ended.</summary>
    public static ShownRange Next(ShownRange? previous, ShownRange fresh) =>
        previous is null || Moved(previous._usual, fresh._usual) || Moved(previous._most, fresh._most) || (previous.Usual == 0) != (fresh.Usual == 0) ? fresh : previous;

    public bool Equals(ShownRange? other) => other is not null && (Usual, Most) == (other.Usual, other.Most);

    public override int GetHashCode() => HashCode.Combine(Usual, Most);

    private static bool Moved(double from, double to) => Math.Abs(to - from) > Moves * from;
}
