using NodaTime;
using Perron.Calendar;
namespace Perron.Deadlines;

/// <summary>
/// How many cases a route finishes in an office day, lately: what is ten office days old weighs half. Cases at the desks divided by this is how long they take (Little’s law),
/// whatever the number of officers, their leave and their other work.
/// </summary>
public sealed class Pace
{
    private const double HalfLife = 10, LeastDays = 3;

    public double Cases { get; set; }
    public double Days { get; set; }

    /// <summary>The day of the last case that was finished, in days since 1 January 1970.</summary>
    public int? Last { get; set; }

    internal void Finished(LocalDate on, OfficeCalendar calendar)
    {
        (Cases, Days) = At(on, calendar);
        Cases++;
        Last = Math.Max(Last ?? int.MinValue, Period.DaysBetween(LearntStep.Zero, on));
    }

    /// <summary>Office days that so many cases take; null while too little has been seen.</summary>
    internal double? DaysFor(int cases, LocalDate today, OfficeCalendar calendar) => At(today, calendar) is ( > 0 and var done, >= LeastDays and var days) ? cases * days / done : null;

    private (double Cases, double Days) At(LocalDate today, OfficeCalendar calendar)
    {
        var since = Last is { } last ? calendar.Between(LearntStep.Zero.PlusDays(last), today) : 0;
        var kept = Math.Pow(.5, since / HalfLife);
        return (Cases * kept, Days * kept + (1 - kept) / Math.Log(2) * HalfLife);
    }
}
