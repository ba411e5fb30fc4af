using Perron.Texts;
using Perron.Workflow;
namespace Perron.Rules.Tests.Workflow;

/// <summary>What gives the citizen what was asked: a refused piece stands in its way, and in the way of nothing else.</summary>
public sealed class FavourTests
{
    [Theory]
    [InlineData(ActKind.Decide, ActedBy.Officer, PublicStatus.InProgress, true)]
    [InlineData(ActKind.Produce, ActedBy.Officer, PublicStatus.Ready, true)]
    [InlineData(ActKind.NoteResult, ActedBy.Head, PublicStatus.Delivered, true)]
    [InlineData(ActKind.NoteResult, ActedBy.Officer, PublicStatus.InProgress, false)]
    [InlineData(ActKind.Decide, ActedBy.Officer, PublicStatus.Refused, false)]
    [InlineData(ActKind.Refuse, ActedBy.Officer, PublicStatus.Refused, false)]
    [InlineData(ActKind.Close, ActedBy.Officer, PublicStatus.Delivered, false)]
    [InlineData(ActKind.Decide, ActedBy.Timer, PublicStatus.Delivered, false)]
    [InlineData(ActKind.Decide, ActedBy.House, PublicStatus.Delivered, false)]
    public void A_decision_a_document_and_a_good_end_favour_the_citizen_and_silence_is_nobody_s_to_hold_back(ActKind kind, ActedBy by, PublicStatus after, bool favours) =>
        Assert.Equal(favours, new WorkflowAction("act", kind, LocalText.Empty, ["a"], "b", by).Favours(new WorkflowState("b", after, "step")));
}
