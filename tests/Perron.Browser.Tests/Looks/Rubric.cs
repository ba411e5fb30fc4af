using System.Globalization;
using System.Text;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Looks;

/// <summary>
/// The twenty marks of each main screen: seven by the ruler, thirteen by eye (docs/screens/judged.csv).
/// docs/screens/rubric.md is written anew when PERRON_RUBRIC is set: whoever judges has looked at the pictures of the same run.
/// </summary>
internal static class Rubric
{
    private static readonly string[] Screens = ["home", "procedure", "step", "check", "tracking", "space", "agreement", "opinion", "inbox", "case", "message", "pieces", "filing", "act",
        "adapt", "adapted", "dealt-moved", "gap", "proposals", "exchanges", "exchange", "programs", "key", "webhook-tried", "safe", "genuine", "revoked", "unknown", "pay", "paid", "cash-taken", "cash-day", "bank", "transfer"];
    private static readonly int[] Starred = [1, 2, 3, 5, 9, 11, 13, 17, 20];
    private static readonly Lock Pen = new();

    /// <summary>Pictures take half of the time of a look, and only somebody who wants to see them needs any.</summary>
    public static bool IsPhotographed => IsWritten || Environment.GetEnvironmentVariable("PERRON_PICTURES") is { Length: > 0 };

    public static bool IsWritten => Environment.GetEnvironmentVariable("PERRON_RUBRIC") is { Length: > 0 };

    public static void Write(string commune, IReadOnlyDictionary<string, List<(int Width, Measures Measured)>> seen)
    {
        if (!IsWritten)
        {
            return;
        }

        var rows = new StringBuilder();
        foreach (var screen in Screens.Where(seen.ContainsKey))
        {
            var marks = Judged(commune, screen);
            foreach (var (check, mark) in Ruled(seen[screen]))
            {
                marks[check] = mark;
            }

            var zero = Starred.Any(check => marks[check] == 0);
            rows.AppendLine(CultureInfo.InvariantCulture, $"| {commune} | {screen} | {string.Join(" | ", Enumerable.Range(1, 20).Select(check => marks[check]))} | **{marks.Values.Sum()}**{(zero ? " (a starred zero)" : "")} |");
        }

        lock (Pen)
        {
            var file = Repository.Path("docs/screens/rubric.md");
            var text = File.ReadAllLines(file).Where(line => !Screens.Any(screen => seen.ContainsKey(screen) && line.StartsWith($"| {commune} | {screen} |", StringComparison.Ordinal))).ToList();
            text.InsertRange(text.FindIndex(line => line.StartsWith("|---", StringComparison.Ordinal)) + 1, rows.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
            File.WriteAllText(file, string.Join('\n', text) + "\n");
        }
    }

    private static IEnumerable<(int Check, int Mark)> Ruled(List<(int Width, Measures Measured)> seen)
    {
        var all = seen.Select(one => one.Measured).ToList();
        yield return (2, all.All(one => one.Primaries <= 1) ? 2 : 0);
        yield return (3, all.Min(one => one.BodySize) switch { >= 17 => 2, >= 15 => 1, _ => 0 });
        yield return (4, all.Max(one => one.Longest) switch { <= 75 => 2, <= 80 => 1, _ => 0 });
        var phone = seen.Where(one => one.Width < 500).Select(one => one.Measured).ToList();
        yield return (5, phone.Any(one => one.Small.Count + one.Touching.Count > 0) ? 0 : phone.Any(one => one.Near > 0) ? 1 : 2);
        yield return (7, all.Max(one => one.OffScale.Count) switch { 0 => 2, <= 2 => 1, _ => 0 });
        yield return (9, all.All(one => one.Overflow <= 0 && one.Cut.Count == 0) ? 2 : 0);
        yield return (11, all.All(one => one.Wordless.Count == 0) ? 2 : 0);
    }

    private static Dictionary<int, int> Judged(string commune, string screen)
    {
        var lines = File.ReadAllLines(Repository.Path("docs/screens/judged.csv"));
        var checks = lines[0].Split(',')[2..].Select(int.Parse).ToList();
        var line = lines.Single(one => one.StartsWith($"{commune},{screen},", StringComparison.Ordinal)).Split(',')[2..];
        return checks.Zip(line, (check, mark) => (check, mark)).ToDictionary(one => one.check, one => int.Parse(one.mark, CultureInfo.InvariantCulture));
    }
}
