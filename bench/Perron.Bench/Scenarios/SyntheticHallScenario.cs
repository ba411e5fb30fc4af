using System.Globalization;
using NodaTime;
using Perron.Bench.House;
using Perron.Crowding;
using Perron.Waits;
namespace Perron.Bench.Scenarios;

/// <summary>How well waits are foretold in a made-up town hall: five counters with different skills, appointments, lunch, people who give up or are not there. It is a regression test: made-up halls favour who knows how they are made.</summary>
internal sealed class SyntheticHallScenario : Scenario
{
    private const int Learnt = 40, Judged = 25;
    private static readonly LocalDate First = new(2026, 1, 5);
    private static readonly (string Load, double VisitorsAMonth)[] Loads = [("a calm hall", 3900), ("a busy hall", 5000)];

    public override string Name => "synthetic";
    public override string What => "waits foretold in a made-up town hall, 40 days to learn, 25 to judge: error ≤ .82 of people ahead × service / counters, ≤ .65 of the last wait";
    public override bool NeedsHouse => false;

    public override Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres) => Task.FromResult<IReadOnlyList<Measure>>([.. Loads.SelectMany(load => Measured(load.Load, MadeUpHalls.FiveCounters(load.VisitorsAMonth, seed: 17)))]);

    private static IEnumerable<Measure> Measured(string load, MadeUpHall hall)
    {
        var days = Enumerable.Range(0, 200).Select(First.PlusDays).Where(day => hall.OpenOn(day).Any()).Take(Learnt + Judged).ToList();
        var live = new SyntheticHallPlay(hall);
        foreach (var (day, place) in days.Select((day, place) => (day, place)))
        {
            live.Play(day, isJudged: place >= Learnt);
        }

        var log = WaitScore.Of(Logged(days[..Learnt]), Logged(days[Learnt..]));
        yield return new($"{load}: error by people ahead", live.Error / 60, "min", "≤ 82%", live.Error <= 0.82 * live.QueueError)
        {
            Reference = live.QueueError / 60, ReferenceIs = "people ahead × service / counters, 0 where one is free",
            Detail = string.Create(CultureInfo.InvariantCulture, $"{live.Judged.Count} waits of {live.MeanWait / 60:0.0} min; longest told {live.Coverage:0.000} covered, {live.CoverageOfWaits:0.000} of who waits, pinball {live.Pinball:0.0} s"),
        };
        yield return new($"{load}: error by the last wait", live.Error / 60, "min", "≤ 65%", live.Error <= 0.65 * live.LastError)
        {
            Reference = live.LastError / 60, ReferenceIs = "wait of the last one called",
            Detail = string.Create(CultureInfo.InvariantCulture, $"from the queue log alone, without what counters tell: {log["perron"].MeanError / 60:0.00} min, covered {log["perron"].Coverage:0.000} ({string.Join(", ", log.Where(one => one.Key != "perron").Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value.MeanError / 60:0.00}")))})"),
        };

        List<QueueVisit> Logged(List<LocalDate> some) => [.. some.SelectMany(day => hall.Play(day)).Select(visit => visit.AsLogged).OfType<QueueVisit>()];
    }
}
