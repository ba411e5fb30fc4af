using NodaTime;
using Perron.Calendar;
namespace Perron.Deadlines;

/// <summary>A promise whose way has become longer or shorter, because the offices close on a day or open on it after all: as many office days lie before it as before.</summary>
public static class Redating
{
    /// <param name="promised">The date as it was told.</param>
    /// <param name="day">The day that is closed or opened.</param>
    /// <returns>The same date when the day does not lie on the way, from today on, or never was an office day.</returns>
    public static LocalDate Of(LocalDate promised, LocalDate day, LocalDate today, OfficeCalendar before, OfficeCalendar after)
    {
        if (day < today || day > promised || before.IsOpen(day) == after.IsOpen(day))
        {
            return promised;
        }

        var left = before.Between(today.PlusDays(-1), promised);
        return left == 0 ? promised : after.Plus(today, left - 1);
    }
}
