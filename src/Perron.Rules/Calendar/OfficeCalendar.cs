using NodaTime;
namespace Perron.Calendar;

/// <summary>On which days the offices of a commune work: Monday to Friday, but for legal holidays and the commune's own closures.</summary>
public sealed class OfficeCalendar(IEnumerable<LocalDate> closures)
{
    /// <summary>An office day as time is measured in it: from eight to four.</summary>
    private static readonly LocalTime Opens = new(8, 0), Ends = new(16, 0);

    private readonly HashSet<LocalDate> _closures = [.. closures];

    public bool IsOpen(LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !BelgianHolidays.Has(day) && !_closures.Contains(day);

    /// <summary>A legal holiday, or a closure of the commune: a door that opens on Saturdays stays shut as well.</summary>
    public bool IsClosed(LocalDate day) => BelgianHolidays.Has(day) || _closures.Contains(day);

    public bool Counts(LocalDate day, DayCount count) => count switch
    {
        DayCount.Calendar => true,
        DayCount.Working => day.DayOfWeek != IsoDayOfWeek.Sunday && !BelgianHolidays.Has(day),
        _ => IsOpen(day),
    };

    /// <summary>
    /// Whether a term may end on this day. In calendar days not on a Saturday, a Sunday or a legal holiday (C. jud. art. 53); in no count on a day on which the commune closes of its own accord:
    /// who would hand something in, or fetch it, finds the door shut.
    /// </summary>
    public bool MayEnd(LocalDate day, DayCount count) => count == DayCount.Working ? Counts(day, count) && !_closures.Contains(day) : IsOpen(day);

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

    /// <summary>The office day that is this many office days before the day; 0 is the day itself or the last one before it on which the offices work.</summary>
    public LocalDate Minus(LocalDate day, int officeDays)
    {
        day = LastOpen(day);
        for (var left = officeDays; left > 0; left--)
        {
            day = LastOpen(day.PlusDays(-1));
        }

        return day;
    }

    /// <summary>Office days after the first day, up to and with the second; 0 when that is not later.</summary>
    public int Between(LocalDate after, LocalDate until)
    {
        var days = 0;
        for (var day = after.PlusDays(1); day <= until; day = day.PlusDays(1))
        {
            days += IsOpen(day) ? 1 : 0;
        }

        return days;
    }

    /// <summary>Time worked between two moments, in office days: an hour is an eighth of one, nights and closed days are nothing. Never negative.</summary>
    public double Worked(LocalDateTime from, LocalDateTime until) =>
        until <= from ? 0 : Between(from.Date.PlusDays(-1), until.Date.PlusDays(-1)) + PartOf(until) - PartOf(from);

    /// <summary>The day on which so much work, in office days, will be done that begins at the moment: the reverse of <see cref="Worked"/>, always an office day.</summary>
    public LocalDate After(LocalDateTime moment, double officeDays)
    {
        var days = PartOf(moment) + Math.Max(0, officeDays);
        return Plus(moment.Date, Math.Max(0, (int)Math.Ceiling(Math.Round(days, 9)) - 1));
    }

    /// <summary>How much of that day’s work is behind; none on a closed day.</summary>
    private double PartOf(LocalDateTime moment) =>
        !IsOpen(moment.Date) ? 0 : Math.Clamp((double)(moment.TimeOfDay.NanosecondOfDay - Opens.NanosecondOfDay) / (Ends.NanosecondOfDay - Opens.NanosecondOfDay), 0, 1);

    private LocalDate NextOpen(LocalDate day)
    {
        while (!IsOpen(day))
        {
            day = day.PlusDays(1);
        }

        return day;
    }

    private LocalDate LastOpen(LocalDate day)
    {
        while (!IsOpen(day))
        {
            day = day.PlusDays(-1);
        }

        return day;
    }
}
