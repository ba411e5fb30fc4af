namespace Perron.Waits;

/// <summary>How well waits were foretold, in seconds.</summary>
/// <param name="MeanError">Mean absolute error of the usual wait.</param>
/// <param name="Coverage">Share of waits that stayed within the longest told.</param>
/// <param name="Pinball">Of the longest told, at nine out of ten (Koenker and Bassett, 1978): what it costs to tell too much or too little.</param>
public sealed record WaitScore(int Waits, double MeanError, double Coverage, double Pinball)
{
    private const double Share = 0.9;

    /// <summary>Learns from a first log, plays a second one forward, and scores Perron and its rivals on each visitor who queued and was served.</summary>
    /// <returns>"perron" first.</returns>
    public static IReadOnlyDictionary<string, WaitScore> Of(IReadOnlyList<QueueVisit> fit, IReadOnlyList<QueueVisit> judge)
    {
        var (hall, rivals, told) = (new HallFollower(), new Rivals(), new Dictionary<QueueVisit, (double Arrived, WaitForecast Forecast, IReadOnlyDictionary<string, (double Usual, double Most)> By)>(ReferenceEqualityComparer.Instance));
        var scores = Rivals.Names.Prepend("perron").ToDictionary(name => name, _ => new List<(double Usual, double Most, double Became)>());
        var isJudged = false;
        Play(fit);
        isJudged = true;
        Play(judge);
        return scores.ToDictionary(one => one.Key, one => new WaitScore(
            one.Value.Count, Mean(one.Value, wait => Math.Abs(wait.Usual - wait.Became)), Mean(one.Value, wait => wait.Became <= wait.Most ? 1 : 0),
            Mean(one.Value, wait => wait.Became > wait.Most ? Share * (wait.Became - wait.Most) : (1 - Share) * (wait.Most - wait.Became))));

        void Play(IReadOnlyList<QueueVisit> log)
        {
            LogPlayer.Play(log, hall, Arriving, Calling);
            told.Clear();
        }

        void Arriving(QueueVisit visit, double now)
        {
            var forecast = hall.Foretell(visit.Queue, visit.Priority, now, Seed(visit));
            var by = new Dictionary<string, (double, double)>(rivals.Tell(hall, now)) { ["perron"] = (forecast.Usual, forecast.Most) };
            told[visit] = (now, forecast, by);
        }

        void Calling(QueueVisit visit, double now)
        {
            if (!told.Remove(visit, out var known))
            {
                return;
            }

            var became = now - known.Arrived;
            hall.Memory.Corrects(known.Forecast, became);
            rivals.Learn(known.Arrived, became, known.By.Where(one => one.Key != "perron").ToDictionary());
            if (isJudged)
            {
                foreach (var (name, (usual, most)) in known.By)
                {
                    scores[name].Add((usual, most, became));
                }
            }
        }
    }

    private static double Mean(List<(double Usual, double Most, double Became)> waits, Func<(double Usual, double Most, double Became), double> of) => waits.Count == 0 ? 0 : waits.Average(of);

    // The day and the moment: two logs of the same hall throw the same dice.
    private static ulong Seed(QueueVisit visit) => ((ulong)visit.Arrival.Date.DayOfYear * 1_000_003) + ((ulong)visit.Arrival.TimeOfDay.TickOfDay / 10_000_000 * 7919);
}
