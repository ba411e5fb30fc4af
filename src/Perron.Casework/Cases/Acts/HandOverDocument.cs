using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The document was posted, or handed over to whoever showed an identity card.</summary>
internal sealed class HandOverDocument : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.HandOver];

    public Task Do(Doing doing)
    {
        if (doing.File.Case.HandOver == HandOver.Counter && !doing.Posted.IsTicked("carte"))
        {
            doing.Posted.Refuse("carte", doing.Say("hand-over-card-missing"));
            return Task.CompletedTask;
        }

        doing.Tell(new DocumentHandedOver(doing.File.Case.HandOver.ToString()));
        doing.Write("case-step", ("sentence", doing.Sentence));
        return Task.CompletedTask;
    }
}
