using Perron.Cases.Replies;
using Perron.Platform.Web;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The commune cannot accept it: the reason in words, in the official language as well where the citizen's own does not bind, and how to appeal. When the term passes in silence that means no, the house says so.</summary>
internal sealed class RefuseCase : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.Refuse];

    public async Task Do(Doing doing)
    {
        var (asked, official) = (doing.File.Case.Language, doing.File.DocumentLanguage(doing.Commune));
        var reason = doing.IsByHouse ? doing.SayToCitizen("silence-no") : doing.Posted.Text("raison").OrElse(doing.Say("refuse-reason-missing"));
        var appeal = doing.SayToCitizen("appeal");
        if (asked != official)
        {
            var original = doing.IsByHouse ? Words.Of(typeof(RefuseCase)).In(official, "silence-no") : doing.Posted.Text("raison-officielle").OrElse(doing.Say("refuse-original-missing", doing.Say($"language-{official}")));
            reason = $"{reason}\n\n{doing.SayToCitizen("refuse-binding", doing.SayToCitizen($"language-{official}"))}\n\n{original}";
            appeal = $"{appeal}\n\n{Words.Of(typeof(RefuseCase)).In(official, "appeal")}";
        }

        if (doing.Posted.IsRight)
        {
            var message = doing.IsByHouse ? Said(doing, reason) : Messages.Add(doing.Db, doing.File, MessageKind.FromOfficer, doing.By.Officer, reason, doing.By, doing.Now);
            doing.Tell(new CaseRefused(message.Id.Value));
            await doing.WriteUrgently("case-refused", ("reason", reason), ("appeal", appeal));
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
