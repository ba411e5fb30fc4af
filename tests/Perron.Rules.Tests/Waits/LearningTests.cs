using CsCheck;
using Perron.Waits;
namespace Perron.Rules.Tests.Waits;

/// <summary>What a hall learns where its counters do not tell.</summary>
public sealed class LearningTests
{
    private const double Eight = 28_800;

    [Fact]
    public void A_rule_that_changes_is_followed()
    {
        var hall = new HallFollower();
        Days(hall, 30, (day, turn) => ["walkin", "priority"]);
        Assert.Equal(0, hall.Rule.Credit(1));
        Days(hall, 30, (day, turn) => ["priority", "walkin"]);
        Assert.True(hall.Rule.Credit(1) >= 15, $"{hall.Rule.Credit(1)}");
    }

    [Fact]
    public void A_counter_that_passes_a_queue_over_is_not_waited_for()
    {
        var hall = new HallFollower();
        hall.Memory.Prior("Permis", 300);
        hall.Memory.Prior("Passeport", 300);
        var now = Eight;
        for (var turn = 0; turn < 8; turn++, now += 600)
        {
            // Both wait; counter 1 serves them by turns, counter 2 always takes the one of the other queue, though it came later.
            hall.Arrive($"permis{turn}", "Permis", 0, now);
            hall.Arrive($"passeport{turn}", "Passeport", 0, now + 1);
            hall.Call($"passeport{turn}", "2", "Passeport", now + 10);
            hall.Call($"permis{turn}", "1", "Permis", now + 20);
            hall.End($"permis{turn}", now + 320);
            hall.End($"passeport{turn}", now + 310);
        }

        hall.Call("last", "1", "Permis", now);
        Assert.True(hall.Foretell("Permis", 0, now + 1, 1).Usual > 150);
        Assert.True(hall.Foretell("Passeport", 0, now + 1, 1).Usual < 60);
    }

    [Fact]
    public void Before_the_first_call_of_a_day_one_waits_for_the_counter_that_opens_then()
    {
        var hall = new HallFollower();
        Days(hall, 20, (_, _) => ["walkin"]);
        hall.Arrive("early", "Permis", 0, Eight - 60);
        Assert.InRange(hall.ForetellAll(Eight - 60, 1, []).Visits["early"].Usual, 60, 900);
    }

    [Fact]
    public void Who_leaves_before_being_called_is_not_waited_for()
    {
        var hall = new HallFollower();
        hall.Memory.Prior("Permis", 600);
        for (var visit = 0; visit < 200; visit++)
        {
            hall.Arrive($"gone{visit}", "Permis", 0, visit);
            hall.Leave($"gone{visit}", visit + 60 + (visit % 10));
        }

        hall.Open("1", ["Permis"], Eight);
        hall.Call("served", "1", "Permis", Eight);
        foreach (var visit in Enumerable.Range(0, 5))
        {
            hall.Arrive($"v{visit}", "Permis", 0, Eight + 1);
        }

        Assert.InRange(hall.Foretell("Permis", 0, Eight + 1, 1).Usual, 100, 900); // not six services
    }

    [Theory]
    [InlineData(true, 430, 470)]
    [InlineData(false, 250, 350)]
    public void A_slow_counter_is_told_from_a_fast_one_only_where_that_is_wanted(bool knowsSpeeds, double least, double most)
    {
        var hall = new HallFollower(memory: new() { KnowsSpeeds = knowsSpeeds });
        for (var turn = 0; turn < 600; turn++)
        {
            // Two counters out of three are fast.
            var (counter, now) = ($"{turn % 3}", turn * 100.0);
            hall.Call($"v{turn}", counter, "Permis", now);
            hall.End($"v{turn}", now + (counter == "0" ? 600 : 300));
        }

        hall.DayIsOver();
        hall.Open("0", ["Permis"], Eight);
        hall.Call("served", "0", "Permis", Eight);
        Assert.InRange(hall.Foretell("Permis", 0, Eight + 1, 1).Usual, least, most);
    }

