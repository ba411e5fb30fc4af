using Perron.Bench.House;
using Perron.Bench.Load;
namespace Perron.Bench.Scenarios;

/// <summary>People who follow their case with the secret of their mail, without signing in.</summary>
internal sealed class TrackingScenario : Scenario
{
    private const int Cases = 40;

    public override string Name => "tracking";
    public override string What => "tracking page signed by secret: p95 ≤ 25 ms at 200/s";

    public override async Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var database = await BenchDatabase.New(isPostgres, workshop);
        await Server.Prepare(workshop, database, workshop.Catalogue);
        using var server = await Server.Start(workshop, database, workshop.Catalogue, Host);
        using var http = Caller.NewClient();
        var citizens = await Citizen.SignIn(http, server.Port, Cases);
        var followed = new List<(string Path, string Cookie)>();
        foreach (var citizen in citizens)
        {
            await citizen.FillDraft(Mandate.Of(20_000));
            var reference = await citizen.Send();
            followed.Add(($"/suivi/{reference}", citizen.TrackingCookie));
        }

        async Task<bool> Ask(int number)
        {
            var (path, cookie) = followed[number % followed.Count];
            using var asked = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{server.Port}{path}") { Headers = { Host = Host } };
            asked.Headers.Add("Cookie", cookie);
            using var answer = await http.SendAsync(asked);
            return answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync()).Contains(path[7..], StringComparison.Ordinal);
        }

        await database.Analyze();
        await server.Settle(3, 12, async _ =>
        {
            await OpenLoop.Run(100, TimeSpan.FromSeconds(5), Ask);
            return TimeSpan.FromSeconds(5);
        });
        var (latencies, cost) = await server.Costing(() => OpenLoop.Run(200, TimeSpan.FromSeconds(20), Ask), run => run.Count);
        return [Measure.AtMost("tracking page, p95 at 200/s", latencies.At(0.95), "ms", 25, latencies.Errors == 0, $"{latencies} · {cost}")];
    }
}
