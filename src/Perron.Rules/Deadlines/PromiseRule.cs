using NodaTime;
using Perron.Calendar;
namespace Perron.Deadlines;

/// <summary>How a procedure counts the time that a commune promises for it, and how many office days before its end the service is warned.</summary>
public sealed record PromiseRule(DayCount Days = DayCount.Office, int AlarmBefore = PromiseRule.UsualAlarm)
{
    public const int UsualAlarm = 2;

    public static readonly PromiseRule Usual = new();

    /// <summary>The date for what is sent at this moment, with so many days promised.</summary>
    public LocalDate Of(LocalDateTime sent, int days, OfficeCalendar calendar) => ExpectedDate.Promise(sent, days, daysAwaited: 0, calendar, Days);

    /// <summary>The same time in office days, as all that is learnt is counted.</summary>
    public int OfficeDays(LocalDateTime sent, int days, OfficeCalendar calendar) => Days == DayCount.Office ? days : calendar.Between(sent.Date, Of(sent, days, calendar));

    /// <summary>The first day on which the service is warned.</summary>
    public LocalDate AlarmOn(LocalDate promised, OfficeCalendar calendar) => calendar.Minus(promised, AlarmBefore);

    /// <summary>The same the other way round: the last promised date of which the service is warned on this day.</summary>
    public static LocalDate NearUntil(LocalDate today, int alarmBefore, OfficeCalendar calendar) => calendar.Plus(calendar.Minus(today, 0), alarmBefore + 1).PlusDays(-1);
}
