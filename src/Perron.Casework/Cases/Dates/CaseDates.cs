using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Calendar;
using Perron.Cases.Desk;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Deadlines;
using Perron.People;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.Dates;

/// <summary>When a case will be done: asked of what finished cases have taught, and of the time the commune has configured while they say little.</summary>
internal static class CaseDates
{
    /// <summary>Office days where the commune has not said how many.</summary>
    private const int Usual = 10;

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
    private static async Task<Expected> Of(PerronDb db, Case one, string step, Instant entered, int ahead, double awaited, int officeDays, Commune commune, Instant now)
    {
        var route = one.ServiceUnitId.Value.ToString();
        var memory = await LearntDates.Recall(db, one.Procedure, route, [step]);
        var configured = officeDays - commune.Calendar.Between(commune.Today(one.SubmittedAt), commune.Today(entered));
        return ExpectedDates.Of(memory, new(one.Procedure, route, step, commune.Local(entered), awaited, ahead, configured), commune.Local(now), commune.Calendar);
    }

    /// <summary>What is known today of an open case, for the officer: the likely day, the day by which four in five are done, and how many cases say so. Null while the citizen is awaited, or before the case has been looked at.</summary>
    public static async Task<Expected?> Known(PerronDb db, CaseFile file, Commune commune, Instant now)
    {
        var one = file.Case;
        if (!AtTheDesk.Contains(one.Status) || await db.Set<StepEstimate>().AsNoTracking().Where(estimate => estimate.CaseId == one.Id).OrderByDescending(estimate => estimate.EnteredAt).FirstOrDefaultAsync() is not { } last || last.Step != file.State.Step)
        {
            return null;
        }

        return await Again(db, file, last, await ConfiguredDays(db, file, commune), commune, now);
    }

    /// <summary>The estimate with which a step was entered, asked again today.</summary>
    public static Task<Expected> Again(PerronDb db, CaseFile file, StepEstimate last, int officeDays, Commune commune, Instant now) => Of(
        db, file.Case, last.Step, last.EnteredAt, last.Ahead, Awaited(file.Stays(commune), file.Workflow, commune.Today(last.EnteredAt), commune.Today(now), commune.Calendar), officeDays, commune, now);

    /// <summary>Office days that the commune promises for this procedure, from when the case was sent.</summary>
    public static async Task<int> ConfiguredDays(PerronDb db, CaseFile file, Commune commune) =>
        await PromisedDays(db, file.Case) is { } days ? file.Procedure.Promised.OfficeDays(commune.Local(file.Case.SubmittedAt), days, commune.Calendar) : Usual;

    private static Task<int?> PromisedDays(PerronDb db, Case one) =>
        db.Set<AdoptedProcedure>().Where(adopted => adopted.Slug == one.Procedure).Select(adopted => (int?)adopted.OfficeDays).SingleOrDefaultAsync();

    /// <summary>The day on which its date is looked at again: before the service is to be warned, and two days before it is due.</summary>
    public static LocalDate NextLook(CaseFile file, Commune commune, Instant now) =>
        LocalDate.Max(commune.Today(now).PlusDays(1), LocalDate.Min(file.Case.ExpectedOn.PlusDays(-2), file.Procedure.Promised.AlarmOn(file.Case.ExpectedOn, commune.Calendar)));

    private static Task<int> Ahead(PerronDb db, Case one) =>
        db.Set<Case>().CountAsync(other => other.ServiceUnitId == one.ServiceUnitId && other.ClosedAt == null && other.Id != one.Id && AtTheDesk.Contains(other.Status));

    /// <summary>A case that was over begins anew: as long from now as is promised for what is sent today, and no older date beside it.</summary>
    public static async Task PromiseAnew(this PerronDb db, CaseFile file, Commune commune, Instant now)
    {
        var one = file.Case;
        var rule = await PromisedDays(db, one) is { } days ? (Count: days, Rule: file.Procedure.Promised) : (Count: Usual, Rule: PromiseRule.Usual);
        (one.ExpectedBefore, one.ExpectedWhy, one.ExpectedOn) = (null, "", rule.Rule.Of(commune.Local(now), rule.Count, commune.Calendar));
    }

    public static async Task<double> Presence(PerronDb db, Case one, LocalDate today) =>
        await db.CompetentOfficers(one.ServiceUnitId, one.Procedure, today) is { Count: > 0 } team ? team.Count(officer => !officer.IsAbsent) / (double)team.Count : 1;

    /// <summary>Office days in which the citizen was awaited, since a moment.</summary>
    public static int Awaited(IReadOnlyList<Stay> stays, WorkflowDefinition workflow, LocalDate since, LocalDate until, OfficeCalendar calendar) =>
        stays.Where(stay => workflow.State(stay.State).Public == PublicStatus.WaitingCitizen)
            .Sum(stay => calendar.Between(LocalDate.Max(since, stay.Entered), LocalDate.Min(until, stay.Left ?? until)));
}
