using NodaTime;
namespace Perron.Crowding;

/// <summary>When to come instead of now, worth saying: the half-hours later today in which the longest wait is shortest.</summary>
/// <param name="Until">When the last of them is over.</param>
/// <param name="Usual">Minutes, then.</param>
/// <param name="Most">Minutes, then; longer one time out of ten.</param>
/// <param name="Saves">Minutes of the longest wait, compared with now.</param>
public sealed record BestTime(LocalTime From, LocalTime Until, double Usual, double Most, double Saves)
{
    // Worth saying: so many minutes, or such a share of the wait.
    private const double Minutes = 5, Share = 0.25;

    // The next half-hour belongs to it when it is hardly worse.
    private const double HardlyWorse = 1;

    /// <summary>Null when no later half-hour is better by five minutes or by a quarter, or when it would be shown as the same number.</summary>
    /// <param name="mostNow">Minutes, for whoever comes now.</param>
    /// <param name="ahead">The half-hours in which the hall will be open; the one that runs now is not later.</param>
    public static BestTime? Of(LocalTime now, double mostNow, IEnumerable<HalfHourForecast> ahead)
    {
        var later = ahead.Where(one => one.At.From > now).OrderBy(one => one.At).ToList();
        if (later.Count == 0)
        {
            return null;
        }

        var best = later.MinBy(one => one.Wait.Most); // the first of equals
        var saves = mostNow - best.Wait.Most;
        if ((saves < Minutes && saves < Share * mostNow) || saves <= 0 || WaitWording.RoundUp(best.Wait.Most) >= WaitWording.RoundUp(mostNow))
        {
            return null;
        }

        var last = best.At;
        foreach (var one in later.Where(one => one.At > best.At))
        {
            if (one.At.OfDay != last.OfDay + 1 || one.Wait.Most > best.Wait.Most + HardlyWorse)
            {
                break;
            }

            last = one.At;
        }

        return new(best.At.From, last.Until, best.Wait.Usual, best.Wait.Most, saves);
    }

    // Of a day with fewer half-hours, or whose half-hours differ by fewer minutes, none is the calmest.
    private const int Few = 4, Alike = 3;

    /// <summary>The half-hour in which the longest wait is usually shortest, of a day that is not measured against now; null when they are all much alike.</summary>
    public static BestTime? Calmest(IReadOnlyCollection<(HalfHour At, Expected Wait)> usual) =>
        usual.Count < Few || usual.Max(one => one.Wait.Usual) - usual.Min(one => one.Wait.Usual) < Alike ? null
        : usual.MinBy(one => one.Wait.Most) is var (at, wait) ? new(at.From, at.Until, wait.Usual, wait.Most, 0) : null;
}
