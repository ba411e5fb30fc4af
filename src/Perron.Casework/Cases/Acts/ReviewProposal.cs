using Perron.Cases.Replies;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>Another officer than the one who proposed approves, or sends the proposal back with a remark that stays among officers.</summary>
internal sealed class ReviewProposal : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.SecondEyes];

    public async Task Do(Doing doing)
    {
        if (!doing.Posted.IsRight)
        {
            return;
        }

        if (doing.Posted.Text("remarque").Or("") is { Length: > 0 } remark)
        {
            Messages.Add(doing.Db, doing.File, MessageKind.InternalNote, doing.By.Officer, remark, doing.By, doing.Now);
        }

        doing.Tell(new ProposalReviewed(doing.Action.Name), visibility: Visibility.Internal);
        await doing.WriteStep();
    }
}
