using CsCheck;
using NodaTime;
using Perron.Calendar;
using Perron.Crowding;
using Perron.Waits;
namespace Perron.Rules.Tests.Crowding;

public sealed class MadeUpHallTests
{
    private static readonly LocalDate First = new(2025, 12, 1), Last = new(2026, 11, 30);
    private static readonly Gen<LocalDate> Weekday = Gen.Int[0, 300].Select(First.PlusDays);

    [Theory]
    [InlineData(4200, 1)]
    [InlineData(4200, 2)]
    [InlineData(2000, 3)]
    public void A_year_has_its_months_its_Mondays_and_its_holidays(int visitors, int seed)
    {
        var year = MadeUpHalls.Town(visitors, (ulong)seed).Play(First, Last).Where(visit => visit.Outcome != MadeUpOutcome.NoShow).ToList();
        Assert.All(year.GroupBy(visit => visit.Arrival.Date.With(DateAdjusters.StartOfMonth)), month => Assert.InRange(month.Count() / (double)visitors, 0.95, 1.05));
        Assert.Equal(12, year.Select(visit => visit.Arrival.Month).Distinct().Count());
        Assert.InRange(year.Count(visit => visit.Arrival.DayOfWeek == IsoDayOfWeek.Monday) / (double)year.Count, 0.31, 0.355);
        Assert.DoesNotContain(year, visit => BelgianHolidays.Has(visit.Arrival.Date) || visit.Arrival.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);
        Assert.DoesNotContain(year, visit => visit.Outcome == MadeUpOutcome.Waiting);
        var waits = year.Where(visit => visit.Outcome == MadeUpOutcome.Served).Select(visit => Minutes(visit.WaitsFrom, visit.Call)).ToList();
        Assert.InRange(waits.Average(), 2, 20);
    }

    [Fact]
    public void A_day_is_the_same_alone_and_among_others_and_another_seed_is_another_day() => Gen.Select(Weekday, Gen.ULong).Sample((day, seed) =>
    {
        var hall = MadeUpHalls.FiveCounters(2500, seed);
        var alone = hall.Play(day);
        Assert.Equal(alone, hall.Play(day.PlusDays(-9), day.PlusDays(3)).Where(visit => visit.Arrival.Date == day));
        Assert.True(alone.Count == 0 || !alone.SequenceEqual((hall with { Seed = seed + 1 }).Play(day)));
        Assert.Equal(alone.Count == 0, !hall.OpenOn(day).Any());
    }, iter: 30);

    [Fact]
    public void Nobody_is_at_two_counters_and_no_counter_has_two() => Gen.Select(Weekday, Gen.ULong, Gen.Double[1500, 6000]).Sample((day, seed, visitors) =>
    {
        var hall = MadeUpHalls.FiveCounters(visitors, seed);
        var visits = hall.Play(day);
        Assert.All(visits, visit => Assert.True(visit.Outcome switch
        {
            MadeUpOutcome.Served => visit.Arrival <= visit.Call && visit.Call < visit.Start && visit.Start < visit.End,
            MadeUpOutcome.Absent => visit.Arrival <= visit.Call && visit.Start is null && visit.Call < visit.End,
            MadeUpOutcome.Left => visit.Call is null && visit.Arrival <= visit.End && visit.Counter == "",
            _ => visit.Outcome == MadeUpOutcome.NoShow && visit.Booked == visit.Arrival && visit.End is null,
        }));
        foreach (var (counter, opens) in hall.OpeningsOf(day))
        {
            var called = visits.Where(visit => visit.Counter == counter.Name).OrderBy(visit => visit.Call).ToList();
            Assert.All(called.Zip(called.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Call));
            Assert.All(called, visit => Assert.True(counter.Queues.Contains(visit.Queue) && visit.Call!.Value.TimeOfDay >= opens
                && !(visit.Call.Value.TimeOfDay >= counter.Lunch!.Value.From && visit.Call.Value.TimeOfDay < counter.Lunch.Value.Until)));
        }
    }, iter: 60);

