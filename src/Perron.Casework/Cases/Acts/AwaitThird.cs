using NodaTime.Text;
using Perron.Platform.Web;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>Somebody outside must do something first: who, and until when, so that the citizen can read it.</summary>
internal sealed class AwaitThird : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.WaitThird];

    public async Task Do(Doing doing)
    {
        var one = doing.File.Case;
        var who = doing.Action.Who.IsEmpty ? LocalText.Of(one.Language, doing.Posted.Text("qui").OrElse(doing.Say("third-who-missing")) ?? "") : doing.Action.Who;
        var until = doing.Posted.Date("jusqu-au").OrElse(doing.Say("third-until-missing"));
        if (doing.Posted.IsRight && until < doing.Commune.Today(doing.Now))
        {
            doing.Posted.Refuse("jusqu-au", doing.Say("date-past"));
        }

        if (!doing.Posted.IsRight)
        {
            return;
        }

        foreach (var before in doing.File.Parties.Where(party => party is { Kind: PartyKind.Third, AnsweredAt: null }))
        {
            before.AnsweredAt = doing.Now; // asked anew
        }

        var party = new AwaitedParty { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Kind = PartyKind.Third, Who = who, Until = until, AskedAt = doing.Now };
        doing.Db.Add(party);
        doing.Tell(new ThirdAwaited(party.Id.Value, LocalDatePattern.Iso.Format(until)));
        await doing.WriteStep(doing.SayToCitizen("status-WaitingThird-whom", who.In(one.Language), until.LongDate(one.Language)));
    }
}
