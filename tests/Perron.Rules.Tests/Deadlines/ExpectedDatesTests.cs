using System.Text.Json;
using CsCheck;
using NodaTime;
using Perron.Calendar;
using Perron.Deadlines;
namespace Perron.Rules.Tests.Deadlines;

public sealed class ExpectedDatesTests
{
    private static readonly OfficeCalendar Calendar = new([]);
    private static readonly LocalDateTime Tuesday = new(2026, 11, 24, 8, 0);
    private static readonly CaseUnderWay One = new("acte", "etat-civil", "check", Tuesday, Awaited: 0, Ahead: 10, ConfiguredLeft: 5);

    [Fact]
    public void Without_any_history_the_configured_time_is_the_promise() =>
        Assert.Equal(new(new(2026, 11, 30), new(2026, 11, 30), null, 0), ExpectedDates.Of(new(), One, Tuesday, Calendar));

    [Fact]
    public void With_history_half_end_by_the_likely_day_and_four_in_five_by_the_promise()
    {
        var memory = Remembering(at => 1 + at % 50 / 5.0); // 1 to 10.8 days, each as often
        var expected = ExpectedDates.Of(memory, One, Tuesday, Calendar);

        Assert.Equal(new(2026, 12, 1), expected.Likely); // 5.8 days
        Assert.Equal(new(2026, 12, 4), expected.Promise); // 8.8
        Assert.InRange(expected.LearntFrom, 50, 160);
    }

    [Fact]
    public void A_few_cases_only_move_the_configured_time_a_little() =>
        Assert.Equal(new(2026, 11, 27), ExpectedDates.Of(Remembering(_ => 1, cases: 3), One, Tuesday, Calendar).Promise); // (3·1 + 6·5) / 9 days

    [Fact]
    public void What_was_closed_in_bulk_teaches_nothing()
    {
        var memory = new DurationMemory();
        memory.Learn(new("acte", "etat-civil", Tuesday.Date, IsClosedInBulk: true, [new("check", Tuesday.PlusDays(-90), 60, null, null)]), Calendar);

        Assert.Empty(memory.Steps);
        Assert.Empty(memory.Paces);
    }

    [Fact]
    public void A_case_that_has_lasted_long_already_lasts_longer_than_those_that_were_done_by_then()
    {
        var memory = Remembering(at => at % 10 == 0 ? 20 : 1);
        var begun = One with { Entered = Tuesday.PlusDays(-14) }; // ten office days

        Assert.True(ExpectedDates.Of(memory, begun, Tuesday, Calendar).Likely > ExpectedDates.Of(memory, One, Tuesday, Calendar).Promise);
        Assert.True(ExpectedDates.Of(memory, begun with { Awaited = 10 }, Tuesday, Calendar).Likely < ExpectedDates.Of(memory, begun, Tuesday, Calendar).Likely); // for the time that was the citizen’s does not count
    }

    [Fact]
    public void A_longer_queue_makes_it_later()
    {
        var memory = Remembering(at => 1 + at % 5, queueOf: at => at % 5);

        Assert.True(ExpectedDates.Of(memory, One with { Ahead = 40 }, Tuesday, Calendar).Likely > ExpectedDates.Of(memory, One with { Ahead = 2 }, Tuesday, Calendar).Likely);
    }

    [Fact]
    public void Broken_promises_stretch_the_next_ones_and_kept_ones_shrink_them()
    {
        Assert.True(Promise(_ => false) > Promise(at => at % 5 != 0));
        Assert.True(Promise(_ => true) < Promise(at => at % 5 != 0));

        static LocalDate Promise(Func<int, bool> kept) => ExpectedDates.Of(Remembering(at => 1 + at % 10, kept: kept), One, Tuesday, Calendar).Promise;
    }

    [Fact]
    public void What_is_remembered_survives_being_stored()
    {
        var memory = Remembering(at => 1 + at % 7, queueOf: at => at % 7, kept: at => at % 3 == 0);
        var again = new DurationMemory();
        foreach (var (key, step) in memory.Steps)
        {
            again.Steps[key] = JsonSerializer.Deserialize<StepMemory>(JsonSerializer.Serialize(step))!;
        }

        foreach (var (route, pace) in memory.Paces)
        {
            again.Paces[route] = JsonSerializer.Deserialize<Pace>(JsonSerializer.Serialize(pace))!;
        }

        Assert.Equal(ExpectedDates.Of(memory, One, Tuesday, Calendar), ExpectedDates.Of(again, One, Tuesday, Calendar));
    }

    [Fact]
    public void Whatever_was_learnt_the_promise_is_an_office_day_not_before_the_likely_one_nor_in_the_past() =>
        Gen.Select(Gen.Double[0, 80].Array[0, 60], Gen.Int[0, 60], Gen.Int[0, 90], Gen.Double[0, 40], Gen.Int[0, 1439]).Sample((lasted, ahead, begun, configured, minute) =>
        {
            var memory = Remembering(at => lasted[at], at => lasted[at] / 2, at => at % 2 == 0, lasted.Length);
            var now = Tuesday.Date.At(LocalTime.FromMinutesSinceMidnight(minute));
            var expected = ExpectedDates.Of(memory, One with { Entered = now.PlusDays(-begun), Ahead = ahead, ConfiguredLeft = configured }, now, Calendar);

            Assert.True(expected.Promise >= expected.Likely && expected.Likely >= now.Date);
            Assert.True(Calendar.IsOpen(expected.Promise) && Calendar.IsOpen(expected.Likely));
        });

    [Fact]
    public void A_date_slips_when_it_will_more_likely_be_missed_and_says_why()
    {
        var told = new DateTold(new(2026, 11, 30), Queue: 2, Presence: 1);
        var late = new Expected(new(2026, 12, 2), new(2026, 12, 8), Queue: 2, LearntFrom: 50);

        Assert.Null(Slip.Of(told, late with { Likely = new(2026, 11, 30) }, 1, Tuesday.Date));
        Assert.Equal(new(told.On, late.Promise, SlipReason.StepLate), Slip.Of(told, late, 1, Tuesday.Date));
        Assert.Equal(new(told.On, late.Promise, SlipReason.Backlog), Slip.Of(told, late with { Queue = 6 }, 1, Tuesday.Date));
        Assert.Equal(new(told.On, late.Promise, SlipReason.Absence), Slip.Of(told, late with { Queue = 6 }, .5, Tuesday.Date));
        Assert.NotNull(Slip.Of(told, late with { Likely = new(2026, 12, 1) }, 1, new(2026, 12, 1))); // its day is over
    }

    /// <summary>One case closed each hour or so of the last weeks before Tuesday.</summary>
    private static DurationMemory Remembering(Func<int, double> lasted, Func<int, double?>? queueOf = null, Func<int, bool>? kept = null, int cases = 160)
    {
        var memory = new DurationMemory();
        for (var at = 0; at < cases; at++)
        {
            var closed = Tuesday.Date.PlusDays(-1 - (cases - at) / 8);
            memory.Learn(new("acte", "etat-civil", closed, IsClosedInBulk: false, [new("check", closed.PlusDays(-3).At(new(9, 0)), lasted(at), queueOf?.Invoke(at), kept?.Invoke(at))]), Calendar);
        }

        return memory;
    }
}
