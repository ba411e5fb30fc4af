using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Perron.Cases.Desk;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Deadlines;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.Dates;

/// <summary>
/// Learns from cases that are over how long they take, notes what is known when a case enters a step, and tells the citizen once when a promise will not be kept: the new date, and why.
/// While too few cases are known to speak, the date that the commune configured stands until its day is over; then another is told.
/// </summary>
public sealed class DatesRound(PerronDb db, Changes changes, ProcedureCatalogue catalogue, CaseLetters letters) : IRound
{
    private const int AtATime = 50;

    /// <summary>So many cases must speak before a promise is moved ahead of its day.</summary>
    private const double EnoughToSlip = 5;

    private static readonly Words RoomWords = Words.Of(typeof(DatesRound));

    public static Duration Every => Duration.FromMinutes(10);

    public static Topic? CalledBy => null;

    public Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        DeskDay? day = null; // the same for all cases of the visit, and asked only where there is one
        return db.VisitDue(
            changes, catalogue, commune, now, AtATime, (cases, today) => cases.Where(one => one.DatesDueOn <= today).OrderBy(one => one.DatesDueOn).ThenBy(one => one.ChangedAt),
            async (file, home) => await Look(file, home, day ??= await DeskDay.Of(db, home, now, catalogue), now));
    }

    private async Task<bool> Look(CaseFile file, Commune commune, DeskDay day, Instant now)
    {
        var one = file.Case;
        one.DatesDueOn = null;
        var known = await db.Set<StepEstimate>().Where(estimate => estimate.CaseId == one.Id).OrderBy(estimate => estimate.EnteredAt).ToListAsync();
        if (one.ClosedAt is { } closed)
        {
            await Learn(file, known, commune, closed);
            var alarm = RoomWords.In(commune.Language, "label-alarm");
            db.RemoveRange(await db.Set<CaseLabel>().Where(label => label.CaseId == one.Id && label.Label == alarm).ToListAsync());
            return true;
        }

        if (file.State.Public == PublicStatus.WaitingCitizen)
        {
            return true; // the date stands still until the answer
        }

        var days = await CaseDates.ConfiguredDays(db, file, commune);
        if (known is not [.., var last] || last.Step != file.State.Step)
        {
            var (entered, _) = await CaseDates.Enter(db, one, file.State.Step, (file.Moves is [.., var move] ? move.At : one.SubmittedAt), days, commune, now);
            db.Add(entered);
            last = entered;
        }

        await Slip(file, last, days, commune, now);
        Warn(file, day, now);
        one.DatesDueOn = CaseDates.NextLook(file, commune, now);
        return true;
    }

    // Once for each date that was promised: it stands in the history, and the inbox shows it.
    private void Warn(CaseFile file, DeskDay day, Instant now)
    {
        var (one, on) = (file.Case, LocalDatePattern.Iso.Format(file.Case.ExpectedOn));
        if (day.IsNear(one.Procedure, one.Status, one.ExpectedOn) && !file.Events.Any(happened => happened.Kind == nameof(PromiseNear) && happened.Fact<PromiseNear>().On == on))
        {
            db.Add(file.Stream.Happened(new PromiseNear(on), now, "house", "traitement de la demande", Visibility.Internal));
            changes.In(one.Topic);
            changes.In(Inbox.Topic);
        }
    }

    private async Task Learn(CaseFile file, IReadOnlyList<StepEstimate> known, Commune commune, Instant closed)
    {
        // Given up by the citizen, or closed by the house to tidy up: when it ended says nothing of the service.
        var one = file.Case;
        var isTidied = one.Status == PublicStatus.Withdrawn || file.Moves is [.., { Actor: "house" }];
        var (route, closedOn) = (one.ServiceUnitId.Value.ToString(), commune.Today(closed));
        var stays = file.Stays(commune);
        var memory = await LearntDates.Recall(db, one.Procedure, route, known.Select(estimate => estimate.Step));
        memory.Learn(new(one.Procedure, route, closedOn, isTidied, [.. known.Select(estimate =>
        {
            var awaited = CaseDates.Awaited(stays, file.Workflow, commune.Today(estimate.EnteredAt), closedOn, commune.Calendar);
            return new FinishedStep(
                estimate.Step, commune.Local(estimate.EnteredAt), Math.Max(0, commune.Calendar.Worked(commune.Local(estimate.EnteredAt), commune.Local(closed)) - awaited),
                estimate.Queue, closedOn <= commune.Calendar.Plus(estimate.Promised, awaited));
        })]), commune.Calendar);
        await LearntDates.Keep(db, commune.Id, memory);
    }

    private async Task Slip(CaseFile file, StepEstimate last, int days, Commune commune, Instant now)
    {
        var (one, today) = (file.Case, commune.Today(now));
        var expected = await CaseDates.Again(db, file, last, days, commune, now);
        var (told, presence) = (new DateTold(one.ExpectedOn, last.Queue, last.Presence), await CaseDates.Presence(db, one, today));
        var found = expected.LearntFrom >= EnoughToSlip ? Deadlines.Slip.Of(told, expected, presence, today)
            : CaseDates.AtTheDesk.Contains(one.Status) ? Deadlines.Slip.Unlearnt(told, days, presence, today, commune.Calendar)
            : null;
        if (found is not { } slip || slip.To <= one.ExpectedOn)
        {
            return;
        }

        MovedDate.Tell(db, changes, letters, one, file.Stream, file.Procedure, slip.To, RoomWords.In(one.Language, $"slip-{slip.Why}"), commune, now);
        changes.In(Inbox.Topic);
    }
}
