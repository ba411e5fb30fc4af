namespace Perron.Crowding;

/// <summary>How now compares with what is usual for such a day at such an hour.</summary>
public enum AgainstUsual { Less, AsUsual, More }

/// <summary>Compares a wait with what is usual.</summary>
public static class Comparison
{
    // Of less than this nobody takes notice: minutes, and a share of the longer one.
    private const double Minutes = 3, Share = 0.25;

    /// <summary>Less or more only when it is so by three minutes and by a quarter, and when the two are shown as different numbers.</summary>
    /// <param name="now">Minutes.</param>
    /// <param name="usual">Minutes.</param>
    public static AgainstUsual WithUsual(double now, double usual) =>
        Math.Abs(now - usual) < Math.Max(Minutes, Share * Math.Max(now, usual)) || WaitWording.Round(now) == WaitWording.Round(usual) ? AgainstUsual.AsUsual
        : now < usual ? AgainstUsual.Less : AgainstUsual.More;
}
