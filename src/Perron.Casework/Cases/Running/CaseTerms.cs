using NodaTime;
using Perron.Calendar;
using Perron.Communes;
using Perron.Deadlines;
using Perron.Workflow;
namespace Perron.Cases.Running;

/// <summary>
/// The days of a case: the last one of the term within which the commune must decide, as it stands on the row for inbox and warning, and the next one on which the house has something to do by itself.
/// </summary>
internal static class CaseTerms
{
    /// <summary>Counts anew after each move, and each morning on which the house looks.</summary>
    public static void Count(Case one, WorkflowDefinition workflow, IReadOnlyList<CaseMove> moves, Commune commune, LocalDate today)
    {
        var stays = CaseStays.Of(one, workflow, moves, commune);
        var deadline = one.ClosedAt is null ? workflow.DeadlineOf(stays, commune.Calendar, today) : null;
        (one.DecideBy, one.AlarmOn) = (deadline?.LastDay, deadline?.AlarmOn);
        one.WakeOn = one.ClosedAt is not null ? null : Days(one, workflow, moves, stays[^1], deadline, commune.Calendar, today).DefaultIfEmpty(LocalDate.MaxIsoValue).Min() is var next && next == LocalDate.MaxIsoValue ? null : next;
    }

    /// <summary>Where the term stands today; null when there is none.</summary>
    public static Deadline? Of(CaseFile file, Commune commune, Instant now) =>
        file.Case.ClosedAt is not null ? null : file.Workflow.DeadlineOf(file.Stays(commune), commune.Calendar, commune.Today(now));

    /// <summary>The timers of the state that have not rung in this stay, each with the day on which it rings.</summary>
    public static IEnumerable<(WorkflowTimer Timer, LocalDate On)> Timers(Case one, WorkflowDefinition workflow, IReadOnlyList<CaseMove> moves, Stay stay, OfficeCalendar calendar)
    {
        var entered = moves.LastOrDefault(move => move.From != move.To)?.At ?? one.SubmittedAt;
        return workflow.TimersOf(one.State, stay.Entered, calendar)
            .Where(ringing => !moves.Any(move => move.Action == ringing.Timer.Do && move.At > entered)).Select(ringing => (ringing.Timer, ringing.LastDay.PlusDays(1)));
    }

    private static IEnumerable<LocalDate> Days(Case one, WorkflowDefinition workflow, IReadOnlyList<CaseMove> moves, Stay stay, Deadline? deadline, OfficeCalendar calendar, LocalDate today)
    {
        foreach (var (_, on) in Timers(one, workflow, moves, stay, calendar))
        {
            yield return on > today ? on : today.PlusDays(1); // its guard did not hold: tomorrow again
        }

        if (deadline is { AlarmOn: var alarm } && alarm > today)
        {
            yield return alarm; // the service is warned
        }

        if (deadline is { IsPaused: true })
        {
            yield return today.PlusDays(1); // the last day moves on by a day
        }
        else if (deadline is { Rule.Silence: not Silence.MeansNothing })
        {
            yield return deadline.LastDay >= today ? deadline.LastDay.PlusDays(1) : today.PlusDays(1);
        }
    }
}
