using CsCheck;
using NodaTime;
using Perron.Calendar;
namespace Perron.Rules.Tests.Calendar;

public sealed class OfficeCalendarTests
{
    private static readonly OfficeCalendar NoClosures = new([]);

    [Theory]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2038, 4, 25)] // the latest there can be
    [InlineData(2285, 3, 22)] // the earliest
    public void Easter_falls_on_the_published_day(int year, int month, int day) => Assert.Equal(new(year, month, day), BelgianHolidays.Easter(year));

    [Fact]
    public void The_ten_holidays_of_2026_are_those_of_the_official_list() =>
        Assert.Equal(
            [new(2026, 1, 1), new(2026, 4, 6), new(2026, 5, 1), new(2026, 5, 14), new(2026, 5, 25), new(2026, 7, 21), new(2026, 8, 15), new(2026, 11, 1), new(2026, 11, 11), new(2026, 12, 25)],
            BelgianHolidays.Of(2026));

    [Fact]
    public void Easter_is_a_Sunday_between_22_March_and_25_April() => Gen.Int[1900, 2999].Sample(year =>
    {
        var easter = BelgianHolidays.Easter(year);
        Assert.Equal(IsoDayOfWeek.Sunday, easter.DayOfWeek);
        Assert.InRange(easter, new(year, 3, 22), new(year, 4, 25));
    });

    [Fact]
    public void Working_days_are_those_that_one_counts_on_the_calendar() => Gen.Select(Gen.Int[0, 40_000], Gen.Int[-1500, 1500]).Sample((at, length) =>
    {
        var (from, to) = (new LocalDate(1990, 1, 1).PlusDays(at), new LocalDate(1990, 1, 1).PlusDays(at + length));
        var (first, last) = from < to ? (from, to) : (to, from);
        var counted = Enumerable.Range(1, Math.Abs(length)).Count(days => NoClosures.Counts(first.PlusDays(days), DayCount.Working));
        Assert.True(first.PlusDays(Math.Abs(length)) == last && BelgianHolidays.WorkingDays(from, to) == (length < 0 ? -counted : counted));
    });

    [Fact]
    public void Three_office_days_after_a_Friday_before_a_holiday_skip_the_weekend_and_the_holiday() =>
        Assert.Equal(new(2026, 7, 23), NoClosures.Plus(new(2026, 7, 17), 3)); // Mon 20, Tue 21 closed, Wed 22, Thu 23

    [Fact]
    public void A_closure_of_the_commune_is_skipped() =>
        Assert.Equal(new(2026, 11, 26), new OfficeCalendar([new(2026, 11, 25)]).Plus(new(2026, 11, 24), 1));

    [Fact]
    public void Whatever_is_counted_ends_on_an_open_day_with_so_many_open_days_between() => Gen.Select(AnyDay, Gen.Int[0, 60], AnyClosures).Sample((day, officeDays, closures) =>
    {
        var calendar = new OfficeCalendar(closures);
        var end = calendar.Plus(day, officeDays);

        Assert.True(calendar.IsOpen(end));
        var open = Enumerable.Range(0, Period.DaysBetween(day, end) + 1).Count(after => calendar.IsOpen(day.PlusDays(after)));
        Assert.Equal(officeDays + 1, open);
    });

    [Fact]
    public void A_day_is_a_holiday_when_the_list_of_its_year_has_it() =>
        Gen.Int[0, 400_000].Select(days => new LocalDate(1900, 1, 1).PlusDays(days)).Sample(day => Assert.Equal(BelgianHolidays.Of(day.Year).Contains(day), BelgianHolidays.Has(day)), iter: 20_000);

    [Fact]
    public void Going_back_as_many_office_days_ends_where_it_began() => Gen.Select(AnyDay, Gen.Int[0, 60], AnyClosures).Sample((day, officeDays, closures) =>
    {
        var calendar = new OfficeCalendar(closures);

        Assert.Equal(calendar.Plus(day, 0), calendar.Minus(calendar.Plus(day, officeDays), officeDays));
        Assert.Equal(officeDays, calendar.Between(calendar.Plus(day, 0), calendar.Plus(day, officeDays)));
    });

    [Theory]
    [InlineData("2026-11-24T08:00", "2026-11-24T16:00", 1)]
    [InlineData("2026-11-24T09:00", "2026-11-24T11:00", 0.25)]
    [InlineData("2026-11-24T12:00", "2026-11-25T12:00", 1)]
    [InlineData("2026-11-27T12:00", "2026-11-30T12:00", 1)] // Friday to Monday
    [InlineData("2026-11-28T09:00", "2026-11-29T20:00", 0)] // a weekend
    [InlineData("2026-11-27T20:00", "2026-11-30T06:00", 0)]
    [InlineData("2026-11-29T10:00", "2026-11-30T12:00", 0.5)]
    [InlineData("2026-11-27T12:00", "2026-11-29T12:00", 0.5)]
    public void Work_is_measured_in_office_days(string from, string until, double days) =>
        Assert.Equal(days, NoClosures.Worked(Moment(from), Moment(until)), 9);

    [Fact]
    public void Work_that_is_measured_until_a_moment_ends_on_the_day_of_that_moment() => Gen.Select(AnyDay, Gen.Int[0, 1439], Gen.Int[0, 60], Gen.Int[8 * 60 + 1, 16 * 60], AnyClosures).Sample((day, from, days, until, closures) =>
    {
        var calendar = new OfficeCalendar(closures);
        var begins = day.At(LocalTime.FromMinutesSinceMidnight(from));
        var ends = calendar.Plus(day, days).At(LocalTime.FromMinutesSinceMidnight(until));

        Assert.True(ends <= begins || calendar.After(begins, calendar.Worked(begins, ends)) == ends.Date || calendar.Worked(begins, ends) == 0);
    });

    private static LocalDateTime Moment(string text) => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;

    internal static readonly Gen<LocalDate> AnyDay = Gen.Int[0, 10_000].Select(days => new LocalDate(2020, 1, 1).PlusDays(days));

    internal static readonly Gen<LocalDate[]> AnyClosures = AnyDay.Array[0, 40];
}
