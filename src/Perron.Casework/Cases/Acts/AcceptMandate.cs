using Perron.Cases.Running;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The officer has looked at the power of attorney and accepts it.</summary>
internal sealed class AcceptMandate : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.AcceptMandate];

    public Task Do(Doing doing)
    {
        // Brought to the counter while it was awaited by the citizen's own page: nobody is awaited any more.
        foreach (var open in doing.File.Evidence.Where(request => request is { IsMandate: true, AnsweredAt: null }))
        {
            open.AnsweredAt = doing.Now;
        }

        CaseSteps.MoveExpected(doing.File, doing.Commune, doing.Now);
        doing.Tell(new MandateAccepted(doing.Action.Name == "accept-mandate" ? "file" : "counter"));
        return Task.CompletedTask;
    }
}
