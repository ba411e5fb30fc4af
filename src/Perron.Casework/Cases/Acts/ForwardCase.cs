using Microsoft.EntityFrameworkCore;
using Perron.Cases.Desk;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>Another service of the same organisation is competent: it has the file from now on, with all its history, and the citizen is told.</summary>
internal sealed class ForwardCase(Workloads workloads) : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.Forward];

    public async Task Do(Doing doing)
    {
        var one = doing.File.Case;
        var unit = doing.Posted.Id("service").OrElse(doing.Say("forward-missing"));
        var why = doing.Posted.Text("pourquoi").OrElse(doing.Say("forward-why-missing"));
        var to = await doing.Db.Set<ServiceUnit>().AsNoTracking().SingleOrDefaultAsync(known => known.Id == ServiceUnitId.From(unit) && known.RunBy == one.OrganisationId);
        if (to is null || to.Id == one.ServiceUnitId)
        {
            doing.Posted.Refuse("service", doing.Say("forward-missing"));
        }

        if (!doing.Posted.IsRight)
        {
            return;
        }

        var chosen = await Routes.Choose(doing.Db, workloads, to!.Id, one.Procedure, one.Language, doing.Commune.Today(doing.Now));
        doing.Tell(new CaseForwarded(one.ServiceUnitId.Value, to.Id.Value, chosen.Why.ToString()));
        (one.ServiceUnitId, one.AssignedTo, one.Route, one.RouteWhy) = (to.Id, chosen.Officer is { } officer ? OfficerId.From(officer) : null, chosen.Rule, Routes.Written(chosen));
        Messages.Add(doing.Db, doing.File, MessageKind.InternalNote, doing.By.Officer, why, doing.By, doing.Now);
        doing.Write("case-step", ("sentence", doing.SayToCitizen("forwarded", to.Name.In(one.Language))));
    }
}