    [Fact]
    public void Nine_out_of_ten_hold_whatever_is_told() => Gen.Select(Gen.Double[0.7, 1.4], Gen.Int[0, 4], Gen.ULong).Sample((factor, ahead, seed) =>
    {
        var (memory, held, longer) = (new WaitMemory(), 0, 0);
        var hall = new HallFollower(memory: memory);
        for (var visit = 0; visit < ahead; visit++)
        {
            hall.Arrive($"v{visit}", "Permis", 0, Eight);
        }

        memory.Prior("Permis", 300);
        hall.Open("1", ["Permis"], Eight);
        hall.Call("served", "1", "Permis", Eight);
        var random = new Random((int)(seed % int.MaxValue));
        for (var turn = 0; turn < 1000; turn++)
        {
            var told = hall.Foretell("Permis", 0, Eight + 1, (ulong)turn);
            var became = factor * 300 * (ahead + 1) * (0.5 + random.NextDouble());
            memory.Corrects(told, became);
            (held, longer) = turn < 400 ? (0, 0) : (held + (became <= told.Most ? 1 : 0), longer + (became > told.Usual ? 1 : 0));
        }

        Assert.InRange(held / 600.0, 0.86, 0.94);
        Assert.InRange(longer / 600.0, 0.40, 0.61);
    }, iter: 3);

    [Fact]
    public void Who_is_called_at_once_is_no_measure_for_who_waits()
    {
        var hall = new HallFollower();
        hall.Memory.Prior("Permis", 300);
        hall.Open("1", ["Permis"], Eight);
        hall.Call("served", "1", "Permis", Eight);
        var (random, held) = (new Random(3), 0);
        for (var turn = 0; turn < 600; turn++)
        {
            for (var other = 0; other < 9; other++)
            {
                hall.Memory.Corrects(new(0, 2, 0), 1);
            }

            var told = hall.Foretell("Permis", 0, Eight + 1, (ulong)turn);
            var became = 300 * (0.3 + (1.4 * random.NextDouble()));
            hall.Memory.Corrects(told, became);
            held += turn >= 200 && became <= told.Most ? 1 : 0;
        }

        Assert.InRange(held / 400.0, 0.85, 0.95);
    }

    [Fact]
    public void Pauses_that_nobody_saw_the_end_of_count_too() => Gen.Double[20, 200].Sample(usual =>
    {
        var (hall, random, now) = (new HallFollower(), new Random(7), 0.0);
        // One waits at each end of a service, and goes away after thirty seconds if not called by then.
        for (var turn = 0; turn < 4000; turn++)
        {
            hall.Arrive($"v{turn}", "Permis", 0, now);
            hall.Call($"w{turn}", "1", "Permis", now);
            hall.End($"w{turn}", now + 1);
            var pause = -Math.Log(1 - random.NextDouble()) * usual;
            if (pause < 30)
            {
                hall.Call($"v{turn}", "1", "Permis", now + 1 + pause);
                hall.End($"v{turn}", now + 1 + pause);
            }
            else
            {
                hall.Leave($"v{turn}", now + 31);
            }

            now += 1000;
        }

        hall.Call("x", "1", "Permis", now);
        hall.End("x", now + 1);
        // The middle of an exponential, held back by what is told where nothing was seen.
        var told = hall.Foretell("Permis", 0, now + 1, 3).Usual;
        Assert.True(usual > 40 ? told > 22 : Math.Abs(told - (0.69 * usual)) < 0.3 * usual, $"{told} for {usual}");
    }, iter: 10);

    // Each quarter of an hour two come, and are called at one counter in the order told; five minutes each.
    private static void Days(HallFollower hall, int days, Func<int, int, string[]> order)
    {
        for (var day = 0; day < days; day++)
        {
            for (var turn = 0; turn < 20; turn++)
            {
                var now = Eight + (turn * 900);
                var called = order(day, turn);
                foreach (var (who, at) in new[] { ("walkin", 0), ("priority", 10) }.Where(one => called.Contains(one.Item1)))
                {
                    hall.Arrive($"{day}.{turn}.{who}", "Permis", who == "priority" ? 1 : 0, now + at);
                }

                foreach (var (place, who) in called.Index())
                {
                    hall.Call($"{day}.{turn}.{who}", "1", "Permis", now + 60 + (place * 300));
                    hall.End($"{day}.{turn}.{who}", now + 360 + (place * 300));
                }
            }

            hall.DayIsOver();
        }
    }
}
