using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The money is there: by the house alone, which heard it from whoever took it.</summary>
internal sealed class ReceivePayment : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.PaymentReceived];

    public async Task Do(Doing doing)
    {
        doing.Tell(new PaymentArrived(doing.Action.Name));
        await doing.WriteStep();
    }
}
