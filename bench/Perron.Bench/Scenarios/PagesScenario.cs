using System.Text;
using Perron.Bench.House;
using Perron.Bench.Load;
using Perron.Bench.Reference;
namespace Perron.Bench.Scenarios;

/// <summary>Home and procedure page for people nobody knows: as fast as Kestrel nearly when kept, and quick when drawn anew.</summary>
internal sealed class PagesScenario : Scenario
{
    private const int Connections = 16, Rounds = 5;
    private static readonly (string Name, string Path)[] Pages = [("home", "/"), ("procedure page", $"/demarches/{Procedure}")];

    public override string Name => "pages";
    public override string What => "anonymous home and procedure page: kept ≥ 70 % of bare Kestrel; not kept p95 ≤ 20 ms at 200/s";

    public override async Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var database = await BenchDatabase.New(isPostgres, workshop);
        await Server.Prepare(workshop, database, workshop.Catalogue);
        using var server = await Server.Start(workshop, database, workshop.Catalogue, Host);
        var measures = new List<Measure>();
        foreach (var (name, path) in Pages)
        {
            measures.Add(await Kept(workshop, server, name, path));
        }

        foreach (var (name, path) in Pages)
        {
            measures.Add(await Drawn(server, name, path));
        }

        return measures;
    }

    /// <summary>In turns, so that what else the machine does meets both alike.</summary>
    private static async Task<Measure> Kept(Workshop workshop, Server server, string name, string path)
    {
        using var bare = await BareKestrel.Start(workshop, new($"http://127.0.0.1:{server.Port}{path}"), Host);
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {Host}\r\n\r\n");
        var warmUp = await server.Settle(3, 20, async _ => (await ClosedLoop.Run(Connections, TimeSpan.FromSeconds(1), server.Port, request)).Took);
        await ClosedLoop.Run(Connections, TimeSpan.FromSeconds(warmUp), bare.Port, request);
        var (house, reference) = (new Throughput(0, 0, TimeSpan.Zero), new Throughput(0, 0, TimeSpan.Zero));
        for (var round = 0; round < Rounds; round++)
        {
            house += await ClosedLoop.Run(Connections, TimeSpan.FromSeconds(2), server.Port, request);
            reference += await ClosedLoop.Run(Connections, TimeSpan.FromSeconds(2), bare.Port, request);
        }

        return Measure.Share($"{name}, kept", house.PerSecond, reference.PerSecond, "requests/s", "Kestrel returning the same bytes", 0.70, house.Errors + reference.Errors, $"after {warmUp} s to warm up");
    }

    /// <summary>A signed-in cookie, even a wrong one, is never served from what is kept.</summary>
    private static async Task<Measure> Drawn(Server server, string name, string path)
    {
        using var http = Caller.NewClient();
        async Task<bool> Ask(int number)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{server.Port}{path}") { Headers = { Host = Host } };
            asked.Headers.Add("Cookie", "__Host-session=nobody");
            using var answer = await http.SendAsync(asked);
            return answer.IsSuccessStatusCode && (await answer.Content.ReadAsByteArrayAsync()).Length > 0 && answer.Headers.Age is null;
        }

        await OpenLoop.Run(100, TimeSpan.FromSeconds(4), Ask);
        var (latencies, cost) = await server.Costing(() => OpenLoop.Run(200, TimeSpan.FromSeconds(15), Ask), run => run.Count);
        return Measure.AtMost($"{name}, not kept, p95 at 200/s", latencies.At(0.95), "ms", 20, latencies.Errors == 0, $"{latencies} · {cost}");
    }
}
