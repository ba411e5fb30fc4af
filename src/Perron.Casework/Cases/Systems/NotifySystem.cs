using NodaTime.Text;
using Perron.Cases.Acts;
using Perron.Platform.Web;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Cases.Systems;

/// <summary>A system outside the house is told what the action declares: the message is written in this save and leaves at once. The citizen reads who is awaited and until when.</summary>
internal sealed class NotifySystem : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.NotifySystem];

    public async Task Do(Doing doing)
    {
        var one = doing.File.Case;
        if (await doing.Db.SystemFor(one, doing.Action.System!.Value) is not { } system)
        {
            doing.Posted.Refuse("vu", doing.Say("system-not-connected"));
            return;
        }

        var who = doing.Action.Who.IsEmpty ? LocalText.Of(one.Language, system.Name) : doing.Action.Who;
        var until = doing.Commune.Calendar.Plus(doing.Commune.Today(doing.Now), system.AnswersWithin);
        var party = new AwaitedParty { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Kind = PartyKind.Third, Who = who, Until = until, AskedAt = doing.Now };
        var exchange = new Exchange
        {
            CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, System = system.Code, Action = doing.Action.Name, PartyId = party.Id, WrittenAt = doing.Now, NextAt = doing.Now,
        };
        doing.Db.AddRange(party, exchange);
        doing.Tell(new SystemNotified(exchange.Id.Value, system.Code), visibility: Timeline.Visibility.Internal);
        doing.Tell(new ThirdAwaited(party.Id.Value, LocalDatePattern.Iso.Format(until)));
        await doing.WriteStep(doing.After.Sentence.IsEmpty ? doing.SayToCitizen("status-WaitingThird-whom", who.In(one.Language), until.LongDate(one.Language)) : null);
    }
}

/// <summary>A system has answered, and the workflow says what follows: by the house alone.</summary>
internal sealed class HearSystem : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.SystemAnswered];

    public async Task Do(Doing doing)
    {
        foreach (var party in doing.File.Parties.Where(party => party is { Kind: PartyKind.Third, AnsweredAt: null } && doing.File.Exchanges.Any(exchange => exchange.PartyId == party.Id && exchange.ClosedAt is not null)))
        {
            party.AnsweredAt = doing.Now;
        }

        doing.Tell(new SystemMovedOn(doing.Action.Name));
        await doing.WriteStep();
    }
}
