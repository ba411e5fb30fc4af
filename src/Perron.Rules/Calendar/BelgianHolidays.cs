using NodaTime;
namespace Perron.Calendar;

/// <summary>The ten legal holidays of Belgium (royal decree of 18 April 1974, art. 1).</summary>
public static class BelgianHolidays
{
    public static IReadOnlyList<LocalDate> Of(int year)
    {
        var easter = Easter(year);
        return
        [
            new(year, 1, 1), easter.PlusDays(1), new(year, 5, 1), easter.PlusDays(39), easter.PlusDays(50),
            new(year, 7, 21), new(year, 8, 15), new(year, 11, 1), new(year, 11, 11), new(year, 12, 25),
        ];
    }

    public static bool Has(LocalDate day) => (day.Month, day.Day) switch
    {
        (1, 1) or (5, 1) or (7, 21) or (8, 15) or (11, 1) or (11, 11) or (12, 25) => true,
        ( >= 3 and <= 6, _) => Period.DaysBetween(Easter(day.Year), day) is 1 or 39 or 50,
        _ => false,
    };

    /// <summary>
    /// <em>Jours ouvrables</em>, Saturdays in and Sundays and legal holidays out, after the first day up to and with the second, as terms are counted (C. jud. art. 52); as many below zero when the second is earlier.
    /// </summary>
    public static int WorkingDays(LocalDate from, LocalDate to)
    {
        if (to < from)
        {
            return -WorkingDays(to, from);
        }

        var (days, weekday) = (Period.DaysBetween(from, to), (int)from.DayOfWeek);
        var counted = days - ((days + weekday) / 7) + (weekday / 7);
        for (var year = from.Year; year <= to.Year && year < from.Year + LongestTerm; year++)
        {
            var easter = Easter(year);
            counted += easter.PlusDays(39) is { Month: 5, Day: 1 } both ? Off(both) : 0; // Ascension Day may be the first of May, as in 2008: one day, not two
            counted -= Off(new(year, 1, 1)) + Off(easter.PlusDays(1)) + Off(new(year, 5, 1)) + Off(easter.PlusDays(39)) + Off(easter.PlusDays(50))
                + Off(new(year, 7, 21)) + Off(new(year, 8, 15)) + Off(new(year, 11, 1)) + Off(new(year, 11, 11)) + Off(new(year, 12, 25));
        }

        return counted;

        int Off(LocalDate holiday) => holiday > from && holiday <= to && holiday.DayOfWeek != IsoDayOfWeek.Sunday ? 1 : 0;
    }

    // In years. Whoever types a day of the year 9000 is answered too, with the holidays of the first hundred.
    private const int LongestTerm = 100;

    /// <summary>Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876 (Butcher).</summary>
    public static LocalDate Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
        int h = (19 * a + b - d - g + 15) % 30;
        int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
        return new(year, month, day);
    }
}
