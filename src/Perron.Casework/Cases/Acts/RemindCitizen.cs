using Perron.Platform.Web;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>What is awaited of the citizen is said once more.</summary>
internal sealed class RemindCitizen : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.Remind];

    public async Task Do(Doing doing)
    {
        doing.Tell(new CitizenReminded(doing.Action.Name));
        if (doing.File.OpenEvidence is { } asked)
        {
            await doing.WriteUrgently("case-evidence-asked", ("piece", asked.Piece), ("deadline", asked.DueOn.LongDate(doing.File.Case.Language)));
        }
        else
        {
            await doing.WriteUrgently("case-step", ("sentence", doing.Sentence));
        }
    }
}
