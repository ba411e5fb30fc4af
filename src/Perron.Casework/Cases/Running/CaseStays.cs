using Perron.Communes;
using Perron.Workflow;
namespace Perron.Cases.Running;

/// <summary>The times that a case has spent in its states, read from its moves.</summary>
internal static class CaseStays
{
    public static IReadOnlyList<Stay> Of(Case one, WorkflowDefinition workflow, IReadOnlyList<CaseMove> moves, Commune commune)
    {
        var sent = commune.Today(one.SubmittedAt);
        var changed = moves.Where(move => move.From != move.To && workflow.States.Any(state => state.Code == move.To)).ToList();
        if (changed is [])
        {
            // One that moved before moves were kept: it stands where it stands since it last changed.
            return one.State == workflow.Initial ? [new(one.State, sent, null)] : [new(workflow.Initial, sent, commune.Today(one.ChangedAt)), new(one.State, commune.Today(one.ChangedAt), null)];
        }

        var stays = new List<Stay> { new(changed[0].From, sent, null) };
        foreach (var move in changed)
        {
            stays[^1] = stays[^1] with { Left = commune.Today(move.At) };
            stays.Add(new(move.To, commune.Today(move.At), null));
        }

        return [.. stays.Where(stay => workflow.States.Any(state => state.Code == stay.State))];
    }
}
