using System.Diagnostics;
using Perron.Bench.House;
using Perron.Bench.Load;
namespace Perron.Bench.Scenarios;

/// <summary>Cases are created by ten people at once, each by sending what was filled in: the whole way through the house, from the page to the officer's inbox.</summary>
internal sealed class CreateScenario : Scenario
{
    private const int People = 200, AtOnce = 10, Rounds = 6;
    private const int LeastWarmUp = 20, MostWarmUp = 120;

    public override string Name => "create";
    public override string What => "case creation (Open Zaak publishes 24/s, median 390 ms, 10 users): ≥ 200/s, median ≤ 40 ms at 10 users on PostgreSQL";

    public override async Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var database = await BenchDatabase.New(isPostgres, workshop);
        await Server.Prepare(workshop, database, workshop.Catalogue);
        using var server = await Server.Start(workshop, database, workshop.Catalogue, Host);
        using var http = Caller.NewClient();
        var commune = await DraftStage.CommuneOf(database, "braine-lalleud");
        var citizens = await Citizen.SignIn(http, server.Port, People);
        await citizens[0].FillDraft(Mandate.Of(20_000));
        var stage = await new DraftStage(database, commune, Procedure).Read();
        var (times, cold) = (new List<double>(), new Throughput(0, 0, TimeSpan.Zero));
        var warmUp = await server.Settle(LeastWarmUp, MostWarmUp, async round =>
        {
            var one = await Round(round);
            cold = round < Rounds ? cold + one : cold;
            return one.Took;
        });
        times.Clear();
        var (sent, costs) = await server.Costing(async () =>
        {
            var sum = new Throughput(0, 0, TimeSpan.Zero);
            for (var round = 0; round < Rounds; round++)
            {
                sum += await Round(warmUp + round);
            }

            return sum;
        }, sum => sum.Done);

        var latencies = new Latencies(times, sent.Errors);
        return
        [
            new("cases created", sent.PerSecond, "cases/s", isPostgres ? "≥ 200 cases/s" : "–", sent.Errors == 0 && (!isPostgres || sent.PerSecond >= 200)) { Detail = $"{AtOnce} at once, {Rounds} rounds of {People} after {warmUp} to warm up (the first {Rounds}: {cold.PerSecond:0}/s); {sent.Errors} errors; the house itself {costs}" },
            Measure.AtMost($"median at {AtOnce} users", latencies.At(0.5), "ms", 40, detail: $"{latencies}"),
        ];

        async Task<Throughput> Round(int round)
        {
            await stage.Set();
            if (round % LeastWarmUp == LeastWarmUp / 2)
            {
                await database.Analyze();
            }

            return await ClosedLoop.Run(AtOnce, citizens.Count, async number =>
            {
                var began = Stopwatch.GetTimestamp();
                await citizens[number].Send();
                lock (times)
                {
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }

                return true;
            });
        }
    }
}
