using CsCheck;
using NodaTime;
using Perron.Queues;
namespace Perron.Rules.Tests.Queues;

/// <summary>Whatever is tried in whatever order: nobody is lost, nobody is in two places.</summary>
public sealed class HallDayTests
{
    // Most of what is tried is possible: tickets come, counters call.
    private static readonly Gen<(int Act, int Desk, int Which, int Seconds)[]> Mornings =
        Gen.Select(Gen.Frequency((6, Gen.Const(0)), (6, Gen.Const(1)), (2, Gen.Const(15)), (10, Gen.Int[2, 15])), Gen.Int[1, 3], Gen.Int[0, 40], Gen.Int[0, 90]).Array[10, 120];

    [Fact]
    public void A_ticket_stands_in_one_place_and_ends_once() => Mornings.Sample(tried =>
    {
        var morning = Play(tried, morning =>
        {
            foreach (var ticket in morning.Day.Tickets)
            {
                var at = morning.Day.Desks.Where(desk => desk.Ticket == ticket).ToList();
                Assert.Equal(ticket.State is TicketState.Called or TicketState.Served ? 1 : 0, at.Count);
                Assert.All(at, desk => Assert.True(desk.IsOpen));
            }
        });
        Assert.Equal(morning.Day.Tickets.Count, morning.Events.Count(one => one.What is TicketTaken));
        foreach (var ticket in morning.Day.Tickets)
        {
            Assert.Equal(ticket.State is TicketState.Done or TicketState.GivenUp ? 1 : 0, morning.Events.Count(one => one.What is ServiceEnded or TicketGivenUp && ((TicketEvent)one.What).Code == ticket.Code));
        }
    });

    [Fact]
    public void Numbers_of_a_letter_follow_each_other() => Mornings.Sample(tried =>
    {
        foreach (var letter in Play(tried).Day.Tickets.GroupBy(ticket => ticket.Taken.Letter))
        {
            Assert.Equal(Enumerable.Range(1, letter.Count()), letter.Select(ticket => ticket.Taken.Number));
        }
    });

    [Fact]
    public void Nobody_is_called_while_called_or_served_and_no_counter_calls_two() => Mornings.Sample(tried =>
    {
        Dictionary<string, string> desks = []; // by ticket
        foreach (var (what, _) in Play(tried).Events)
        {
            switch (what)
            {
                case TicketCalled called:
                    Assert.DoesNotContain(called.Desk, desks.Values);
                    Assert.True(desks.TryAdd(called.Code, called.Desk));
                    break;
                case CallUndone or ServiceEnded or TicketAbsent or TicketParked or TicketTransferred:
                    Assert.True(desks.Remove(((TicketEvent)what).Code));
                    break;
            }
        }
    });

    [Fact]
    public void A_call_that_is_undone_leaves_no_trace() => Gen.Select(Mornings, Gen.Int[1, 3], Gen.Int[0, 40], Gen.Bool).Sample((tried, desk, which, isNext) =>
    {
        var morning = Play(tried);
        if (morning.Day.Desks.Any(one => one.IsPaused))
        {
            return; // who calls is back from the pause, and stays
        }

        var before = Waiting(morning);
        if (morning.Try(isNext ? 1 : 2, desk, which) is not null)
        {
            Assert.NotEqual(before, Waiting(morning));
            Assert.NotNull(morning.Try(4, desk, 0));
            Assert.Equal(before, Waiting(morning));
        }

        // Everything but the count of events and how often it was called.
        static string Waiting(Morning morning) => string.Join('\n', Morning.Tell(morning.Day).Split('\n').Skip(1)) + string.Join(' ', Dispatch.Following(morning.Day, morning.Desk(1), morning.Now, 100).Select(ticket => ticket.Code));
    });

    [Fact]
    public void Who_has_read_the_same_events_knows_the_same() => Mornings.Sample(tried =>
    {
        var morning = Play(tried);
        var read = new HallDay(Morning.Plan);
        foreach (var (what, at) in morning.Events)
        {
            var written = HallEventText.Write(what);
            Assert.Equal(written, HallEventText.Write(HallEventText.Read(written)));
            read.Apply(HallEventText.Read(written), at);
        }

        Assert.Equal(Morning.Tell(morning.Day), Morning.Tell(read));
    });

    [Fact]
    public void An_event_that_cannot_be_changes_nothing()
    {
        var morning = new Morning();
        morning.Take();
        var before = string.Join('\n', Morning.Tell(morning.Day).Split('\n').Skip(1));
        morning.Day.Apply(new TicketCalled("NOBODY", "1"), morning.Now);
        morning.Day.Apply(new DeskOpened("99", Guid.CreateVersion7(), []), morning.Now);
        Assert.Equal(before, string.Join('\n', Morning.Tell(morning.Day).Split('\n').Skip(1)));
    }

    [Fact]
    public void The_day_does_not_turn_around_when_the_clock_does()
    {
        var day = new HallDay(Morning.Plan);
        day.Apply(new HallReopened(), Morning.Opens + Duration.FromHours(1));
        day.Apply(new HallReopened(), Morning.Opens);
        Assert.Equal(Morning.Opens + Duration.FromHours(1), day.LastAt);
    }

    [Fact]
    public void Who_is_called_again_is_the_last_call()
    {
        var morning = new Morning();
        morning.Open(1);
        morning.Open(2);
        var (first, second) = (morning.Take(), morning.Take());
        Assert.Equal((first, second), (morning.Next(1), morning.Next(2)));
        Assert.Equal([first, second], morning.Day.Called.Select(ticket => ticket.Code));
        Assert.NotNull(morning.Do(day => HallActs.CallAgain(day, "1")));
        Assert.Equal([second, first], morning.Day.Called.Select(ticket => ticket.Code));
        Assert.Equal(2, morning.Ticket(first).Calls);
    }

    [Fact]
    public void Who_calls_is_back_from_the_pause()
    {
        var morning = new Morning();
        morning.Open(1);
        morning.Take();
        morning.Do(day => HallActs.Pause(day, "1"));
        Assert.True(morning.Desk(1).IsPaused);
        Assert.NotNull(morning.Next(1));
        Assert.False(morning.Desk(1).IsPaused);
    }

    internal static Morning Play((int Act, int Desk, int Which, int Seconds)[] tried, Action<Morning>? watch = null)
    {
        var morning = new Morning();
        foreach (var (act, desk, which, seconds) in tried)
        {
            morning.Try(act, desk, which);
            watch?.Invoke(morning);
            morning.Pass(seconds / 60.0);
        }

        return morning;
    }
}
