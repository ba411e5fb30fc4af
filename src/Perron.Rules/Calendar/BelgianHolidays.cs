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
