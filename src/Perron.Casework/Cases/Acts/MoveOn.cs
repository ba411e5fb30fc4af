using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>Nothing more than what the workflow says: values are noted, the case moves on, the citizen reads where it stands.</summary>
internal sealed class MoveOn : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.Decide, ActKind.NoteResult, ActKind.Close];

    public async Task Do(Doing doing)
    {
        if (!doing.Posted.IsRight)
        {
            return;
        }

        if (doing.IsByHouse)
        {
            doing.Tell(new TermPassed(doing.Action.Name));
        }
        else
        {
            doing.Tell(new CaseMovedOn(doing.Action.Name));
        }

        await doing.WriteStep();
    }
}
