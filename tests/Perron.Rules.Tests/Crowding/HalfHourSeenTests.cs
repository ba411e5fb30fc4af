using CsCheck;
using NodaTime;
using Perron.Crowding;
using Perron.Waits;
namespace Perron.Rules.Tests.Crowding;

public sealed class HalfHourSeenTests
{
    private static readonly LocalDate Day = new(2026, 11, 30);

    [Fact]
    public void Everybody_is_counted_and_waits_as_long_as_they_waited() => Gen.Select(Gen.Int[0, 700], Gen.Int[0, 200]).Array[0, 40].Sample(all =>
    {
        var visits = all.Select(one => Visit(new LocalTime(8, 0).PlusMinutes(one.Item1 / 2), one.Item2)).ToList();
        var seen = HalfHourSeen.Of(visits, Day, HalfHour.Between(LocalTime.Midnight, new(23, 59)));
        Assert.Equal(HalfHour.InADay, seen.Count);
        Assert.Equal(visits.Count, seen.Values.Sum(one => one.Arrivals), 6);
        Assert.Equal(all.Sum(one => one.Item2), seen.Values.Sum(one => one.People * 30), 6);
        Assert.Equal(all.Sum(one => one.Item2), seen.Values.Sum(one => one.Arrivals * (one.Wait ?? 0)), 6);
    });

    [Fact]
    public void Who_left_has_no_wait_but_was_there()
    {
        var left = new QueueVisit(Day.At(new(9, 0)), "A", 0, null, null, Day.At(new(9, 15)), "", VisitOutcome.Left);
        var seen = HalfHourSeen.Of([left, Visit(new(9, 40), 3)], Day, HalfHour.Between(new(9, 0), new(10, 30)));
        Assert.Equal([new(1, 0.5, null), new(1, 0.1, 3), new HalfHourSeen(0, 0, null)], seen.OrderBy(one => one.Key).Select(one => one.Value));
    }

    private static QueueVisit Visit(LocalTime at, int waits) =>
        new(Day.At(at), "A", 0, Day.At(at).PlusMinutes(waits), Day.At(at).PlusMinutes(waits), Day.At(at).PlusMinutes(waits + 5), "1", VisitOutcome.Served);
}
