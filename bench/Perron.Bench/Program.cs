using System.Diagnostics;
using Perron.Bench;
using Perron.Bench.House;
using Perron.Bench.Reference;
using Perron.Bench.Scenarios;
using Perron.Bench.Scenarios.Dates;

IReadOnlyList<Scenario> scenarios = [new PagesScenario(), new TrackingScenario(), new SubmitScenario(), new CommunesScenario(), new CatalogueScenario(), new FirstViewScenario(), new DatesScenario(), new FormsScenario(), new InboxScenario(), new CreateScenario(), new PaymentsScenario(), new DocumentsScenario(), new AccuracyScenario(args.SkipWhile(argument => argument != "--log").Skip(1).FirstOrDefault()), new SyntheticHallScenario(), new AdviceScenario(), new HallScenario()];
var options = args.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)).ToList();
var database = args.SkipWhile(argument => argument != "--database").Skip(1).FirstOrDefault() ?? "sqlite";
if (args is [BareKestrel.Verb, ..])
{
    return await BareKestrel.Serve(args[1], args[2]);
}

if (args is ["list", ..])
{
    foreach (var scenario in scenarios)
    {
        Console.WriteLine($"{scenario.Name,-12} {scenario.What}");
    }

    return 0;
}

if (args is not [var name, ..] || scenarios.FirstOrDefault(scenario => scenario.Name == name) is not { } chosen || database is not ("sqlite" or "postgres") || options.Except(["--json", "--database", "--quick", "--log"]).Any())
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/Perron.Bench -- <scenario> [--database sqlite|postgres] [--json] [--quick] [--log folder]");
    Console.Error.WriteLine($"Scenarios: list {string.Join(' ', scenarios.Select(scenario => scenario.Name))}");
    return 2;
}

using var workshop = new Workshop { IsQuick = options.Contains("--quick") };
if (database == "postgres" && Environment.GetEnvironmentVariable("PERRON_TEST_PG") is null)
{
    // A cluster as it would be in production: with fsync.
    var again = new ProcessStartInfo(Path.Combine(workshop.Repository, "scripts", "pg-temp"), [Environment.ProcessPath!, .. args]) { Environment = { ["PERRON_PG_FSYNC"] = "on" } };
    using var inside = Process.Start(again)!;
    await inside.WaitForExitAsync();
    return inside.ExitCode;
}

try
{
    if (chosen.NeedsHouse)
    {
        await workshop.Publish();
    }

    var measures = await chosen.Run(workshop, database == "postgres");
    Report.Print(chosen.Name, database, measures, asJson: options.Contains("--json"));
    return measures.All(measure => measure.IsMet) ? 0 : 1;
}
catch (InvalidOperationException broken)
{
    Console.Error.WriteLine(broken); // caught so that the servers are stopped and the folder is removed
    return 3;
}
