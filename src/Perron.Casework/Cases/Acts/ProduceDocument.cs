using Perron.Cases.Documents;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The document is made, signed and sealed; on paper it goes to the printing tray.</summary>
internal sealed class ProduceDocument(IssueDocument issuing) : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.Produce];

    public async Task Do(Doing doing)
    {
        var sealing = doing.Posted.Act == Rehearsal.Act ? null : doing.Sealing ?? throw new InvalidOperationException("A document is issued by an officer, who has it sealed.");
        var (document, whyNot) = await issuing.Issue(new(doing.File, doing.Db, doing.Commune, doing.Keys, doing.By.Officer!.Value, sealing, OnPaper.Chosen(doing.Posted), doing.Now), doing.Language);
        if (document is null)
        {
            doing.Posted.Refuse("vu", whyNot!);
            return;
        }

        doing.Tell(new DocumentIssued(document.Id.Value, document.Sha256));
        await doing.WriteUrgently(doing.File.Case.HandOver == HandOver.Download ? "case-ready" : "case-step", ("sentence", doing.Sentence));
    }
}
