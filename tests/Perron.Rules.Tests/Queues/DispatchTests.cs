using CsCheck;
using NodaTime;
using Perron.Queues;
namespace Perron.Rules.Tests.Queues;

/// <summary>Who goes first: the rule that stands on the wall.</summary>
public sealed class DispatchTests
{
    [Fact]
    public void In_the_order_of_coming_each_queue_at_the_counters_that_serve_it()
    {
        var morning = Opened();
        var (first, second, third) = (morning.Take("permis"), morning.Pass(1).Take("cartes"), morning.Pass(1).Take("permis"));
        Assert.Equal(second, morning.Next(2));
        Assert.Equal(first, morning.Next(1));
        Assert.Equal(third, morning.Next(3));
        Assert.Null(morning.Next(2));
    }

    [Theory]
    [InlineData(-10, false)] // ten minutes before its time it waits like the others
    [InlineData(-4, true)]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(11, false)] // too late it is an ordinary ticket
    public void An_appointment_goes_first_from_five_minutes_before_to_ten_after(int comes, bool goesFirst)
    {
        var morning = Opened();
        var due = Morning.Opens + Duration.FromMinutes(30);
        morning.Pass(30 + comes - 1);
        var ordinary = morning.Take();
        var booked = morning.Pass(1).Take(due: due);
        Assert.Equal(goesFirst ? booked : ordinary, morning.Next(1));
    }

    [Fact]
    public void An_early_appointment_has_its_turn_once_its_time_is_near()
    {
        var morning = Opened();
        var booked = morning.Take(due: Morning.Opens + Duration.FromMinutes(20));
        var ordinary = morning.Pass(1).Take();
        Assert.Equal(ordinary, Dispatch.Next(morning.Day, morning.Desk(1), morning.Now)!.Code);
        Assert.Equal(booked, Dispatch.Next(morning.Day, morning.Desk(1), Morning.Opens + Duration.FromMinutes(16))!.Code);
    }

    [Fact]
    public void Reduced_mobility_is_worth_a_quarter_of_an_hour_and_no_more()
    {
        var morning = Opened();
        var ordinary = morning.Take();
        var needsRoom = morning.Pass(14).Take(priority: TicketPriority.ReducedMobility);
        Assert.Equal(needsRoom, Dispatch.Next(morning.Day, morning.Desk(1), morning.Now)!.Code);
        var other = Opened();
        ordinary = other.Take();
        other.Pass(16).Take(priority: TicketPriority.ReducedMobility);
        Assert.Equal(ordinary, other.Next(1));
    }

    // An appointment every minute, for hours: whoever came without one is called all the same.
    [Fact]
    public void The_cap_lets_nobody_starve() => Gen.Int[1, 12].Sample(minutes =>
    {
        var morning = Opened();
        var ordinary = morning.Take();
        for (var passed = 0.0; passed < 45 + (2 * minutes); passed += minutes)
        {
            morning.Take(due: morning.Now);
            morning.Take(due: morning.Now);
            var called = morning.Next(2)!;
            morning.Do(day => HallActs.End(day, "2", VisitEnd.Done));
            if (called == ordinary)
            {
                Assert.True(passed >= 44);
                return;
            }

            morning.Pass(minutes);
        }

        Assert.Fail("It was never called.");
    });

    [Fact]
    public void Who_is_on_the_way_is_not_called_until_they_have_come_and_then_keeps_the_place()
    {
        var morning = Opened();
        var (away, here) = (morning.Take(at: TakenAt.Phone), morning.Pass(1).Take());
        Assert.Equal(here, Dispatch.Next(morning.Day, morning.Desk(1), morning.Now)!.Code);
        morning.Do(day => HallActs.Back(day, away));
        Assert.Equal([away, here], Dispatch.Following(morning.Day, morning.Desk(1), morning.Now, 5).Select(ticket => ticket.Code));
    }

    [Fact]
    public void More_time_moves_the_place_back_and_no_further_than_the_rule_allows()
    {
        var morning = Opened();
        var (later, other, last) = (morning.Take(), morning.Pass(5).Take(), morning.Pass(30).Take());
        Assert.NotNull(morning.Do(day => HallActs.PutOff(day, later)));
        Assert.Equal([other, later, last], Dispatch.Following(morning.Day, morning.Desk(1), morning.Now, 5).Select(ticket => ticket.Code));
        Assert.NotNull(morning.Do(day => HallActs.PutOff(day, later)));
        Assert.Equal(HallRefusal.PutOffTooOften, HallActs.PutOff(morning.Day, later).Refused);
    }

    [Fact]
    public void Who_was_absent_and_comes_back_keeps_the_place_until_the_rule_gives_it_away()
    {
        var morning = Opened();
        var (absent, other) = (morning.Take(), morning.Pass(1).Take());
        morning.Next(1);
        morning.Do(day => HallActs.Absent(day, "1"));
        morning.Pass(14);
        Assert.Empty(HallActs.Overdue(morning.Day, morning.Now));
        Assert.NotNull(morning.Do(day => HallActs.Back(day, absent)));
        Assert.Equal([absent, other], Dispatch.Following(morning.Day, morning.Desk(1), morning.Now, 5).Select(ticket => ticket.Code));
        morning.Next(1);
        morning.Do(day => HallActs.Absent(day, "1"));
        Assert.Equal([absent], HallActs.Overdue(morning.Day, morning.Now + Duration.FromMinutes(16)).Select(one => one.Code));
    }

    [Fact]
    public void Who_was_absent_once_and_is_then_set_aside_is_not_given_up()
    {
        var morning = Opened();
        var parked = morning.Take();
        morning.Next(1);
        morning.Do(day => HallActs.Absent(day, "1"));
        morning.Do(day => HallActs.Call(day, "1", parked));
        morning.Do(day => HallActs.Begin(day, "1"));
        morning.Do(day => HallActs.Park(day, "1"));
        Assert.Empty(HallActs.Overdue(morning.Day, morning.Now + Duration.FromHours(1)));
    }

    [Fact]
    public void Who_is_sent_to_another_queue_waits_there_from_the_first_arrival()
    {
        var morning = Opened();
        var (moved, there) = (morning.Take("cartes"), morning.Pass(5).Take("permis"));
        morning.Next(2);
        Assert.NotNull(morning.Do(day => HallActs.Transfer(day, "2", "permis")));
        Assert.Equal([moved, there], Dispatch.Following(morning.Day, morning.Desk(3), morning.Now, 5).Select(ticket => ticket.Code));
        Assert.True(morning.Desk(2).IsFree);
    }

    [Fact]
    public void What_is_shown_as_next_is_who_is_called_next() => Gen.Int[0, 3].Array[1, 40].Sample(steps =>
    {
        var morning = Opened();
        foreach (var step in steps)
        {
            morning.Pass(1).Take(step % 2 == 0 ? "cartes" : "permis", step == 3 ? TicketPriority.ReducedMobility : TicketPriority.Ordinary);
        }

        var shown = Dispatch.Following(morning.Day, morning.Desk(1), morning.Now, 100).Select(ticket => ticket.Code).ToList();
        Assert.Equal(steps.Length, shown.Distinct().Count());
        foreach (var next in shown)
        {
            Assert.Equal(next, morning.Next(1));
            morning.Do(day => HallActs.End(day, "1", VisitEnd.Done));
        }
    });

    private static Morning Opened()
    {
        var morning = new Morning();
        morning.Open(1);
        morning.Open(2);
        morning.Open(3);
        return morning;
    }
}
