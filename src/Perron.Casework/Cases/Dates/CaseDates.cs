using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Calendar;
using Perron.Cases.Desk;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Deadlines;
using Perron.People;
using Perron.Platform.Storage;
using Perron.Workflow;
namespace Perron.Cases.Dates;

/// <summary>When a case will be done: asked of what finished cases have taught, and of the time the commune has configured while they say little.</summary>
internal static class CaseDates
{
    // While the commune awaits the citizen or somebody else, no officer’s time is taken.
    internal static readonly PublicStatus[] AtTheDesk = [PublicStatus.Submitted, PublicStatus.Checking, PublicStatus.InProgress];

    /// <summary>The estimate for a case that enters a step now; it is kept with the case.</summary>
    /// <param name="officeDays">The time that the procedure promises as configured.</param>
    public static async Task<(StepEstimate Kept, Expected Expected)> Enter(PerronDb db, Case one, string step, Instant entered, int officeDays, Commune commune, Instant now)
    {
        var ahead = await Ahead(db, one);
        var expected = await Of(db, one, step, entered, ahead, 0, officeDays, commune, now);
        return (new()
        {
            CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Step = step, EnteredAt = entered, Ahead = ahead,
            Queue = expected.Queue, Promised = expected.Promise, Presence = await Presence(db, one, commune.Today(now)),
        }, expected);
    }

    /// <summary>The estimate for a case that is being sent; null, and no more asked, while no finished case speaks.</summary>
    public static async Task<Expected?> Learnt(PerronDb db, Case one, string step, int officeDays, Commune commune, Instant now)
    {
        var route = one.ServiceUnitId.Value.ToString();
        var memory = await LearntDates.Recall(db, one.Procedure, route, [step]);
        return memory.Steps.Count == 0 ? null
            : ExpectedDates.Of(memory, new(one.Procedure, route, step, commune.Local(now), 0, await Ahead(db, one), officeDays), commune.Local(now), commune.Calendar) is { LearntFrom: > 0 } expected ? expected : null;
    }

    /// <summary>The same asked again, later in the step.</summary>
    public static async Task<Expected> Of(PerronDb db, Case one, string step, Instant entered, int ahead, double awaited, int officeDays, Commune commune, Instant now)
    {
        var route = one.ServiceUnitId.Value.ToString();
        var memory = await LearntDates.Recall(db, one.Procedure, route, [step]);
        var configured = officeDays - commune.Calendar.Between(commune.Today(one.SubmittedAt), commune.Today(entered));
        return ExpectedDates.Of(memory, new(one.Procedure, route, step, commune.Local(entered), awaited, ahead, configured), commune.Local(now), commune.Calendar);
    }

    private static Task<int> Ahead(PerronDb db, Case one) =>
        db.Set<Case>().CountAsync(other => other.ServiceUnitId == one.ServiceUnitId && other.ClosedAt == null && other.Id != one.Id && AtTheDesk.Contains(other.Status));

    /// <summary>A case that was over begins anew: so many office days from now, and no older date beside it.</summary>
    public static void PromiseAnew(this Case one, int days, Commune commune, Instant now) =>
        (one.ExpectedBefore, one.ExpectedWhy, one.ExpectedOn) = (null, "", ExpectedDate.Promise(commune.Local(now), days, 0, commune.Calendar));

    public static async Task<double> Presence(PerronDb db, Case one, LocalDate today) =>
        await db.CompetentOfficers(one.ServiceUnitId, one.Procedure, today) is { Count: > 0 } team ? team.Count(officer => !officer.IsAbsent) / (double)team.Count : 1;

    /// <summary>Office days in which the citizen was awaited, since a moment.</summary>
    public static int Awaited(IReadOnlyList<Stay> stays, WorkflowDefinition workflow, LocalDate since, LocalDate until, OfficeCalendar calendar) =>
        stays.Where(stay => workflow.State(stay.State).Public == PublicStatus.WaitingCitizen)
            .Sum(stay => calendar.Between(LocalDate.Max(since, stay.Entered), LocalDate.Min(until, stay.Left ?? until)));
}
