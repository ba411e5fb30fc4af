using System.Collections.Concurrent;
using System.Diagnostics;
using Perron.Bench.House;
using Perron.Bench.Load;
namespace Perron.Bench.Scenarios;

/// <summary>The officer's day at size: inbox, team, what is late, a name, two names, a reference. The same questions with ten thousand cases and with a million.</summary>
internal sealed class InboxScenario : Scenario
{
    private const int Few = 10_000, ManyOnPostgres = 1_000_000, ManyOnSqlite = 100_000, PerSecond = 20;
    private static readonly string[] Questions =
    [
        "?vue=moi", "?vue=equipe", "?vue=retard", "?vue=termines&page=3", "?vue=equipe&etat=WaitingCitizen&tri=Newest", "?vue=non-attribues", "?vue=attente&echeance=Late", "?vue=equipe&etiquette=lot+4", "?vue=termines",
        "?q=dubois", "?q=claire+lambert", "?q=n24975", "?q=zzz", "?q=composition", "?q=peet", "?q=composition+marcel+dubois",
    ];

    public override string Name => "inbox";
    public override string What => "inbox and search, 236 communes: PostgreSQL with 1 million cases p95 ≤ 60 ms and ≤ 1.5 × that with 10 000; SQLite with 100 000 p95 ≤ 80 ms";

    public override async Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var database = await BenchDatabase.New(isPostgres, workshop);
        await Server.Prepare(workshop, database, workshop.Catalogue);
        using var server = await Server.Start(workshop, database, workshop.Catalogue, Host);
        using var http = Caller.NewClient();
        var citizen = (await Citizen.SignIn(http, server.Port, 1))[0];
        await citizen.FillDraft(Mandate.Of(20_000));
        await citizen.Send();
        var (officer, id) = await DeskOfficer.SignIn(new Caller(http, server.Port, Host));
        var cases = new ManyCases(database, id);

        await cases.Add(0, Few);
        var few = await Measured(officer, []);
        var many = isPostgres ? ManyOnPostgres : ManyOnSqlite;
        await cases.Add(Few, many);
        var questions = new ConcurrentBag<(string Question, double Took)>();
        var all = await Measured(officer, questions);
        var slowest = questions.GroupBy(one => one.Question, one => one.Took).Select(one => (Question: one.Key, Took: one.Order().ElementAt(one.Count() / 2))).OrderByDescending(one => one.Took).Take(3);
        return
        [
            Measure.AtMost($"{many:N0} cases, p95 at {PerSecond}/s", all.At(0.95), "ms", isPostgres ? 60 : 80, all.Errors == 0, $"{all}; {many / 25:N0} of them in the commune that is asked; slowest questions, median: {string.Join(", ", slowest.Select(one => $"{one.Question} {one.Took:0} ms"))}"),
            new($"the same against {Few:N0} cases", all.At(0.95), "ms", isPostgres ? "≤ 150%" : "–", !isPostgres || all.At(0.95) <= 1.5 * few.At(0.95)) { Reference = few.At(0.95), ReferenceIs = $"p95 with {Few:N0}", Detail = $"{few}" },
        ];
    }

    private static async Task<Latencies> Measured(Caller officer, ConcurrentBag<(string Question, double Took)> questions)
    {
        async Task<bool> Ask(int number)
        {
            var (question, began) = (Questions[number % Questions.Length], Stopwatch.GetTimestamp());
            var answer = await officer.Get($"/agent/boite{question}");
            questions.Add((question, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
            return answer.Status == System.Net.HttpStatusCode.OK && answer.Text.Contains("desk-main", StringComparison.Ordinal);
        }

        await OpenLoop.Run(PerSecond, TimeSpan.FromSeconds(10), Ask); // until the compiler and the database have seen what is hot
        return await OpenLoop.Run(PerSecond, TimeSpan.FromSeconds(30), Ask);
    }
}
