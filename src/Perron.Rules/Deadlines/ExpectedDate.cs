using NodaTime;
using Perron.Calendar;
namespace Perron.Deadlines;

/// <summary>Which date a citizen is promised.</summary>
public static class ExpectedDate
{
    /// <summary>
    /// The configured time in office days after the day of sending; what is sent in the evening or on a closed day counts from the next office day.
    /// While the citizen is awaited the time stands still: the days waited are added.
    /// </summary>
    public static LocalDate Promise(LocalDateTime sent, int officeDays, int daysAwaited, OfficeCalendar calendar)
    {
        var begins = sent.TimeOfDay >= EndOfOfficeDay ? sent.Date.PlusDays(1) : sent.Date;
        return calendar.Plus(begins, officeDays + daysAwaited);
    }

    /// <summary>Nobody looks at a request that comes after this hour before the next day.</summary>
    public static readonly LocalTime EndOfOfficeDay = new(16, 0);
}
