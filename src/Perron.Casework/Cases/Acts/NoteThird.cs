using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The officer notes that somebody outside has answered, or goes on without the answer: nobody is waited for any more.</summary>
internal sealed class NoteThird : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.ThirdAnswered];

    public async Task Do(Doing doing)
    {
        if (!doing.Posted.IsRight)
        {
            return;
        }

        foreach (var party in doing.File.Parties.Where(party => party.AnsweredAt is null))
        {
            party.AnsweredAt = doing.Now;
            party.IsAgreed = party.Kind == PartyKind.CoApplicant ? true : party.IsAgreed; // said before an officer
        }

        doing.Tell(new ThirdAnswered(doing.Action.Name));
        await doing.WriteStep();
    }
}
