using NodaTime;
namespace Perron.Deadlines;

/// <summary>How the rest of a case grows with the work that lies ahead of it, both in office days: a straight line by least squares, never falling, held back while few cases tell.</summary>
internal readonly record struct QueueLine(double Start, double Slope)
{
    /// <summary>The variance, in office days squared, that the queue must have had before it is believed to matter: times so many cases.</summary>
    private const double HeldBack = 2;

    public double At(double queue) => Math.Max(0, Start + Slope * queue);

    public static QueueLine Through(List<LearntStep> cases, LocalDate today)
    {
        double weights = 0, queues = 0, days = 0;
        foreach (var one in cases)
        {
            if (one.Queue is { } queue)
            {
                var weight = StepMemory.Weight(one, today);
                (weights, queues, days) = (weights + weight, queues + weight * queue, days + weight * one.DaysLeft);
            }
        }

        if (weights == 0)
        {
            return new(1, 0);
        }

        var (middle, rest, together, spread) = (queues / weights, days / weights, 0.0, 0.0);
        foreach (var one in cases)
        {
            if (one.Queue is { } queue)
            {
                var weight = StepMemory.Weight(one, today);
                together += weight * (queue - middle) * (one.DaysLeft - rest);
                spread += weight * (queue - middle) * (queue - middle);
            }
        }

        var slope = Math.Clamp(together / (spread + HeldBack), 0, middle > 0 ? rest / middle : 1);
        return new(rest - slope * middle, slope);
    }
}
