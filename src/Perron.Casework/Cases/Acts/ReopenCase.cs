using Microsoft.EntityFrameworkCore;
using Perron.Cases.Dates;
using Perron.Cases.Replies;
using Perron.Cases.Running;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>A case that was over goes on: the citizen reads why, and a new date.</summary>
internal sealed class ReopenCase : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.Reopen];

    public async Task Do(Doing doing)
    {
        var why = doing.Posted.Text("pourquoi").OrElse(doing.Say("reopen-why-missing"));
        if (!doing.Posted.IsRight)
        {
            return;
        }

        var one = doing.File.Case;
        await doing.Db.PromiseAnew(doing.File, doing.Commune, doing.Now);
        Messages.Add(doing.Db, doing.File, MessageKind.FromOfficer, doing.By.Officer, why, doing.By, doing.Now);
        doing.Tell(new CaseReopened(doing.After.Code));
        await doing.WriteUrgently("case-step", ("sentence", doing.SayToCitizen("reopened", why)));
    }
}
