using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The citizen is asked to pay what was read before sending; the case waits for it.</summary>
internal sealed class RequestPayment(ICasePayments payments) : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.RequestPayment];

    public async Task Do(Doing doing)
    {
        var cents = doing.File.PriceCents;
        if (!doing.Posted.IsRight || cents <= 0)
        {
            return;
        }

        await payments.Open(doing.Db, doing.File.Case, cents, doing.Now);
        (doing.File.Case.PaymentAskedAt, doing.File.Case.PaidAt) = (doing.Now, null);
        doing.Tell(new PaymentRequested(cents));
        await doing.WriteUrgently("case-step", ("sentence", doing.Sentence));
    }
}
