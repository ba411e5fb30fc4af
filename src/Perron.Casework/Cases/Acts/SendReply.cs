using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>A reply of the catalogue goes to the citizen, and stands among the messages of the case.</summary>
internal sealed class SendReply : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.Message];

    public async Task Do(Doing doing)
    {
        if (doing.Posted.IsRight)
        {
            doing.Tell(new CaseMovedOn(doing.Action.Name), visibility: Timeline.Visibility.Internal);
            await doing.WriteUrgently("case-step", ("sentence", doing.Reply ?? doing.Sentence));
        }
    }
}
