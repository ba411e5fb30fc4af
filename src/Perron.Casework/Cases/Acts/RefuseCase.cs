using Perron.Cases.Replies;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The commune cannot accept it: the reason in words, and how to appeal. When the term passes in silence that means no, the house says so.</summary>
internal sealed class RefuseCase : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.Refuse];

    public async Task Do(Doing doing)
    {
        var reason = doing.IsByHouse ? doing.SayToCitizen("silence-no") : doing.Posted.Text("raison").OrElse(doing.Say("refuse-reason-missing"));
        if (doing.Posted.IsRight)
        {
            var message = doing.IsByHouse ? Said(doing, reason) : Messages.Add(doing.Db, doing.File, MessageKind.FromOfficer, doing.By.Officer, reason, doing.By, doing.Now);
            doing.Tell(new CaseRefused(message.Id.Value));
            await doing.WriteUrgently("case-refused", ("reason", reason), ("appeal", doing.SayToCitizen("appeal")));
        }
    }

    // By nobody: the house says it.
    private static CaseMessage Said(Doing doing, string reason)
    {
        var one = doing.File.Case;
        var message = new CaseMessage { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Kind = MessageKind.FromOfficer, Text = reason, At = doing.Now };
        doing.Db.Add(message);
        return message;
    }
}
