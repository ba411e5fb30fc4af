using CsCheck;
using Perron.Waits;
namespace Perron.Rules.Tests.Waits;

/// <summary>A hall whose counters tell when they open, pause and close; each service takes ten minutes, and an officer calls at once.</summary>
public sealed class LiveHallTests
{
    private const double Eight = 28_800, Service = 600;
    private static readonly CallRule AppointmentsFirst = new(new Dictionary<int, double> { [1] = CallRule.Always });

    [Fact]
    public void One_pass_tells_whoever_comes_the_same_as_being_asked_alone() => Gen.Select(Gen.Int[0, 12], Gen.Int[1, 4], Gen.ULong).Sample((waiting, counters, seed) =>
    {
        var hall = Hall();
        foreach (var counter in Enumerable.Range(0, counters))
        {
            hall.Open($"{counter}", ["Passeport", "Permis"], Eight);
        }

        foreach (var visit in Enumerable.Range(0, waiting))
        {
            hall.Arrive($"v{visit}", visit % 2 == 0 ? "Passeport" : "Permis", 0, Eight + visit);
        }

        var told = hall.ForetellAll(Eight + 60, seed, ["Passeport", "Permis"]);
        Assert.Equal(waiting, told.Visits.Count);
        Assert.Equal(hall.Foretell("Permis", 0, Eight + 60, seed), told.Newcomers["Permis"]);
        Assert.Equal(hall.Foretell("Passeport", 0, Eight + 60, seed), told.Newcomers["Passeport"]);
    }, iter: 30);

    [Fact]
    public void Who_came_first_is_told_no_more_than_who_came_later() => Gen.Select(Gen.Int[2, 12], Gen.Int[1, 3]).Sample((waiting, counters) =>
    {
        var hall = Hall(counters);
        foreach (var visit in Enumerable.Range(0, waiting))
        {
            hall.Arrive($"v{visit}", "Permis", 0, Eight + visit);
        }

        var told = hall.ForetellAll(Eight + 60, 1, ["Permis"]);
        var inOrder = Enumerable.Range(0, waiting).Select(visit => told.Visits[$"v{visit}"]).Append(told.Newcomers["Permis"]).ToList();
        Assert.Equal(Enumerable.Range(0, waiting + 1), inOrder.Select(one => one.Ahead));
        Assert.Equal(inOrder.Select(one => one.Usual).Order(), inOrder.Select(one => one.Usual));
        Assert.All(inOrder, one => Assert.True(one.Least <= one.Usual && one.Usual <= one.Most));
    }, iter: 30);

    [Fact]
    public void A_counter_that_closes_calls_nobody_any_more()
    {
        var hall = Hall(counters: 2);
        Serve(hall, "a", "0", Eight);
        Serve(hall, "b", "1", Eight);
        var both = Told(hall, Eight + 1);
        hall.Close("0", Eight + 1);
        hall.Arrive("c", "Permis", 0, Eight + 1);
        Assert.InRange(both, 580, 620);
        Assert.InRange(Told(hall, Eight + 1), 1180, 1230);
    }

    [Fact]
    public void A_planned_counter_is_waited_for_and_calls_nobody_after_its_time()
    {
        var hall = Hall();
        hall.Plan("0", ["Permis"], Eight + 900, Eight + 1000);
        hall.Plan("0", ["Permis"], Eight + 5000, Eight + 9000);
        hall.Arrive("a", "Permis", 0, Eight);
        var told = hall.ForetellAll(Eight, 1, ["Permis", "Passeport"]);
        Assert.Equal(900, told.Visits["a"].Usual, 3);
        Assert.Equal(5000, Math.Max(told.Newcomers["Permis"].Usual, 5000), 3); // later than the longest that is ever told
        Assert.True(told.Newcomers["Permis"].Usual > 1000);
    }

    [Fact]
    public void A_pause_is_told_as_pauses_have_been()
    {
        var hall = Hall(counters: 1);
        for (var day = 0; day < 30; day++)
        {
            hall.Pause("0", Eight + (day * 2000));
            hall.Open("0", ["Permis"], Eight + (day * 2000) + 1200);
        }

        hall.Pause("0", Eight + 70_000);
        Assert.InRange(Told(hall, Eight + 70_000 + 600), 560, 640);
    }

