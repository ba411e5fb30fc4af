using NodaTime;
using NodaTime.Extensions;
using Perron.Calendar;
namespace Perron.Counters;

/// <summary>The clock of a demonstration day: it begins where it is told to, and runs so many times as fast.</summary>
public sealed class DemoClock(DateTimeOffset from, double speed) : TimeProvider
{
    private static readonly LocalTime Begins = new(8, 25);

    /// <summary>From just before the doors open, on the next Monday on which they do.</summary>
    public static DemoClock OfNextMonday(double speed)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Brussels"];
        var day = System.GetCurrentInstant().InZone(zone).Date;
        do
        {
            day = day.Next(IsoDayOfWeek.Monday);
        }
        while (BelgianHolidays.Has(day));
        return new(zone.AtLeniently(day + Begins).ToDateTimeOffset(), speed);
    }

    private readonly long _began = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => from + (System.GetElapsedTime(_began) * speed);
}
