using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The officer confirms what the register says.</summary>
internal sealed class ConfirmRegister : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.ConfirmRegister];

    public async Task Do(Doing doing)
    {
        var extract = doing.File.Extract!;
        (extract.ConfirmedBy, extract.ConfirmedAt) = (doing.By.Officer, doing.Now);
        doing.Tell(new RegisterConfirmed(extract.Id.Value));
        await doing.WriteStep();
    }
}
