using NodaTime;
using Perron.Communes;
using Perron.Platform.Storage;
using Perron.Workflow;
namespace Perron.Cases.Running;

/// <summary>The one way in which a case goes from state to state: written down, with its term counted anew and nobody left waiting for a case that is over.</summary>
internal static class CaseMoves
{
    public static void Move(this PerronDb db, CaseFile file, WorkflowAction action, string actor, Commune commune, Instant now)
    {
        var one = file.Case;
        var after = file.Workflow.After(action, one.State);
        var move = new CaseMove { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Action = action.Name, Actor = actor, From = one.State, To = after.Code, At = now };
        db.Add(move);
        one.GoTo(after, now);
        one.DatesDueOn = commune.Today(now);
        foreach (var party in file.Parties.Where(party => after.IsClosing && party.AnsweredAt is null))
        {
            party.AnsweredAt = now; // its link opens nothing any more
        }

        foreach (var asked in file.Evidence.Where(request => after.Public != PublicStatus.WaitingCitizen && request.AnsweredAt is null))
        {
            asked.AnsweredAt = now; // it goes on without, or is over: nobody is told any more that something is missing
        }

        CaseTerms.Count(one, file.Workflow, [.. file.Moves, move], commune, commune.Today(now));
    }
}
