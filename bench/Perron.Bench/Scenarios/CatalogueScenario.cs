using System.Globalization;
using Perron.Bench.House;
namespace Perron.Bench.Scenarios;

/// <summary>How long a house reads and checks its catalogue at start: the first time, when it proves what it has never published, and from then on.</summary>
internal sealed class CatalogueScenario : Scenario
{
    private const int Starts = 5;

    public override string Name => "catalogue";
    public override string What => "the whole catalogue read and checked at start: ≤ 500 ms";

    public override async Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var database = await BenchDatabase.New(isPostgres, workshop);
        await Server.Prepare(workshop, database, workshop.Catalogue);
        var first = await Start();
        var later = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            later.Add(await Start());
        }

        var entries = Directory.EnumerateFiles(Path.Combine(workshop.Catalogue, "procedures"), "*.yaml", SearchOption.AllDirectories).Count();
        return
        [
            Measure.AtMost($"{entries} entries, median of {Starts} starts", later.Order().ElementAt(Starts / 2), "ms", 500, detail: string.Create(CultureInfo.InvariantCulture, $"{string.Join(" · ", later.Select(start => $"{start:0} ms"))}; {first:0} ms at the first start, which walks through each form and workflow that was never published")),
        ];

        async Task<double> Start()
        {
            using var server = await Server.Start(workshop, database, workshop.Catalogue, Host);
            using var http = Caller.NewClient();
            return (await server.Seconds(http, "perron_catalogue_start")).TotalMilliseconds;
        }
    }
}
