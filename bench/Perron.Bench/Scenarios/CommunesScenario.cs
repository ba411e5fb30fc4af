using System.Diagnostics;
using Perron.Bench.House;
namespace Perron.Bench.Scenarios;

/// <summary>All communes of Wallonia in one house, which opens quickly and stays small when all are visited.</summary>
internal sealed class CommunesScenario : Scenario
{
    private const int Communes = 236, Starts = 5;

    public override string Name => "communes";
    public override string What => "236 communes, all visited: resident memory ≤ 500 MB; cold start to first page ≤ 3 s";

    public override async Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var (database, catalogue) = (await BenchDatabase.New(isPostgres, workshop), Path.Combine(workshop.Folder, "catalogue"));
        WriteCatalogue(workshop.Catalogue, catalogue);
        await Server.Prepare(workshop, database, catalogue);
        var (starts, work) = (new List<double>(), new List<double>());
        for (var start = 0; start < Starts - 1; start++)
        {
            using var cold = await Server.Start(workshop, database, catalogue, HostOf(start));
            starts.Add(cold.ToFirstPage.TotalSeconds);
            work.Add(cold.WorkToFirstPage.TotalSeconds);
        }

        using var server = await Server.Start(workshop, database, catalogue, HostOf(0));
        starts.Add(server.ToFirstPage.TotalSeconds);
        using var http = Caller.NewClient();
        var (failed, clock, most) = (0, Stopwatch.StartNew(), 0.0);
        for (var number = 0; number < Communes; number++)
        {
            var visitor = new Caller(http, server.Port, HostOf(number));
            foreach (var path in new[] { "/", "/demarches", $"/demarches/{Procedure}", $"/recherche?q=menage{number}" })
            {
                failed += (await visitor.Get(path)).Status == System.Net.HttpStatusCode.OK ? 0 : 1;
            }

            most = Math.Max(most, server.ResidentMegabytes());
        }

        return
        [
            Measure.AtMost("resident memory, most while and after all were visited", Math.Max(most, server.ResidentMegabytes()), "MB", 500, failed == 0, $"{Communes} communes, 4 pages each in {clock.Elapsed.TotalSeconds:0.0} s, {failed} pages failed"),
            Measure.AtMost($"start of the process to the first whole page, median of {Starts}", starts.Order().ElementAt(Starts / 2), "s", 3, detail: $"{string.Join(" · ", starts.Select(start => $"{start:0.00} s"))}; {work.Min():0.00} s of processor at least"),
        ];
    }

    private static string HostOf(int number) => $"commune-{number}.localhost";

    /// <summary>The catalogue of the repository, but with 236 times its first commune under other names and with other colours.</summary>
    private static void WriteCatalogue(string from, string to)
    {
        var original = Path.Combine(from, "communes", "braine-lalleud");
        Copy(from, to, skipped: Path.Combine(from, "communes"));
        for (var number = 0; number < Communes; number++)
        {
            var folder = Path.Combine(to, "communes", $"commune-{number}");
            Copy(original, folder, skipped: "");
            Change(Path.Combine(folder, "commune.yaml"), ("slug: braine-lalleud", $"slug: commune-{number}"), ("letters: BLA", $"letters: {LettersOf(number)}"), ("host: braine-lalleud.localhost", $"host: {HostOf(number)}"), ("name: Braine-l'Alleud", $"name: Commune {number}"));
            Change(Path.Combine(folder, "theme.json"), ("#00558c", $"#{40 + number % 7 * 30:x2}{30 + number * 37 % 200:x2}{20 + number * 91 % 220:x2}"));
        }
    }

    private static string LettersOf(int number) => string.Concat((char)('A' + number / 26 / 26), (char)('A' + number / 26 % 26), (char)('A' + number % 26));

    private static void Change(string file, params (string Old, string New)[] changes)
    {
        var text = File.ReadAllText(file);
        File.WriteAllText(file, changes.Aggregate(text, (changed, change) => changed.Replace(change.Old, change.New, StringComparison.Ordinal)));
    }

    private static void Copy(string from, string to, string skipped)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => folder != skipped))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)), skipped);
        }
    }
}
