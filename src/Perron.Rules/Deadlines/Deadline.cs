using NodaTime;
using Perron.Calendar;
namespace Perron.Deadlines;

/// <summary>Where a deadline stands on a day.</summary>
public enum DeadlineState
{
    Running,

    /// <summary>The citizen is awaited: the days do not count.</summary>
    Paused,

    /// <summary>The service is to be warned.</summary>
    Near,

    /// <summary>The last day is over: silence has its meaning.</summary>
    Passed,
}

/// <summary>
/// The last day of a term. The day on which it begins does not count, the last one does (C. jud. art. 52 and 53); when that is a day on which it may not end, the next on which it may.
/// The Judicial Code binds courts; communes count alike where their own texts say nothing.
/// </summary>
/// <param name="LastDay">While the citizen is awaited: as if the answer came today.</param>
/// <param name="AlarmOn">An office day from which the service is warned: never after the last day, nor before the term began.</param>
public sealed record Deadline(DeadlineRule Rule, LocalDate LastDay, LocalDate AlarmOn, bool IsPaused)
{
    public static Deadline Of(LocalDate start, int count, DayCount kind, OfficeCalendar calendar) => Of(start, new(count, kind), calendar, [], start);

    public static Deadline Of(LocalDate start, DeadlineRule rule, OfficeCalendar calendar, IReadOnlyList<Pause> pauses, LocalDate today)
    {
        bool IsAwaited(LocalDate on) => pauses.Any(pause => pause.Covers(on, today));

        var day = start;
        for (var left = rule.Count; left > 0;)
        {
            day = day.PlusDays(1);
            left -= calendar.Counts(day, rule.Kind) && !IsAwaited(day) ? 1 : 0;
        }

        while (!calendar.MayEnd(day, rule.Kind) || IsAwaited(day))
        {
            day = day.PlusDays(1);
        }

        var isPaused = pauses.Any(pause => pause.Answered is null) && day > today;
        return new(rule, day, LocalDate.Max(start, calendar.Minus(day, rule.AlarmBefore)), isPaused);
    }

    public DeadlineState On(LocalDate today) =>
        today > LastDay ? DeadlineState.Passed : IsPaused ? DeadlineState.Paused : today >= AlarmOn ? DeadlineState.Near : DeadlineState.Running;

    /// <summary>What follows on this day from nothing having been decided; null while there is still time.</summary>
    public Silence? Follows(LocalDate today) => On(today) == DeadlineState.Passed ? Rule.Silence : null;

    /// <summary>Office days that are left after today; 0 on the last day and after it.</summary>
    public int Left(LocalDate today, OfficeCalendar calendar) => calendar.Between(today, LastDay);
}
