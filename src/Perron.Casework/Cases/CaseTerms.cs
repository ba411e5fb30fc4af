using NodaTime;
using Perron.Calendar;
using Perron.Communes;
using Perron.Deadlines;
using Perron.Workflow;
namespace Perron.Cases;

/// <summary>The term within which the commune must decide, as it stands on a case: for the inbox, the page of the case and the round that warns.</summary>
internal static class CaseTerms
{
    public static readonly OfficeCalendar Calendar = new([]);

    public static void Count(Case one, WorkflowDefinition workflow, IReadOnlyList<Stay> stays, LocalDate today)
    {
        var deadline = one.ClosedAt is null ? workflow.DeadlineOf(stays, Calendar, today) : null;
        (one.DecideBy, one.AlarmOn) = (deadline?.LastDay, deadline?.AlarmOn);
    }

    /// <summary>Where the term stands today; null when there is none.</summary>
    public static Deadline? Of(CaseFile file, Commune commune, Instant now) =>
        file.Case.ClosedAt is not null ? null : file.Workflow.DeadlineOf(file.Stays(commune), Calendar, commune.Today(now));
}
