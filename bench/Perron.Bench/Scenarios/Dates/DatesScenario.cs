using System.Globalization;
using Perron.Bench.House;
namespace Perron.Bench.Scenarios.Dates;

/// <summary>How well the dates hold that citizens are told, on simulated years with backlog, leave and two slow weeks, played forward.</summary>
internal sealed class DatesScenario : Scenario
{
    private const int LastYear = 0;
    private static readonly int[] Seeds = [1, 2, 3, 4, 5];

    public override string Name => "dates";
    public override string What => "expected dates, five seeded years of 13 190 cases: P80 covers .75–.85; error of the P50 ≤ .70 of that of the configured time";
    public override bool NeedsHouse => false;

    public override Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var times = PlayedForward.ConfiguredAfter(LastYear);
        var years = Seeds.Select(seed => new PlayedForward(seed, times)).ToList();
        var (covered, errors, configured, hindsight) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        foreach (var year in years)
        {
            var outcomes = year.Outcomes.Values.SelectMany(outcome => outcome).ToList();
            covered.Add(Kept(outcomes));
            hindsight.Add(Hindsight(year));
            errors.Add(outcomes.Average(outcome => outcome.LikelyOff));
            configured.Add(outcomes.Average(outcome => outcome.ConfiguredOff));
        }

        var sent = years.SelectMany(year => year.Outcomes.Values).SelectMany(outcomes => outcomes).Where(outcome => outcome.IsFirst).ToList();
        var ratios = errors.Zip(configured, (one, other) => one / other).ToList();
        var (least, most) = (covered.Min(), covered.Max());
        IReadOnlyList<Measure> measures =
        [
            new("share of promises (P80) kept, the year farthest from .80", Math.Abs(least - .8) > Math.Abs(most - .8) ? least : most, "", ".75–.85", least >= .75 && most <= .85)
            {
                Detail = $"min · median · max {Spread(covered)}; {years[0].Cases} cases and {years[0].Outcomes.Values.Sum(outcome => outcome.Count)} dates a year",
            },
            new("mean error of the P50, the worst year", errors[ratios.IndexOf(ratios.Max())], "office days", "≤ 70%", ratios.Max() <= .70)
            {
                Reference = configured[ratios.IndexOf(ratios.Max())], ReferenceIs = "the configured time of each procedure",
                Detail = $"ratio min · median · max {Spread(ratios)}; P50 {Spread(errors)}, configured {Spread(configured)} office days. Configured, from the year before (seed {LastYear}), so that four in five are kept: {string.Join(", ", times.Select(time => $"{time.Key} {time.Value}"))}",
            },
            new("the same for the dates told when the request was sent, all years", sent.Average(outcome => outcome.LikelyOff), "office days", "–", true)
            {
                Reference = sent.Average(outcome => outcome.ConfiguredOff), ReferenceIs = "the configured time",
                Detail = string.Create(CultureInfo.InvariantCulture, $"promises kept {Kept(sent):.000}"),
            },
            new("mean error of the P50 against constants that nobody can know, the median year", errors.Order().ElementAt(Seeds.Length / 2), "office days", "–", true)
            {
                Reference = hindsight.Order().ElementAt(Seeds.Length / 2), ReferenceIs = "the best constant of each procedure, chosen when the year was over",
            },
            .. years[0].Outcomes.OrderBy(one => one.Key.Procedure, StringComparer.Ordinal).Select(one => OneStep(one.Key, one.Value)),
        ];
        return Task.FromResult(measures);
    }

    private static Measure OneStep((string Procedure, string Step) step, List<PlayedForward.Outcome> outcomes) =>
        new($"seed 1, {step.Procedure}, {step.Step}", outcomes.Average(outcome => outcome.LikelyOff), "office days", "–", true)
        {
            Reference = outcomes.Average(outcome => outcome.ConfiguredOff), ReferenceIs = "configured",
            Detail = string.Create(CultureInfo.InvariantCulture, $"{outcomes.Count} dates, kept {Kept(outcomes):.00} (as configured {outcomes.Average(outcome => outcome.IsKeptAsConfigured ? 1.0 : 0):.00}), lasted {outcomes.Average(outcome => outcome.Lasted):0.0} office days"),
        };

    private static double Kept(IEnumerable<PlayedForward.Outcome> outcomes) => outcomes.Average(outcome => outcome.IsKept ? 1.0 : 0);

    private static double Hindsight(PlayedForward year) =>
        year.Outcomes.GroupBy(one => one.Key.Procedure, one => one.Value).Sum(steps => Enumerable.Range(0, 60).Min(days =>
            steps.SelectMany(outcomes => outcomes).Sum(outcome => Math.Abs(Math.Max(0, days - outcome.Since) - outcome.Lasted)))) / year.Outcomes.Values.Sum(outcomes => outcomes.Count);

    private static string Spread(IEnumerable<double> values) =>
        string.Join(" · ", values.Order().Where((_, at) => at is 0 or 2 or 4).Select(value => value.ToString("0.000", CultureInfo.InvariantCulture)));
}
