using System.Diagnostics;
using Perron.Bench.House;
using Perron.Bench.Load;
using Perron.Bench.Reference;
namespace Perron.Bench.Scenarios;

/// <summary>
/// Sends a request with a document of 200 kB: the page that takes the file, then the page that sends; what stands between them is set beforehand.
/// Beside it the same rows and bytes by bare SQL, one transaction, same database, same number at once.
/// </summary>
internal sealed class SubmitScenario : Scenario
{
    private const int People = 200, AtOnce = 8, WarmUp = 8, Rounds = 4, PerSecond = 50;

    public override string Name => "submit";
    public override string What => "request with a 200 kB document: ≥ 30 % of the bare inserts; p95 ≤ 150 ms at 50/s";

    public override async Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var database = await BenchDatabase.New(isPostgres, workshop);
        await Server.Prepare(workshop, database, workshop.Catalogue);
        using var server = await Server.Start(workshop, database, workshop.Catalogue, Host);
        using var http = Caller.NewClient();
        var commune = await DraftStage.CommuneOf(database, "braine-lalleud");
        var mandate = Mandate.Of(200 * 1024);
        var citizens = await Citizen.SignIn(http, server.Port, People);
        await citizens[0].FillDraft(mandate: null);
        var stage = await new DraftStage(database, commune, Procedure).Read();
        await stage.Set();

        var next = 0;
        var rows = await new WrittenRows(database, commune).Of(async () =>
        {
            await citizens[next].Attach(mandate);
            await citizens[next++].Send();
        });
        return
        [
            await Capacity(database, commune, stage, citizens, mandate, rows),
            await AtConstantRate(server, stage, citizens, mandate),
        ];
    }

    /// <summary>In turns, so that what else the machine does meets both alike. The first turns are not counted: until then the compiler works more than the house.</summary>
    private static async Task<Measure> Capacity(BenchDatabase database, Guid commune, DraftStage stage, IReadOnlyList<Citizen> citizens, byte[] mandate, IReadOnlyList<WrittenRow> rows)
    {
        var writers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => new BareInserts(database, commune, rows).Open()));
        var free = new System.Collections.Concurrent.ConcurrentBag<BareInserts>(writers);
        var (house, bare) = (new Throughput(0, 0, TimeSpan.Zero), new Throughput(0, 0, TimeSpan.Zero));
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            await stage.Set();
            if (round == WarmUp / 2)
            {
                await database.Analyze();
            }

            var sent = await ClosedLoop.Run(AtOnce, citizens.Count, number => Submit(citizens[number], mandate));
            var written = await ClosedLoop.Run(AtOnce, citizens.Count, async _ =>
            {
                free.TryTake(out var writer);
                await writer!.Write();
                free.Add(writer);
                return true;
            });
            (house, bare) = round < WarmUp ? (house, bare) : (house + sent, bare + written);
        }

        var detail = $"{rows.Count} rows in {rows.Select(row => row.Table).Distinct().Count()} tables, {writers[0].Bytes / 1024} kB each: {string.Join(", ", rows.GroupBy(row => row.Table).Select(group => $"{group.Count()} {group.Key}"))}; {AtOnce} at once";
        foreach (var writer in writers)
        {
            await writer.DisposeAsync();
        }

        return Measure.Share("requests sent", house.PerSecond, bare.PerSecond, "requests/s", "bare inserts of the same rows", 0.30, house.Errors + bare.Errors, detail);
    }

    private static async Task<Measure> AtConstantRate(Server server, DraftStage stage, IReadOnlyList<Citizen> citizens, byte[] mandate)
    {
        var (uploads, sendings, whole) = (new List<double>(), new List<double>(), new List<Latencies>());
        var cost = "";
        for (var round = 0; round < Rounds; round++)
        {
            await stage.Set();
            (var run, cost) = await server.Costing(() => OpenLoop.Run(PerSecond, TimeSpan.FromSeconds((double)citizens.Count / PerSecond), async number =>
            {
                var clock = Stopwatch.StartNew();
                var attached = await citizens[number].Attach(mandate);
                var upload = clock.Elapsed.TotalMilliseconds;
                await citizens[number].Send();
                lock (uploads)
                {
                    uploads.Add(upload);
                    sendings.Add(clock.Elapsed.TotalMilliseconds - upload);
                }

                return attached;
            }), run => run.Count);
            whole.Add(run);
        }

        var both = Latencies.Together(whole);
        return Measure.AtMost($"upload and send together, p95 at {PerSecond}/s", both.At(0.95), "ms", 150, both.Errors == 0,
            $"{both}; upload alone p95 {new Latencies(uploads, 0).At(0.95):0.0} ms, send alone p95 {new Latencies(sendings, 0).At(0.95):0.0} ms · {cost}");
    }

    private static async Task<bool> Submit(Citizen citizen, byte[] mandate)
    {
        var attached = await citizen.Attach(mandate);
        await citizen.Send();
        return attached;
    }
}
