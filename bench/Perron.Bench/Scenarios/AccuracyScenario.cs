using System.Globalization;
using Perron.Bench.House;
using Perron.Waits;
namespace Perron.Bench.Scenarios;

/// <summary>How well waits are foretold, beside what is told elsewhere on the same log, and how long it takes to tell a whole hall.</summary>
/// <param name="log">The folder of the Technion log; it stands beside the repository, not in it.</param>
internal sealed class AccuracyScenario(string? log) : Scenario
{
    // Mean error beside each: what has to be, and what would be fine.
    private static readonly IReadOnlyList<(string Rival, string Is, double Must, double Stretch)> Targets =
    [
        ("les", "the wait of the last one called (LES)", .70, .64), ("ql", "people ahead by mean service by counters (QL)", .62, .57),
        ("zms", "the same in whole minutes (ZMS)", .70, .65), ("ma10", "the mean of the last ten waits", .78, .72),
    ];

    public override string Name => "accuracy";
    public override string What => "waits foretold on the Technion log: error beside LES ≤ .70, QL ≤ .62, ZMS ≤ .70, mean of ten ≤ .78; P90 covers .87–.93; a hall told anew in ≤ 50 ms";
    public override bool NeedsHouse => false;

    public override Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var folder = Path.GetFullPath(log ?? Path.Combine(workshop.Repository, "..", "shared", "data", "technion_anonymous_bank"));
        if (!File.Exists(Path.Combine(folder, AccuracyTechnion.Judge)))
        {
            throw new InvalidOperationException($"{AccuracyTechnion.Fit} and {AccuracyTechnion.Judge} are not in {folder}: tell where with --log.");
        }

        return Task.FromResult<IReadOnlyList<Measure>>([.. Technion(folder), AccuracyRefresh.Run()]);
    }

    private static IEnumerable<Measure> Technion(string folder)
    {
        var scores = WaitScore.Of(AccuracyTechnion.Read(Path.Combine(folder, AccuracyTechnion.Fit)), AccuracyTechnion.Read(Path.Combine(folder, AccuracyTechnion.Judge)));
        var own = scores["perron"];
        foreach (var (rival, what, must, stretch) in Targets)
        {
            yield return new($"Technion, mean error of the usual wait beside {rival}", own.MeanError, "s", Most(must), own.MeanError <= must * scores[rival].MeanError)
            {
                Reference = scores[rival].MeanError, ReferenceIs = what, Detail = Stretch(own.MeanError / scores[rival].MeanError, stretch),
            };
        }

        yield return new("Technion, share of waits within the longest told", own.Coverage, "", ".87–.93", own.Coverage is >= .87 and <= .93) { Detail = $"{own.Waits} waits; stretch .89–.91 {(own.Coverage is >= .89 and <= .91 ? "met" : "missed")}" };
        yield return new("Technion, pinball of the longest told, at .9", own.Pinball, "s", Most(.82), own.Pinball <= .82 * scores["profile"].Pinball)
        {
            Reference = scores["profile"].Pinball, ReferenceIs = "the ninth tenth of this half-hour", Detail = Stretch(own.Pinball / scores["profile"].Pinball, .75),
        };
    }

    private static string Most(double ratio) => string.Create(CultureInfo.InvariantCulture, $"≤ {100 * ratio:0}%");

    private static string Stretch(double ratio, double stretch) => string.Create(CultureInfo.InvariantCulture, $"ratio {ratio:0.000}; stretch {stretch:0.00} {(ratio <= stretch ? "met" : "missed")}");
}
