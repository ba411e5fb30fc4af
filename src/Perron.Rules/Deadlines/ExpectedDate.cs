using NodaTime;
using Perron.Calendar;
namespace Perron.Deadlines;

/// <summary>Which date a citizen is promised.</summary>
public static class ExpectedDate
{
    /// <summary>
    /// The configured time after the day of sending; what is sent in the evening or on a closed day counts from the next office day.
    /// While the citizen is awaited the time stands still: the days waited are added. In whatever days it is counted, it ends on an office day: that is when it is kept.
    /// </summary>
    public static LocalDate Promise(LocalDateTime sent, int days, int daysAwaited, OfficeCalendar calendar, DayCount kind = DayCount.Office)
    {
        var begins = calendar.Plus(sent.TimeOfDay >= EndOfOfficeDay ? sent.Date.PlusDays(1) : sent.Date, 0);
        return calendar.Plus(Deadline.Of(begins, days + daysAwaited, kind, calendar).LastDay, 0);
    }

    /// <summary>Nobody looks at a request that comes after this hour before the next day.</summary>
    public static readonly LocalTime EndOfOfficeDay = new(16, 0);
}
