using NodaTime.Text;
using Perron.People;
using Perron.Platform.Web;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>Somebody outside is asked for an opinion: a question, the answers and files that may be read, a date. The link that is sent shows nothing else.</summary>
internal sealed class AskOpinion : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.AskOpinion];

    public async Task Do(Doing doing)
    {
        var one = doing.File.Case;
        var who = doing.Action.Who.IsEmpty ? LocalText.Of(one.Language, doing.Posted.Text("qui").OrElse(doing.Say("third-who-missing")) ?? "") : doing.Action.Who;
        var email = doing.Posted.Text("courriel").OrElse(doing.Say("opinion-email-missing")) ?? "";
        var question = doing.Posted.Text("question").OrElse(doing.Say("opinion-question-missing"));
        var until = doing.Posted.Date("jusqu-au").OrElse(doing.Say("third-until-missing"));
        if (email.Length > 0 && DeskAcquaintance.AddressOf(email) is null)
        {
            doing.Posted.Refuse("courriel", doing.Say("opinion-email-missing"));
        }

        if (doing.Posted.IsRight && until < doing.Commune.Today(doing.Now))
        {
            doing.Posted.Refuse("jusqu-au", doing.Say("date-past"));
        }

        if (!doing.Posted.IsRight)
        {
            return;
        }

        var party = new AwaitedParty
        {
            CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Kind = PartyKind.Adviser, Who = who, Email = email, Question = question!,
            Shown = [.. doing.Posted.Values("montre").Where(name => name.Length > 0)], Until = until, AskedAt = doing.Now,
        };
        doing.Db.Add(party);
        doing.Tell(new OpinionAsked(party.Id.Value, LocalDatePattern.Iso.Format(until)));
        doing.Db.Add(doing.Letters.AskOpinion(one, party, doing.File.Procedure.Title.In(doing.Commune.Language), doing.Commune, doing.Now));
        await doing.WriteStep(doing.SayToCitizen("status-WaitingThird-whom", who.In(one.Language), until.LongDate(one.Language)));
    }
}
