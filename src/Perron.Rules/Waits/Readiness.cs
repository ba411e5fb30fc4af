namespace Perron.Waits;

/// <summary>
/// How readily a free counter calls somebody who waits for it: the hazard of its next call, a second, by how long it has been free and for how much of that time somebody has waited for it.
/// A life table with late entry and early loss (Kaplan and Meier, 1958; piecewise constant as in Friedman, 1982): what nobody saw the end of counts too, so that pauses are not told too short.
/// </summary>
internal sealed class Readiness
{
    // Seconds; finer where pauses end, coarser where a counter is away.
    private static readonly double[] From = [0, 1, 3, 6, 10, 15, 25, 40, 60, 100, 160, 250, 400, 650, 1000, 1600, 2500, 4000];

    // So many calls of all that have been awaited as long say as much as one's own.
    private const double Shape = 10;

    // As long as nobody has seen it: within so many seconds, or as long again as one has waited.
    private const double Unseen = 10;

    private readonly double[,] _seconds = new double[From.Length, From.Length];
    private readonly double[,] _calls = new double[From.Length, From.Length];
    private readonly double[] _secondsAwaited = new double[From.Length];
    private readonly double[] _callsAwaited = new double[From.Length];

    /// <summary>Somebody waited from then on, for so long.</summary>
    /// <param name="free">Seconds for which it had been free.</param>
    /// <param name="awaited">Seconds of those in which somebody waited.</param>
    /// <param name="called">Whether it called then; otherwise nobody waited any more.</param>
    public void Seen(double free, double awaited, double seconds, bool called)
    {
        while (true)
        {
            var (row, column) = (Place(free), Place(awaited));
            var step = Math.Min(Until(row, free), Until(column, awaited));
            var passed = Math.Min(step, seconds);
            _seconds[row, column] += passed;
            _secondsAwaited[column] += passed;
            if (seconds < step)
            {
                _calls[row, column] += called ? 1 : 0;
                _callsAwaited[column] += called ? 1 : 0;
                return;
            }

            (free, awaited, seconds) = (free + step, awaited + step, seconds - step);
        }
    }

    /// <summary>How it goes on from there, if somebody goes on waiting.</summary>
    public Course After(double free, double awaited)
    {
        var (passed, hazard, course) = (0.0, 0.0, new List<(double Passed, double Hazard, double Rate)>(2 * From.Length));
        while (true)
        {
            var (row, column) = (Place(free + passed), Place(awaited + passed));
            var (step, rate) = (Math.Min(Until(row, free + passed), Until(column, awaited + passed)), Rate(row, column));
            course.Add((passed, hazard, rate));
            if (double.IsPositiveInfinity(step) || double.IsPositiveInfinity(rate))
            {
                return new([.. course]);
            }

            (passed, hazard) = (passed + step, hazard + (rate * step));
        }
    }

    /// <summary>From when on which hazard, and how much of it has passed by then.</summary>
    internal sealed class Course((double Passed, double Hazard, double Rate)[] pieces)
    {
        /// <summary>Seconds until it calls.</summary>
        public double Draw(ref Dice dice)
        {
            var (hazard, piece) = (-Math.Log(1 - dice.Next()), 0);
            while (piece + 1 < pieces.Length && pieces[piece + 1].Hazard <= hazard)
            {
                piece++;
            }

            return pieces[piece].Passed + ((hazard - pieces[piece].Hazard) / pieces[piece].Rate);
        }
    }

    private double Rate(int row, int column)
    {
        var all = _callsAwaited[column] > 0 ? _callsAwaited[column] / _secondsAwaited[column]
            : 1 / (Math.Max(Unseen, From[column]) + _secondsAwaited[column]);
        return double.IsPositiveInfinity(all) ? all : (_calls[row, column] + Shape) / (_seconds[row, column] + (Shape / all));
    }

    private static int Place(double seconds)
    {
        var place = From.Length - 1;
        while (place > 0 && From[place] > seconds)
        {
            place--;
        }

        return place;
    }

    private static double Until(int place, double seconds) => place == From.Length - 1 ? double.PositiveInfinity : From[place + 1] - seconds;
}
