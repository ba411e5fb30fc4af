using NodaTime;
using Perron.Calendar;
using Perron.Deadlines;
namespace Perron.Rules.Tests.Deadlines;

/// <summary>A promise follows a day that is closed or opened, by dates worked out with a calendar on paper.</summary>
public sealed class RedatingTests
{
    private static readonly OfficeCalendar Usual = new([]);

    [Theory]
    [InlineData("2027-01-21", "2026-12-24", "2027-01-22")] // one office day more
    [InlineData("2026-12-24", "2026-12-24", "2026-12-28")] // Christmas is a Friday, then a weekend
    [InlineData("2027-05-07", "2027-05-07", "2027-05-10")] // the bridge after Ascension
    [InlineData("2026-12-23", "2026-12-24", "2026-12-23")] // it lies behind the promise
    [InlineData("2027-01-21", "2026-12-26", "2027-01-21")] // a Saturday moves nothing
    [InlineData("2027-01-21", "2026-11-23", "2027-01-21")] // yesterday is over
    [InlineData("2026-11-24", "2026-11-24", "2026-11-25")] // today, by surprise
    public void A_day_that_closes_moves_what_lies_behind_it(string promised, string day, string moved) =>
        Assert.Equal(Day(moved), Redating.Of(Day(promised), Day(day), Day("2026-11-24"), Usual, new([Day(day)])));

    [Theory]
    [InlineData("2027-01-22", "2026-12-24", "2027-01-21")]
    [InlineData("2026-12-28", "2026-12-24", "2026-12-24")]
    public void A_day_that_opens_after_all_gives_it_back(string promised, string day, string moved) =>
        Assert.Equal(Day(moved), Redating.Of(Day(promised), Day(day), Day("2026-11-24"), new([Day(day)]), Usual));

    private static LocalDate Day(string iso) => NodaTime.Text.LocalDatePattern.Iso.Parse(iso).Value;
}
