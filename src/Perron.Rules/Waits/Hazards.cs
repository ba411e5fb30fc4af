namespace Perron.Waits;

/// <summary>
/// A life table: of those who had come so far, how many ended there, by the seconds that had passed; with late entry and early loss (Kaplan and Meier, 1958; piecewise constant as in Friedman, 1982),
/// so that what nobody saw the end of counts too.
/// </summary>
internal sealed class Hazards
{
    // Seconds; finer where pauses end, coarser where a counter is away.
    public static readonly double[] From = [0, 1, 3, 6, 10, 15, 25, 40, 60, 100, 160, 250, 400, 650, 1000, 1600, 2500, 4000];

    // So many ends of all say as much as one's own.
    private const double Shape = 10;

    private readonly double[] _seconds = new double[From.Length];
    private readonly double[] _ends = new double[From.Length];

    public bool HasEnded(int place) => _ends[place] > 0;

    public double SecondsAt(int place) => _seconds[place];

    public void Seen(int place, double seconds, bool ended)
    {
        _seconds[place] += seconds;
        _ends[place] += ended ? 1 : 0;
    }

    /// <summary>Ends a second; infinity where everything ends at once.</summary>
    public double Rate(int place) => _ends[place] / _seconds[place];

    /// <summary>The same, held to what is usual as long as little of its own has been seen.</summary>
    public double Rate(int place, double usual) =>
        double.IsPositiveInfinity(usual) ? usual : usual <= 0 ? 0 : (_ends[place] + Shape) / (_seconds[place] + (Shape / usual));

    public static int Place(double seconds)
    {
        var place = From.Length - 1;
        while (place > 0 && From[place] > seconds)
        {
            place--;
        }

        return place;
    }

    /// <summary>Seconds to the next piece.</summary>
    public static double Until(int place, double seconds) => place == From.Length - 1 ? double.PositiveInfinity : From[place + 1] - seconds;
}

/// <summary>How something goes on from now: from when on, in seconds, at which hazard, and how much of it has passed by then.</summary>
internal readonly struct Course(List<(double Passed, double Hazard, double Rate)> pieces)
{
    /// <summary>Seconds until it ends; infinity when it does not.</summary>
    public double Draw(ref Dice dice)
    {
        var (hazard, piece) = (-Math.Log(1 - dice.Next()), 0);
        while (piece + 1 < pieces.Count && pieces[piece + 1].Hazard <= hazard)
        {
            piece++;
        }

        return pieces[piece].Passed + ((hazard - pieces[piece].Hazard) / pieces[piece].Rate);
    }
}
