using NodaTime;
using Perron.Cases.OnBehalf;
using Perron.Communes;
using Perron.Delivery;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Cases;

/// <summary>What is written to the citizen at each step: the same sentence as on the tracking page, with the link that opens it.</summary>
public sealed class CaseLetters(HouseKeys keys, PublicAddress address)
{
    public OutboxMessage Write(CaseFile file, Commune commune, string template, Instant now, params IEnumerable<(string Name, string Value)> more) =>
        Write(file.Case, file.Procedure.Title.In(file.Case.Language), commune, template, now, more);

    public OutboxMessage Write(Case one, string procedure, Commune commune, string template, Instant now, params IEnumerable<(string Name, string Value)> more)
    {
        var values = new Dictionary<string, string>
        {
            ["commune"] = commune.Name,
            ["procedure"] = procedure,
            ["reference"] = one.Reference,
            ["link"] = Link(commune, one),
        };
        foreach (var (name, value) in more)
        {
            values[name] = value;
        }

        return OutboxMessage.Mail(keys, commune.Id, one.Email, one.Language, template, values, one.Id.Value, now, one.OrganisationId);
    }

    /// <summary>The secret link: whoever holds it follows the case without signing in.</summary>
    public string Link(Commune commune, Case one) =>
        address.Of(commune, $"{(one.Language == commune.Language ? "" : $"/{one.Language}")}/suivi/{one.Reference}?cle={keys.Secret(commune.Id, one.Id.Value)}");

    /// <summary>To somebody outside, in the language of the commune: a question and the secret link to what may be read of the case.</summary>
    internal OutboxMessage AskOpinion(Case one, AwaitedParty party, string procedure, Commune commune, Instant now) => OutboxMessage.Mail(
        keys, commune.Id, party.Email, commune.Language, "opinion-asked", new Dictionary<string, string>
        {
            ["commune"] = commune.Name, ["procedure"] = procedure, ["reference"] = one.Reference, ["question"] = party.Question,
            ["date"] = Platform.Web.Languages.LongDate(party.Until!.Value, commune.Language),
            ["link"] = address.Of(commune, $"/avis/{one.Reference}?cle={keys.Secret(commune.Id, party.Id.Value)}"),
        }, one.Id.Value, now).ToSomebodyElse();

    /// <summary>To the person in whose name it was asked: no secret link, since only strongly known it is theirs to see. Nothing when there is no address; their space shows it all the same.</summary>
    internal IEnumerable<OutboxMessage> TellMandator(Case one, HeldMandate under, string procedure, Commune commune, Instant now) => under.Giver.Email is not { Length: > 0 } to ? [] :
    [
        OutboxMessage.Mail(keys, commune.Id, to, under.Giver.Language, "case-filed-in-your-name", new Dictionary<string, string>
        {
            ["commune"] = commune.Name, ["procedure"] = procedure, ["reference"] = one.Reference, ["holder"] = under.Mandate.HolderName,
            ["link"] = address.Of(commune, $"{(under.Giver.Language == commune.Language ? "" : $"/{under.Giver.Language}")}/mon-espace"),
        }, one.Id.Value, now, one.OrganisationId).ToSomebodyElse(),
    ];

    /// <summary>To the second applicant, in the language of the first.</summary>
    internal OutboxMessage Invite(Case one, AwaitedParty party, string procedure, Commune commune, Instant now) => OutboxMessage.Mail(
        keys, commune.Id, party.Email, one.Language, "co-applicant-invited", new Dictionary<string, string>
        {
            ["commune"] = commune.Name, ["procedure"] = procedure, ["applicant"] = one.ApplicantName,
            ["link"] = address.Of(commune, $"{(one.Language == commune.Language ? "" : $"/{one.Language}")}/accord/{one.Reference}?cle={keys.Secret(commune.Id, party.Id.Value)}"),
        }, one.Id.Value, now).ToSomebodyElse();

    /// <summary>To the second applicant: the service has replied. It belongs to no story that the first one reads, and its link opens nothing without a sign-in.</summary>
    internal OutboxMessage TellSecond(Case one, string to, string language, string procedure, Commune commune, Instant now) => OutboxMessage.Mail(
        keys, commune.Id, to, language, "case-message", new Dictionary<string, string>
        {
            ["commune"] = commune.Name, ["procedure"] = procedure, ["reference"] = one.Reference,
            ["link"] = address.Of(commune, $"{(language == commune.Language ? "" : $"/{language}")}/mon-espace/accord/{one.Reference}"),
        }, null, now, one.OrganisationId);
}

internal static class CasePost
{
    /// <summary>Puts it in the outbox; a task that one service does for another has nobody to write to.</summary>
    public static void Post(this PerronDb db, Case one, OutboxMessage mail)
    {
        if (one.HasReader)
        {
            db.Add(mail);
        }
    }
}
