using System.Globalization;
using NodaTime;
namespace Perron.Crowding;

/// <summary>A half-hour of the day: 0 begins at midnight, 17 at half past eight, 47 ends the day.</summary>
public readonly record struct HalfHour(int OfDay) : IComparable<HalfHour>
{
    public const int InADay = 48;

    public LocalTime From => new(OfDay / 2, OfDay % 2 * 30);

    /// <summary>When it is over; midnight for the last one.</summary>
    public LocalTime Until => From.PlusMinutes(30);

    public static HalfHour Of(LocalTime time) => new((time.Hour * 2) + (time.Minute / 30));

    /// <summary>Those that lie between the two times, the second not included.</summary>
    public static IEnumerable<HalfHour> Between(LocalTime from, LocalTime until)
    {
        for (var at = Of(from); at.OfDay < InADay && at.From < until; at = new(at.OfDay + 1))
        {
            yield return at;
        }
    }

    public int CompareTo(HalfHour other) => OfDay.CompareTo(other.OfDay);

    public static bool operator <(HalfHour left, HalfHour right) => left.OfDay < right.OfDay;
    public static bool operator >(HalfHour left, HalfHour right) => left.OfDay > right.OfDay;
    public static bool operator <=(HalfHour left, HalfHour right) => left.OfDay <= right.OfDay;
    public static bool operator >=(HalfHour left, HalfHour right) => left.OfDay >= right.OfDay;

    public override string ToString() => From.ToString("HH:mm", CultureInfo.InvariantCulture);
}
