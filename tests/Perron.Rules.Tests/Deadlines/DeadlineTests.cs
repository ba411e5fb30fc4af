using CsCheck;
using NodaTime;
using Perron.Calendar;
using Perron.Deadlines;
using Perron.Rules.Tests.Calendar;
namespace Perron.Rules.Tests.Deadlines;

public sealed class DeadlineTests
{
    private static readonly OfficeCalendar NoClosures = new([]);
    private static readonly LocalDate Tuesday = new(2026, 11, 24);

    [Theory]
    [InlineData(DayCount.Calendar, 10, "2026-12-04")] // a Friday
    [InlineData(DayCount.Calendar, 11, "2026-12-07")] // Saturday 5 moves to Monday
    [InlineData(DayCount.Working, 4, "2026-11-28")] // a Saturday counts, and may be the last day
    [InlineData(DayCount.Working, 5, "2026-11-30")]
    [InlineData(DayCount.Office, 4, "2026-11-30")]
    [InlineData(DayCount.Calendar, 31, "2026-12-28")] // Christmas is a Friday
    public void Days_are_counted_from_the_day_after(DayCount kind, int count, string last) =>
        Assert.Equal(last, NodaTime.Text.LocalDatePattern.Iso.Format(Deadline.Of(Tuesday, count, kind, NoClosures).LastDay));

    [Fact]
    public void A_closure_of_the_commune_counts_but_for_office_days_yet_nothing_ends_on_it()
    {
        var closed = new OfficeCalendar([new(2026, 11, 26), new(2026, 11, 27)]);

        Assert.Equal(new(2026, 11, 30), Deadline.Of(Tuesday, 2, DayCount.Calendar, closed).LastDay);
        Assert.Equal(new(2026, 11, 28), Deadline.Of(Tuesday, 3, DayCount.Working, closed).LastDay);
        Assert.Equal(new(2026, 12, 1), Deadline.Of(Tuesday, 3, DayCount.Office, closed).LastDay);
    }

    [Fact]
    public void While_the_citizen_is_awaited_no_day_counts()
    {
        var asked = new Pause(new(2026, 11, 25), new(2026, 12, 1));

        Assert.Equal(new(2026, 12, 3), Deadline.Of(Tuesday, new(3, DayCount.Office), NoClosures, [asked], new(2026, 12, 2)).LastDay);
    }

    [Fact]
    public void An_unanswered_question_holds_the_deadline_and_silence_waits()
    {
        var rule = new DeadlineRule(3, DayCount.Office, Silence.MeansYes);
        var open = Deadline.Of(Tuesday, rule, NoClosures, [new(new(2026, 11, 25), null)], new(2027, 1, 15));

        Assert.Equal(new(2027, 1, 19), open.LastDay);
        Assert.Equal(DeadlineState.Paused, open.On(new(2027, 1, 15)));
        Assert.Null(open.Follows(new(2027, 1, 15)));
    }

    [Fact]
    public void A_question_asked_too_late_holds_nothing()
    {
        var late = Deadline.Of(Tuesday, new(3, DayCount.Office, Silence.MeansNo), NoClosures, [new(new(2026, 11, 30), null)], new(2026, 12, 2));

        Assert.Equal(DeadlineState.Passed, late.On(new(2026, 12, 2)));
        Assert.Equal(Silence.MeansNo, late.Follows(new(2026, 12, 2)));
    }

    [Theory]
    [InlineData("2026-11-25", DeadlineState.Running)]
    [InlineData("2026-11-26", DeadlineState.Near)]
    [InlineData("2026-11-30", DeadlineState.Near)]
    [InlineData("2026-12-01", DeadlineState.Passed)]
    public void The_service_is_warned_two_office_days_before_the_end(string today, DeadlineState state) =>
        Assert.Equal(state, Deadline.Of(Tuesday, 4, DayCount.Office, NoClosures).On(NodaTime.Text.LocalDatePattern.Iso.Parse(today).Value));

    [Fact]
    public void So_many_days_count_and_it_ends_where_it_may_and_warns_before() =>
        Gen.Select(OfficeCalendarTests.AnyDay, AnyRule, AnyPauses, OfficeCalendarTests.AnyClosures).Sample((start, rule, gaps, closures) =>
        {
            var calendar = new OfficeCalendar(closures);
            var pauses = Pauses(start, gaps);
            var today = start.PlusDays(500);
            var deadline = Deadline.Of(start, rule, calendar, pauses, today);
            bool Counted(LocalDate day) => calendar.Counts(day, rule.Kind) && !pauses.Any(pause => pause.Covers(day, today));

            var days = Enumerable.Range(1, Period.DaysBetween(start, deadline.LastDay)).Select(start.PlusDays).ToList();
            var reached = days.Where(Counted).Skip(rule.Count - 1).First();
            Assert.True(days.Count(Counted) >= rule.Count);
            Assert.True(calendar.MayEnd(deadline.LastDay, rule.Kind));
            Assert.All(days.Where(day => day >= reached && day < deadline.LastDay), day => Assert.False(calendar.MayEnd(day, rule.Kind) && !pauses.Any(pause => pause.Covers(day, today))));
            Assert.InRange(deadline.AlarmOn, start, deadline.LastDay);
            Assert.True(deadline.AlarmOn == start || calendar.IsOpen(deadline.AlarmOn));
            Assert.True(Deadline.Of(start, rule with { Count = rule.Count + 1 }, calendar, pauses, today).LastDay >= deadline.LastDay);
            Assert.True(Deadline.Of(start, rule, calendar, [], today).LastDay <= deadline.LastDay);
        });

    [Fact]
    public void An_open_question_never_lets_a_deadline_pass_that_had_not_passed_when_it_was_asked() =>
        Gen.Select(OfficeCalendarTests.AnyDay, AnyRule, Gen.Int[0, 30], Gen.Int[0, 200], OfficeCalendarTests.AnyClosures).Sample((start, rule, asked, later, closures) =>
        {
            var calendar = new OfficeCalendar(closures);
            var (day, today) = (start.PlusDays(asked), start.PlusDays(asked + later));
            var hadPassed = Deadline.Of(start, rule, calendar, [], day).On(day) == DeadlineState.Passed;
            var held = Deadline.Of(start, rule, calendar, [new(day, null)], today);

            Assert.True(hadPassed || held.Follows(today) is null || day == held.LastDay, $"{held}");
        });

    private static readonly Gen<DeadlineRule> AnyRule = Gen.Select(Gen.Int[1, 60], Gen.Int[0, 2], Gen.Int[0, 10]).Select((count, kind, alarm) => new DeadlineRule(count, (DayCount)kind, Silence.MeansYes, alarm));

    private static readonly Gen<(int, int)[]> AnyPauses = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 30]).Array[0, 4];

    private static List<Pause> Pauses(LocalDate start, (int After, int Days)[] gaps)
    {
        var (pauses, day) = (new List<Pause>(), start);
        foreach (var (after, days) in gaps)
        {
            pauses.Add(new(day.PlusDays(after), day.PlusDays(after + days)));
            day = day.PlusDays(after + days);
        }

        return pauses;
    }
}
