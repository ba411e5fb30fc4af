using NodaTime;
namespace Perron.Calendar;

/// <summary>On which days the offices of a commune work: Monday to Friday, but for legal holidays and the commune's own closures.</summary>
public sealed class OfficeCalendar(IEnumerable<LocalDate> closures)
{
    private readonly HashSet<LocalDate> _closures = [.. closures];

    public bool IsOpen(LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !BelgianHolidays.Has(day) && !_closures.Contains(day);

    /// <summary>The office day that is this many office days after the day; 0 is the day itself or the next one on which the offices work.</summary>
    public LocalDate Plus(LocalDate day, int officeDays)
    {
        day = NextOpen(day);
        for (var left = officeDays; left > 0; left--)
        {
            day = NextOpen(day.PlusDays(1));
        }

        return day;
    }

    private LocalDate NextOpen(LocalDate day)
    {
        while (!IsOpen(day))
        {
            day = day.PlusDays(1);
        }

        return day;
    }
}
