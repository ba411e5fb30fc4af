using CsCheck;
using NodaTime;
using Perron.Calendar;
using Perron.Deadlines;
using Perron.Rules.Tests.Calendar;
namespace Perron.Rules.Tests.Deadlines;

public sealed class ExpectedDateTests
{
    private static readonly OfficeCalendar NoClosures = new([]);
    private static readonly LocalDate Tuesday = new(2026, 11, 24);

    [Fact]
    public void Three_office_days_after_Tuesday_morning_is_Friday() => Assert.Equal(new(2026, 11, 27), ExpectedDate.Promise(Tuesday.At(new(9, 30)), 3, 0, NoClosures));

    [Fact]
    public void What_is_sent_in_the_evening_counts_from_the_next_office_day() => Assert.Equal(new(2026, 11, 30), ExpectedDate.Promise(Tuesday.At(new(16, 0)), 3, 0, NoClosures));

    [Fact]
    public void What_is_sent_on_a_closed_day_counts_from_the_next_office_day() => Assert.Equal(new(2026, 12, 1), ExpectedDate.Promise(new LocalDate(2026, 11, 28).At(new(10, 0)), 1, 0, NoClosures));

    // Worked by hand on the calendar of 2026: 24 November is a Tuesday, 11 November (a Wednesday) and 25 December (a Friday) are holidays; the day of sending does not count (C. jud. art. 52).
    [Theory]
    [InlineData("2026-11-24T09:30", DayCount.Calendar, 10, "2026-12-04")] // a Friday
    [InlineData("2026-11-24T09:30", DayCount.Calendar, 11, "2026-12-07")] // Saturday 5 December moves on to Monday (art. 53)
    [InlineData("2026-11-24T09:30", DayCount.Calendar, 31, "2026-12-28")] // Christmas moves on past the weekend
    [InlineData("2026-11-24T09:30", DayCount.Working, 3, "2026-11-27")] // W T F
    [InlineData("2026-11-24T09:30", DayCount.Working, 4, "2026-11-30")] // Saturday 28 counts, and is kept on Monday when the door is open
    [InlineData("2026-11-24T09:30", DayCount.Working, 8, "2026-12-03")] // W T F S, M T W T: eight as they are counted for a change of address (royal decree of 16 July 1992, art. 7)
    [InlineData("2026-11-09T09:30", DayCount.Working, 5, "2026-11-16")] // T, not the holiday, T F S, M
    [InlineData("2026-11-24T09:30", DayCount.Office, 8, "2026-12-04")] // W T F, M T W T F
    [InlineData("2026-11-28T10:00", DayCount.Calendar, 1, "2026-12-01")] // sent on a Saturday: from Monday
    [InlineData("2026-11-24T16:00", DayCount.Calendar, 2, "2026-11-27")] // sent in the evening: from Wednesday
    public void A_promise_is_counted_in_the_days_of_its_procedure(string sent, DayCount days, int count, string promised) =>
        Assert.Equal(promised, NodaTime.Text.LocalDatePattern.Iso.Format(new PromiseRule(days).Of(NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(sent).Value, count, NoClosures)));

    [Fact]
    public void A_closure_counts_for_all_but_office_days_and_no_promise_ends_on_it()
    {
        var closed = new OfficeCalendar([new(2026, 11, 26), new(2026, 11, 27)]);

        Assert.Equal(new(2026, 11, 30), new PromiseRule(DayCount.Calendar).Of(Tuesday.At(new(9, 30)), 2, closed));
        Assert.Equal(new(2026, 11, 30), new PromiseRule(DayCount.Working).Of(Tuesday.At(new(9, 30)), 3, closed));
        Assert.Equal(new(2026, 12, 1), PromiseRule.Usual.Of(Tuesday.At(new(9, 30)), 3, closed));
    }

    [Fact]
    public void What_is_learnt_is_counted_in_office_days_whatever_was_promised()
    {
        Assert.Equal(8, new PromiseRule(DayCount.Calendar).OfficeDays(Tuesday.At(new(9, 30)), 10, NoClosures)); // W T F, M T W T F
        Assert.Equal(3, PromiseRule.Usual.OfficeDays(Tuesday.At(new(17, 0)), 3, NoClosures));
    }

    [Fact]
    public void The_service_is_warned_so_many_office_days_before_the_promised_date() =>
        Assert.Equal((new LocalDate(2026, 11, 26), new LocalDate(2026, 11, 24)), (PromiseRule.Usual.AlarmOn(new(2026, 11, 30), NoClosures), new PromiseRule(AlarmBefore: 4).AlarmOn(new(2026, 11, 30), NoClosures)));

    [Fact]
    public void A_date_is_near_on_just_the_days_from_its_alarm_on() =>
        Gen.Select(OfficeCalendarTests.AnyDay, Gen.Int[0, 40], Gen.Int[0, 10], OfficeCalendarTests.AnyClosures).Sample((today, later, alarm, closures) =>
        {
            var (calendar, promised) = (new OfficeCalendar(closures), today.PlusDays(later));

            Assert.Equal(new PromiseRule(AlarmBefore: alarm).AlarmOn(promised, calendar) <= today, promised <= PromiseRule.NearUntil(today, alarm, calendar));
        });

    [Fact]
    public void Days_on_which_the_citizen_was_awaited_are_added() => Assert.Equal(new(2026, 12, 1), ExpectedDate.Promise(Tuesday.At(new(9, 30)), 3, 2, NoClosures));

    [Fact]
    public void The_promise_never_falls_on_a_closed_day_nor_before_sending_and_waiting_never_brings_it_nearer() =>
        Gen.Select(OfficeCalendarTests.AnyDay, Gen.Int[0, 24 * 60 - 1], Gen.Int[0, 40], Gen.Int[0, 20], Gen.Enum<DayCount>(), OfficeCalendarTests.AnyClosures).Sample((day, minute, count, awaited, days, closures) =>
        {
            var calendar = new OfficeCalendar(closures);
            var sent = day.At(LocalTime.FromMinutesSinceMidnight(minute));
            var promised = ExpectedDate.Promise(sent, count, awaited, calendar, days);

            Assert.True(calendar.IsOpen(promised));
            Assert.True(promised >= day);
            Assert.True(ExpectedDate.Promise(sent, count, awaited + 1, calendar, days) >= promised.PlusDays(days == DayCount.Office ? 1 : 0));
            Assert.True(ExpectedDate.Promise(sent.PlusMinutes(1), count, awaited, calendar, days) >= promised);
        });
}
