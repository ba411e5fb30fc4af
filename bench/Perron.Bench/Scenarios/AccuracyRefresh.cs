using System.Diagnostics;
using System.Globalization;
using Perron.Waits;
namespace Perron.Bench.Scenarios;

/// <summary>How long it takes to tell a whole hall: sixty who wait for four queues, eight counters, all out of the same two hundred runs, on one core.</summary>
internal static class AccuracyRefresh
{
    private const int Waiting = 60, Counters = 8, Runs = 200, Refreshes = 51;
    private const double Now = 36_000;
    private static readonly string[] Queues = ["Cartes d’identité", "Passeports", "État civil", "Domicile"];

    public static Measure Run()
    {
        var hall = Hall();
        var told = hall.ForetellAll(Now, 0, Queues);
        if (told.Visits.Count != Waiting || told.Newcomers.Count != Queues.Length)
        {
            throw new InvalidOperationException("Somebody was told nothing.");
        }

        var (refresh, reference) = (Median(seed => hall.ForetellAll(Now, (ulong)seed, Queues)), Median(BareQueue));
        return Measure.AtMost($"the hall told anew: {Waiting} waiting, {Counters} counters, {Runs} runs, one core, median of {Refreshes}", refresh, "ms", 50, detail: string.Create(CultureInfo.InvariantCulture, $"stretch 10 ms {(refresh <= 10 ? "met" : "missed")}")) with
        {
            Reference = reference,
            ReferenceIs = "a bare queue of as many calls, without a rule, a memory or chance",
        };
    }

    private static HallFollower Hall()
    {
        var (hall, random) = (new HallFollower(), new Random(1));
        for (var visit = 0; visit < 2000; visit++)
        {
            hall.Memory.Served(Queues[visit % Queues.Length], 180 + (random.NextDouble() * 600));
        }

        for (var counter = 0; counter < Counters; counter++)
        {
            hall.Open($"{counter}", [Queues[counter % Queues.Length], Queues[(counter + 1) % Queues.Length]], Now - 7200);
            hall.Call($"at {counter}", $"{counter}", Queues[counter % Queues.Length], Now - (60 * counter));
        }

        for (var visit = 0; visit < Waiting; visit++)
        {
            hall.Arrive($"{visit}", Queues[visit % Queues.Length], 0, Now - (20 * (Waiting - visit)));
        }

        return hall;
    }

    private static void BareQueue(int seed)
    {
        for (var run = 0; run < Runs; run++)
        {
            var counters = new PriorityQueue<int, double>(Enumerable.Range(0, Counters).Select(counter => (counter, (double)(counter + seed))));
            for (var call = 0; call < Waiting; call++)
            {
                counters.TryDequeue(out var counter, out var at);
                counters.Enqueue(counter, at + 480);
            }
        }
    }

    private static double Median(Action<int> once)
    {
        var took = new List<double>();
        for (var refresh = 0; refresh < 2 * Refreshes; refresh++)
        {
            var watch = Stopwatch.StartNew();
            once(refresh);
            took.Add(watch.Elapsed.TotalMilliseconds);
        }

        return took.Skip(Refreshes).Order().ElementAt(Refreshes / 2);
    }
}
