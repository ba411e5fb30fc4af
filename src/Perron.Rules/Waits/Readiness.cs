namespace Perron.Waits;

/// <summary>How readily a free counter calls somebody who waits for it: by how long it has been free, and for how much of that time somebody has waited for it.</summary>
internal sealed class Readiness
{
    // As long as nobody has seen it: within so many seconds, or as long again as one has waited.
    private const double Unseen = 10;

    // By how long the counter has been free, and all of them; each by how long somebody has waited.
    private readonly Hazards[] _free = [.. Hazards.From.Select(_ => new Hazards())];
    private readonly Hazards _all = new();

    /// <summary>Somebody waited from then on, for so long.</summary>
    /// <param name="free">Seconds for which it had been free.</param>
    /// <param name="awaited">Seconds of those in which somebody waited.</param>
    /// <param name="called">Whether it called then; otherwise nobody waited any more.</param>
    public void Seen(double free, double awaited, double seconds, bool called)
    {
        for (var isOver = false; !isOver;)
        {
            var (row, column, step) = At(free, awaited);
            isOver = seconds < step;
            _free[row].Seen(column, Math.Min(step, seconds), called && isOver);
            _all.Seen(column, Math.Min(step, seconds), called && isOver);
            (free, awaited, seconds) = (free + step, awaited + step, seconds - step);
        }
    }

    /// <summary>How it goes on from there, if somebody goes on waiting.</summary>
    public Course After(double free, double awaited)
    {
        var (passed, hazard, course) = (0.0, 0.0, new List<(double, double, double)>(2 * Hazards.From.Length));
        while (true)
        {
            var (row, column, step) = At(free + passed, awaited + passed);
            var usual = _all.HasEnded(column) ? _all.Rate(column) : 1 / (Math.Max(Unseen, Hazards.From[column]) + _all.SecondsAt(column));
            var rate = _free[row].Rate(column, usual);
            course.Add((passed, hazard, rate));
            if (double.IsPositiveInfinity(step) || double.IsPositiveInfinity(rate))
            {
                return new(course);
            }

            (passed, hazard) = (passed + step, hazard + (rate * step));
        }
    }

    private static (int Row, int Column, double Step) At(double free, double awaited)
    {
        var (row, column) = (Hazards.Place(free), Hazards.Place(awaited));
        return (row, column, Math.Min(Hazards.Until(row, free), Hazards.Until(column, awaited)));
    }
}
