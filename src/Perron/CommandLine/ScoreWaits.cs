using System.Globalization;
using System.Text.Json;
using Perron.Waits;
namespace Perron.CommandLine;

/// <summary><c>perron waits score</c>: how well waits are foretold on somebody's own log, beside what is told elsewhere. Needs no house.</summary>
public static class ScoreWaits
{
    private const string Usage = "perron waits score --fit A.csv --judge B.csv [--json]";

    public static int Run(string[] options, TextWriter told, TextWriter refused)
    {
        if (Option(options, "--fit") is not { } fit || Option(options, "--judge") is not { } judge)
        {
            refused.WriteLine(Usage);
            return 2;
        }

        try
        {
            var scores = WaitScore.Of(QueueLogFile.Read(fit), QueueLogFile.Read(judge));
            told.WriteLine(options.Contains("--json") ? Json(scores) : Table(scores));
            return 0;
        }
        catch (Exception broken) when (broken is QueueLogFault or IOException or UnauthorizedAccessException)
        {
            refused.WriteLine(broken.Message);
            return 1;
        }
    }

    private static string? Option(string[] options, string name) => options.SkipWhile(option => option != name).Skip(1).FirstOrDefault();

    private static string Table(IReadOnlyDictionary<string, WaitScore> scores)
    {
        var own = scores["perron"];
        return string.Join('\n', scores.Select(one => string.Create(CultureInfo.InvariantCulture,
            $"{one.Key,-8} {one.Value.Waits,7} waits · mean error {one.Value.MeanError,7:0.0} s · within the longest told {one.Value.Coverage,5:0.000} · pinball at .9 {one.Value.Pinball,6:0.0}{(one.Key == "perron" ? "" : $" · Perron to this: error {Ratio(own.MeanError, one.Value.MeanError):0.000}, pinball {Ratio(own.Pinball, one.Value.Pinball):0.000}")}")));
    }

    private static string Json(IReadOnlyDictionary<string, WaitScore> scores)
    {
        var own = scores["perron"];
        return JsonSerializer.Serialize(scores.ToDictionary(one => one.Key, one => new Dictionary<string, double>
        {
            ["n"] = one.Value.Waits, ["mae"] = one.Value.MeanError, ["p90_coverage"] = one.Value.Coverage, ["pinball_90"] = one.Value.Pinball,
            ["mae_ratio"] = Ratio(own.MeanError, one.Value.MeanError), ["pinball_90_ratio"] = Ratio(own.Pinball, one.Value.Pinball),
        }));
    }

    private static double Ratio(double own, double other) => other > 0 ? own / other : 0;
}