    [Fact]
    public void No_counter_is_idle_while_somebody_waits_for_it() => Gen.Select(Weekday, Gen.ULong).Sample((day, seed) =>
    {
        // One counter without lunch, nobody late: it calls as soon as it is free, at the latest after the pause between two.
        var hall = MadeUpHalls.FiveCounters(900, seed) with { Counters = [new("1", ["A", "B", "C", "D", "E"], new(8, 0), new(16, 0))], LateOpenings = 0, PatienceMinutes = 1e7 };
        var visits = hall.Play(day).Where(visit => visit.Outcome != MadeUpOutcome.NoShow).ToList();
        var called = visits.Where(visit => visit.Call is not null).OrderBy(visit => visit.Call).ToList();
        Assert.Equal(visits.Count, called.Count);
        foreach (var (before, next) in called.Zip(called.Skip(1)))
        {
            var idle = Minutes(before.End, next.Call);
            var first = visits.Where(visit => visit.Arrival <= next.Call && (visit.Call ?? visit.End) >= next.Call).Min(visit => visit.Arrival);
            Assert.True(idle < 5 || Minutes(first, next.Call) < 5, $"idle for {idle} minutes");
        }
    }, iter: 30);

    [Fact]
    public void Under_another_rule_the_same_people_come()
    {
        var hall = MadeUpHalls.FiveCounters(3000, 5) with { PatienceMinutes = 1e9, Absences = 0 };
        var (declared, inOrder) = (hall.Play(First, First.PlusDays(30)).ToList(), (hall with { Rule = CallRule.InOrder }).Play(First, First.PlusDays(30)).ToList());
        Assert.Equal(declared.Select(visit => (visit.Arrival, visit.Queue, visit.Booked)), inOrder.Select(visit => (visit.Arrival, visit.Queue, visit.Booked)));
        Assert.True(Waited(declared, MadeUpHall.Appointment) < 0.8 * Waited(inOrder, MadeUpHall.Appointment), "Who has an appointment waits less where it counts.");
        Assert.True(Waited(declared, 0) > Waited(inOrder, 0));

        static double Waited(List<MadeUpVisit> visits, int priority) => visits.Where(visit => visit.Outcome == MadeUpOutcome.Served && visit.Priority == priority).Average(visit => Minutes(visit.WaitsFrom, visit.Call));
    }

    [Fact]
    public void Shares_are_what_the_hall_says()
    {
        var visits = MadeUpHalls.FiveCounters(4000, 8).Play(First, Last).ToList();
        var booked = visits.Where(visit => visit.Booked is not null).ToList();
        Assert.InRange(booked.Count(visit => visit.Outcome == MadeUpOutcome.NoShow) / (double)booked.Count, 0.11, 0.13);
        Assert.InRange(visits.Count(visit => visit.Outcome == MadeUpOutcome.Absent) / (double)visits.Count(visit => visit.Call is not null), 0.035, 0.045);
        var services = visits.Where(visit => visit is { Queue: "D", Counter: "3", Start: not null }).Select(visit => Minutes(visit.Start!.Value, visit.End)).ToList();
        Assert.InRange(services.Average(), 15.2, 16.8);
        Assert.InRange(Math.Sqrt(services.Average(minutes => Math.Pow(minutes - services.Average(), 2))) / services.Average(), 0.5, 0.7);
    }

    [Fact]
    public void Who_is_told_to_come_later_does()
    {
        var hall = MadeUpHalls.FiveCounters(3000, 5);
        var day = First;
        var moved = hall.Play(day, moment => moment.Now.TimeOfDay < new LocalTime(9, 0) ? new LocalTime(14, 0) : null);
        Assert.Equal(hall.Play(day).Count, moved.Count);
        Assert.DoesNotContain(moved, visit => visit.Booked is null && visit.Arrival.TimeOfDay < new LocalTime(9, 0));
        Assert.True(moved.Count(visit => visit.Arrival.TimeOfDay >= new LocalTime(14, 0)) > hall.Play(day).Count(visit => visit.Arrival.TimeOfDay >= new LocalTime(14, 0)));
    }

    private static double Minutes(LocalDateTime? from, LocalDateTime? until) => Period.Between(from!.Value, until!.Value, PeriodUnits.Ticks).Ticks / 6e8;
}
