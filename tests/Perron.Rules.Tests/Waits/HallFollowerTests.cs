using CsCheck;
using NodaTime;
using Perron.Waits;
namespace Perron.Rules.Tests.Waits;

public sealed class HallFollowerTests
{
    private static readonly LocalDateTime Monday = new(2026, 11, 30, 8, 0);

    [Fact]
    public void Services_that_always_take_five_minutes_are_foretold_to_the_second()
    {
        var hall = new HallFollower();
        LogPlayer.Play(Queue(Monday.PlusDays(-3), count: 40, every: 60, service: 300), hall);
        // One is served since a hundred seconds, two wait.
        hall.Call("served", "1", "Passeport", 28_800);
        hall.Arrive("b", "Passeport", 0, 28_810);
        hall.Arrive("c", "Passeport", 0, 28_820);
        var told = hall.Foretell("Passeport", 0, 28_900, seed: 1);
        Assert.Equal(2, told.Ahead);
        Assert.Equal(200 + 300 + 300, told.Usual, 3);
    }

    [Fact]
    public void Nothing_is_told_from_what_comes_later() => Gen.Select(Gen.Int[5, 60], Gen.Int[20, 200], Gen.Int[60, 500]).Sample((count, every, service) =>
    {
        var log = Queue(Monday, count, every, service);
        var known = log.Take(count / 2).ToList();
        var (whole, half) = (Told(log), Told(known));
        Assert.Equal(half, whole.Where(one => known.Contains(one.Visit)));
    }, iter: 30);

    [Fact]
    public void Who_is_worth_more_is_told_less()
    {
        var hall = new HallFollower();
        // The one with priority is always called before the two who came earlier.
        var log = Enumerable.Range(0, 60).SelectMany(turn =>
        {
            var at = Monday.PlusSeconds(turn * 900);
            return new[] { One(at, 0, at.PlusSeconds(400), 300), One(at.PlusSeconds(10), 0, at.PlusSeconds(700), 300), One(at.PlusSeconds(20), 1, at.PlusSeconds(100), 300) };
        }).ToList();
        LogPlayer.Play(log, hall);
        Assert.True(hall.Memory.Rule.Credit(1) > 20, "Who came twenty seconds later was called first.");
        hall.Call("served", "1", "Passeport", 28_800);
        hall.Arrive("a", "Passeport", 0, 28_810);
        hall.Arrive("b", "Passeport", 0, 28_820);
        Assert.True(hall.Foretell("Passeport", 1, 28_830, 1).Usual < hall.Foretell("Passeport", 0, 28_830, 1).Usual);
    }

    private static QueueVisit One(LocalDateTime arrival, int priority, LocalDateTime call, int service) => new(arrival, "Passeport", priority, call, call, call.PlusSeconds(service), "1", VisitOutcome.Served);

    // One counter, without a pause.
    private static List<QueueVisit> Queue(LocalDateTime from, int count, int every, int service)
    {
        var (log, free) = (new List<QueueVisit>(), from);
        for (var place = 0; place < count; place++)
        {
            var arrival = from.PlusSeconds(place * every);
            var call = free > arrival ? free : arrival;
            log.Add(One(arrival, 0, call, service));
            free = call.PlusSeconds(service);
        }

        return log;
    }

    private static List<(QueueVisit Visit, WaitForecast Forecast)> Told(IReadOnlyList<QueueVisit> log)
    {
        var (hall, told) = (new HallFollower(), new List<(QueueVisit, WaitForecast)>());
        LogPlayer.Play(log, hall, (visit, now) => told.Add((visit, hall.Foretell(visit.Queue, visit.Priority, now, (ulong)now))));
        return told;
    }
}
