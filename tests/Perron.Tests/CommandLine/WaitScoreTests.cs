using System.Text.Json;
using Perron.CommandLine;
namespace Perron.Tests.CommandLine;

/// <summary><c>perron waits score</c> on logs of one's own.</summary>
public sealed class WaitScoreTests
{
    private const string Head = "arrival,queue,priority,call,start,end,counter,outcome";

    [Fact]
    public void A_log_is_scored_beside_what_is_told_elsewhere()
    {
        var (fit, judge) = (Log(new(2026, 11, 23, 8, 0, 0)), Log(new(2026, 11, 30, 8, 0, 0)));
        var (code, told, _) = Typed("--fit", fit, "--judge", judge, "--json");
        Assert.Equal(0, code);
        var scores = JsonDocument.Parse(told).RootElement;
        Assert.Equal(["perron", "les", "ql", "zms", "ma10", "profile"], scores.EnumerateObject().Select(one => one.Name));
        Assert.Equal(119, scores.GetProperty("perron").GetProperty("n").GetInt32());
        Assert.True(scores.GetProperty("perron").GetProperty("mae").GetDouble() < scores.GetProperty("les").GetProperty("mae").GetDouble(), told);
    }

    [Theory]
    [InlineData("", "line 1, column 1")]
    [InlineData("arrival,queue,priorité\n", "line 1, column 3: the column 'priority'")]
    [InlineData($"{Head}\n2026-11-30T08:15,Passeport,0,,,,,left\n", "line 2, column 1: '2026-11-30T08:15' is no moment")]
    [InlineData($"{Head}\n2026-11-30T08:15:00,,0,,,,,left\n", "line 2, column 2")]
    [InlineData($"{Head}\n2026-11-30T08:15:00,Passeport,haute,,,,,left\n", "line 2, column 3: 'haute' is no whole number")]
    [InlineData($"{Head}\n2026-11-30T08:15:00,Passeport,0,,,,,left\n2026-11-30T08:15:00,Passeport,0,2026-11-30T08:14:00,,2026-11-30T08:30:00,1,served\n", "line 3, column 4: 2026-11-30T08:14:00 is before 2026-11-30T08:15:00")]
    [InlineData($"{Head}\n2026-11-30T08:15:00,Passeport,0,2026-11-30T08:20:00,,2026-11-30T08:30:00,,served\n", "line 2, column 7")]
    [InlineData($"{Head}\n2026-11-30T08:15:00,Passeport,0,2026-11-30T08:20:00,,,1,served\n", "line 2, column 6")]
    [InlineData($"{Head}\n2026-11-30T08:15:00,Passeport,0,,,,,parti\n", "line 2, column 8: 'parti' is no outcome")]
    public void What_is_no_log_is_refused_with_its_line_and_column(string text, string said)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        var (code, _, refused) = Typed("--fit", file, "--judge", file);
        Assert.Equal(1, code);
        Assert.Contains(said, refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_logs_it_says_how_it_is_typed() => Assert.Equal(2, Typed("--fit", "a.csv").Code);

    // A morning at one counter: somebody every four minutes, five minutes of service.
    private static string Log(DateTime from)
    {
        var (lines, free) = (new List<string> { Head }, from);
        for (var place = 0; place < 120; place++)
        {
            var arrival = from.AddMinutes(4 * place);
            var call = free > arrival ? free : arrival;
            free = call.AddMinutes(5);
            lines.Add($"{arrival:s},Passeport,0,{call:s},,{free:s},1,{(call == arrival ? "direct" : "served")}");
        }

        var file = Path.GetTempFileName();
        File.WriteAllLines(file, lines);
        return file;
    }

    private static (int Code, string Told, string Refused) Typed(params string[] options)
    {
        var (told, refused) = (new StringWriter(), new StringWriter());
        return (ScoreWaits.Run(options, told, refused), told.ToString(), refused.ToString());
    }
}