    [Fact]
    public void An_appointment_that_will_come_is_reckoned_with_and_counted_once()
    {
        var hall = Hall(counters: 1, AppointmentsFirst);
        Serve(hall, "a", "0", Eight);
        var without = Told(hall, Eight + 10);
        hall.Expect("rendez-vous", "Permis", 1, Eight + 300, showUp: 1);
        var expected = Told(hall, Eight + 10);
        hall.Expect("annulé", "Permis", 1, Eight + 400, showUp: 1);
        hall.Leave("annulé", Eight + 10);
        Assert.Equal(expected, Told(hall, Eight + 10));
        hall.Arrive("rendez-vous", "Permis", 1, Eight + 20, arrived: Eight + 300);
        Assert.InRange(expected, without + 500, without + 700);
        Assert.InRange(Told(hall, Eight + 20), without + 480, without + 680);
        hall.Leave("rendez-vous", Eight + 30);
        Assert.InRange(Told(hall, Eight + 30), without - 120, without + 20);
    }

    [Fact]
    public void Who_is_moved_waits_elsewhere_with_the_turn_kept()
    {
        var hall = Hall();
        hall.Open("0", ["Permis"], Eight);
        hall.Open("1", ["Passeport"], Eight);
        Serve(hall, "a", "0", Eight);
        Serve(hall, "b", "1", Eight);
        hall.Arrive("c", "Permis", 0, Eight + 1);
        hall.Arrive("d", "Passeport", 0, Eight + 2);
        hall.Move("c", "Passeport", Eight + 3);
        var told = hall.ForetellAll(Eight + 3, 1, ["Permis"]);
        Assert.Equal((0, 1, 0), (told.Visits["c"].Ahead, told.Visits["d"].Ahead, told.Newcomers["Permis"].Ahead));
        Assert.True(told.Visits["d"].Usual > told.Visits["c"].Usual + 500);
    }

    [Fact]
    public void Who_is_absent_when_called_frees_the_counter_and_teaches_no_service()
    {
        var hall = Hall(counters: 1);
        for (var turn = 0; turn < 200; turn++)
        {
            hall.Arrive($"{turn}", "Permis", 0, Eight + (turn * 100));
            hall.Call($"{turn}", "0", "Permis", Eight + (turn * 100) + 1);
            hall.Leave($"{turn}", Eight + (turn * 100) + 60);
        }

        Assert.True(Told(hall, Eight + 20_000) < 60);
        Serve(hall, "b", "0", Eight + 20_000);
        Assert.InRange(Told(hall, Eight + 20_001), 580, 620);
    }

    [Fact]
    public void On_the_first_day_what_the_commune_says_is_believed()
    {
        var hall = new HallFollower();
        hall.Memory.Prior("Permis", 900);
        hall.Open("0", ["Permis"], Eight);
        Serve(hall, "a", "0", Eight);
        foreach (var visit in Enumerable.Range(0, 9))
        {
            hall.Arrive($"v{visit}", "Permis", 0, Eight + 1);
        }

        // Nine whole services and the first, lognormal; no pause is known yet.
        hall.Memory.Served("Autre", 10);
        Assert.InRange(hall.ForetellAll(Eight + 1, 1, []).Visits["v1"].Usual, 900, 1800);
    }

    [Fact]
    public void A_hall_fuller_than_it_ever_was_is_told_so()
    {
        var hall = new HallFollower();
        hall.Memory.Prior("Permis", 600);
        hall.Open("0", ["Permis"], Eight);
        foreach (var visit in Enumerable.Range(0, 20))
        {
            hall.Arrive($"v{visit}", "Permis", 0, Eight);
        }

        Assert.InRange(hall.ForetellAll(Eight, 1, ["Permis"]).Newcomers["Permis"].Usual, 3 * 3600, 3.8 * 3600);
    }

    // Services of ten minutes, and no pause before the next call.
    private static HallFollower Hall(int counters = 0, CallRule? rule = null)
    {
        var hall = new HallFollower(rule);
        hall.Open("school", ["Permis", "Passeport"], 0);
        for (var visit = 0; visit < 60; visit++)
        {
            foreach (var queue in new[] { "Permis", "Passeport" })
            {
                hall.Arrive($"{visit}{queue}", queue, 0, visit);
            }
        }

        var now = 60.0;
        foreach (var (visit, queue) in Enumerable.Range(0, 60).SelectMany(visit => new[] { (visit, "Permis"), (visit, "Passeport") }))
        {
            hall.Call($"{visit}{queue}", "school", queue, now);
            now += Service;
            hall.End($"{visit}{queue}", now);
        }

        hall.DayIsOver();
        foreach (var counter in Enumerable.Range(0, counters))
        {
            hall.Open($"{counter}", ["Permis", "Passeport"], Eight);
        }

        return hall;
    }

    private static void Serve(HallFollower hall, string visit, string counter, double now) => hall.Call(visit, counter, counter == "1" ? "Passeport" : "Permis", now);

    private static double Told(HallFollower hall, double now) => hall.Foretell("Permis", 0, now, 1).Usual;
}
