using NodaTime;
using Perron.Queues;
namespace Perron.Rules.Tests.Queues;

/// <summary>What is refused, and why.</summary>
public sealed class HallActsTests
{
    private static readonly Guid One = Guid.CreateVersion7(), Two = Guid.CreateVersion7();

    [Fact]
    public void A_counter_has_one_officer_and_an_officer_one_counter()
    {
        var morning = new Morning();
        Assert.NotNull(morning.Do(day => HallActs.Open(day, "1", One)));
        Assert.Equal(HallRefusal.DeskTaken, HallActs.Open(morning.Day, "1", Two).Refused);
        Assert.Equal(HallRefusal.AtOtherDesk, HallActs.Open(morning.Day, "2", One).Refused);
        Assert.Equal(HallRefusal.UnknownDesk, HallActs.Open(morning.Day, "99", Two).Refused);
        Assert.NotNull(morning.Do(day => HallActs.Close(day, "1")));
        Assert.NotNull(morning.Do(day => HallActs.Open(day, "2", One)));
    }

    [Fact]
    public void Nothing_is_done_at_a_counter_without_somebody_at_it()
    {
        var morning = new Morning();
        Assert.Equal(HallRefusal.DeskNotOpen, HallActs.CallNext(morning.Day, "1", morning.Now).Refused);
        morning.Open(1);
        Assert.Equal(HallRefusal.NobodyWaits, HallActs.CallNext(morning.Day, "1", morning.Now).Refused);
        foreach (var refused in (HallOutcome[])[HallActs.CallAgain(morning.Day, "1"), HallActs.Undo(morning.Day, "1", morning.Now), HallActs.Begin(morning.Day, "1"), HallActs.End(morning.Day, "1", VisitEnd.Done), HallActs.Absent(morning.Day, "1"), HallActs.Park(morning.Day, "1"), HallActs.Transfer(morning.Day, "1", "permis")])
        {
            Assert.Equal(HallRefusal.NotNow, refused.Refused);
        }
    }

    [Fact]
    public void A_counter_with_somebody_calls_nobody_else_and_does_not_close()
    {
        var morning = new Morning();
        morning.Open(1);
        morning.Take();
        var other = morning.Take();
        morning.Next(1);
        Assert.Equal(HallRefusal.DeskBusy, HallActs.CallNext(morning.Day, "1", morning.Now).Refused);
        Assert.Equal(HallRefusal.DeskBusy, HallActs.Call(morning.Day, "1", other).Refused);
        Assert.Equal(HallRefusal.DeskBusy, HallActs.Close(morning.Day, "1").Refused);
    }

    [Fact]
    public void A_call_is_taken_back_within_five_seconds()
    {
        var morning = new Morning();
        morning.Open(1);
        morning.Take();
        morning.Next(1);
        Assert.Null(HallActs.Undo(morning.Day, "1", morning.Now + Duration.FromSeconds(5)).Refused);
        Assert.Equal(HallRefusal.UndoneTooLate, HallActs.Undo(morning.Day, "1", morning.Now + Duration.FromSeconds(6)).Refused);
    }

    [Fact]
    public void A_hall_closed_before_its_time_gives_and_calls_no_ticket_and_finishes_with_who_is_there()
    {
        var morning = new Morning();
        morning.Open(1);
        var served = morning.Take();
        morning.Take();
        morning.Next(1);
        morning.Do(_ => new HallShut(new Dictionary<string, string> { ["fr"] = "Inondation" }));
        Assert.Equal(HallRefusal.Shut, HallActs.Take(morning.Day, Asked(TakenAt.Kiosk)).Refused);
        Assert.Equal(served, (morning.Do(day => HallActs.End(day, "1", VisitEnd.Done)) as ServiceEnded)?.Code);
        Assert.Equal(HallRefusal.Shut, HallActs.CallNext(morning.Day, "1", morning.Now).Refused);
        morning.Do(_ => new HallReopened());
        Assert.NotNull(morning.Next(1));
    }

    [Fact]
    public void Limits_of_the_day_and_of_places_from_home_hold()
    {
        var day = new HallDay(Morning.Plan with { TicketsADay = 3, Remote = new(Most: 1) });
        foreach (var (at, refused) in ((TakenAt, HallRefusal?)[])[(TakenAt.Phone, null), (TakenAt.Phone, HallRefusal.RemoteFull), (TakenAt.Kiosk, null), (TakenAt.Kiosk, null), (TakenAt.Kiosk, HallRefusal.TooManyTickets)])
        {
            var outcome = HallActs.Take(day, Asked(at));
            Assert.Equal(refused, outcome.Refused);
            if (outcome.Happens is { } taken)
            {
                day.Apply(taken, Morning.Opens);
            }
        }
    }

    [Fact]
    public void A_ticket_of_nobody_is_unknown_and_one_that_is_over_does_nothing_more()
    {
        var morning = new Morning();
        Assert.Equal(HallRefusal.UnknownTicket, HallActs.Back(morning.Day, "NOBODY").Refused);
        var gone = morning.Take();
        morning.Do(day => HallActs.GiveUp(day, gone));
        morning.Open(1);
        Assert.Equal(HallRefusal.NotNow, HallActs.GiveUp(morning.Day, gone).Refused);
        Assert.Equal(HallRefusal.NotNow, HallActs.Back(morning.Day, gone).Refused);
        Assert.Equal(HallRefusal.NotNow, HallActs.PutOff(morning.Day, gone).Refused);
        Assert.Equal(HallRefusal.NotNow, HallActs.Call(morning.Day, "1", gone).Refused);
    }

    [Fact]
    public void Who_took_a_place_from_home_and_let_the_turn_pass_gives_it_back()
    {
        var morning = new Morning();
        morning.Open(1);
        var away = morning.Take(at: TakenAt.Phone);
        morning.Pass(1).Take();
        Assert.Empty(HallActs.Overdue(morning.Day, morning.Now + Duration.FromHours(1))); // nobody after it was called
        morning.Next(1);
        Assert.Empty(HallActs.Overdue(morning.Day, morning.Now + Duration.FromMinutes(14)));
        Assert.Equal([away], HallActs.Overdue(morning.Day, morning.Now + Duration.FromMinutes(16)).Select(one => one.Code));
    }

    private static TicketTaken Asked(TakenAt at) => new($"{Guid.CreateVersion7():N}", "", 0, "cartes", [], TicketPriority.Ordinary, "fr", at);
}
