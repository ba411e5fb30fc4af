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

    [Fact]
    public void Days_on_which_the_citizen_was_awaited_are_added() => Assert.Equal(new(2026, 12, 1), ExpectedDate.Promise(Tuesday.At(new(9, 30)), 3, 2, NoClosures));

    [Fact]
    public void The_promise_never_falls_on_a_closed_day_nor_before_sending_and_waiting_never_brings_it_nearer() =>
        Gen.Select(OfficeCalendarTests.AnyDay, Gen.Int[0, 24 * 60 - 1], Gen.Int[0, 40], Gen.Int[0, 20], OfficeCalendarTests.AnyClosures).Sample((day, minute, officeDays, awaited, closures) =>
        {
            var calendar = new OfficeCalendar(closures);
            var sent = day.At(LocalTime.FromMinutesSinceMidnight(minute));
            var promised = ExpectedDate.Promise(sent, officeDays, awaited, calendar);

            Assert.True(calendar.IsOpen(promised));
            Assert.True(promised >= day);
            Assert.True(ExpectedDate.Promise(sent, officeDays, awaited + 1, calendar) > promised);
            Assert.True(ExpectedDate.Promise(sent.PlusMinutes(1), officeDays, awaited, calendar) >= promised);
        });
}
