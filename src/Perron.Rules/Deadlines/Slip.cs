using NodaTime;
using Perron.Calendar;
namespace Perron.Deadlines;

/// <summary>Why a date slips, as the citizen is told.</summary>
public enum SlipReason
{
    /// <summary>More requests lie before this one than there were.</summary>
    Backlog,

    /// <summary>Fewer officers are there.</summary>
    Absence,

    /// <summary>The step takes longer than it does for others.</summary>
    StepLate,
}

/// <summary>What a citizen was told, and what was known then.</summary>
/// <param name="Presence">Share of the route’s officers who were there that day, from 0 to 1.</param>
public sealed record DateTold(LocalDate On, double? Queue, double Presence);

/// <summary>A promise that will not be kept: the new date, by which four cases in five like it are done again, and why.</summary>
public sealed record Slip(LocalDate From, LocalDate To, SlipReason Why)
{
    private const double MuchLess = .2, MuchMore = 1.25;
    private const int FewestDays = 2;

    /// <summary>
    /// Null while the date told still holds: its day is not over, and the case will more likely than not be done by then. A breath of the estimate moves nothing, for a date that moves daily is none.
    /// </summary>
    public static Slip? Of(DateTold told, Expected now, double presence, LocalDate today) =>
        now.Likely <= told.On && today <= told.On ? null
        : new(told.On, now.Promise, ReasonOf(told, now, presence));

    /// <summary>While too few cases have taught anything: a date that has passed is followed by another, half of the configured time from today. Silence after a broken promise is worse than a cautious guess.</summary>
    /// <param name="officeDays">The configured time, in office days.</param>
    public static Slip? Unlearnt(DateTold told, int officeDays, double presence, LocalDate today, OfficeCalendar calendar) =>
        today <= told.On ? null
        : new(told.On, calendar.Plus(today, Math.Max(FewestDays, (officeDays + 1) / 2)), presence < told.Presence - MuchLess ? SlipReason.Absence : SlipReason.StepLate);

    private static SlipReason ReasonOf(DateTold told, Expected now, double presence) =>
        presence < told.Presence - MuchLess ? SlipReason.Absence
        : told.Queue is { } then && now.Queue is { } queue && queue > then * MuchMore + 1 ? SlipReason.Backlog
        : SlipReason.StepLate;
}
