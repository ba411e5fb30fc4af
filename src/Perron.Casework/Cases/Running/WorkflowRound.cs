using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Acts;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.Deadlines;
using Perron.Forms;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.Running;

/// <summary>What the house does with cases by itself: timers that run out ring once for each stay in a state, and a term that has passed in silence has its meaning.</summary>
public sealed class WorkflowRound(PerronDb db, Changes changes, ProcedureCatalogue catalogue, CaseLetters letters, CaseWork work, HouseKeys keys) : IRound
{
    private const int AtATime = 20;
    private static readonly Words RoomWords = Words.Of(typeof(WorkflowRound));

    public static Duration Every => Duration.FromMinutes(30);

    public static Topic? CalledBy => null;

    public Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping) => db.VisitDue(
        changes, catalogue, commune, now, AtATime, (cases, today) => cases.Where(one => one.ClosedAt == null && one.WakeOn <= today).OrderBy(one => one.WakeOn), (file, home) => Wake(file, home, now));

    private async Task<bool> Wake(CaseFile file, Commune commune, Instant now)
    {
        var today = commune.Today(now);
        var stay = file.Stays(commune)[^1];
        var acts = Silence(file, commune, now) is { } decided ? [decided]
            : CaseTerms.Timers(file.Case, file.Workflow, file.Moves, stay, commune.Calendar).Where(ringing => today >= ringing.On).Select(ringing => file.Workflow.Action(ringing.Timer.Do)).OfType<WorkflowAction>()
                .Where(action => action.When?.Holds(Known(file)) is not false).ToList();
        foreach (var action in acts.TakeWhile((_, place) => place == 0))
        {
            await work.Carry(new(file, action, PostedForm.Blank(), Visitor.Anonymous, commune, file.Case.Language, db, letters, keys, await db.UnitOf(file.Case), now));
            changes.In(file.Case.Topic);
            changes.In(Inbox.Topic);
        }

        if (acts is [])
        {
            CaseTerms.Count(file.Case, file.Workflow, file.Moves, commune, today);
            await Warn(file, commune, now);
        }

        return true;
    }

    // A label, so that the inbox shows it and can be narrowed to it; it goes when the case is over.
    private async Task Warn(CaseFile file, Commune commune, Instant now)
    {
        var (one, label) = (file.Case, RoomWords.In(commune.Language, "label-alarm"));
        if (CaseTerms.Of(file, commune, now)?.On(commune.Today(now)) is not (DeadlineState.Near or DeadlineState.Passed) || await db.Set<CaseLabel>().AnyAsync(known => known.CaseId == one.Id && known.Label == label))
        {
            return;
        }

        db.Add(new CaseLabel { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Label = label });
        db.Add(file.Stream.Happened(new TermNear(NodaTime.Text.LocalDatePattern.Iso.Format(one.DecideBy!.Value)), now, "house", "traitement de la demande", Visibility.Internal));
        changes.In(one.Topic);
        changes.In(Inbox.Topic);
    }

    private static WorkflowAction? Silence(CaseFile file, Commune commune, Instant now) =>
        CaseTerms.Of(file, commune, now)?.Follows(commune.Today(now)) is { } silence && file.Workflow.BySilence(silence, file.Case.State) is { } action && action.When?.Holds(Known(file)) is not false ? action : null;

    private static Expressions.Facts Known(CaseFile file) => file.Facts.Over(file.Workflow.Vocabulary, new Journey(file.Procedure.Form, file.Case.Given, file.House).Facts);
}
