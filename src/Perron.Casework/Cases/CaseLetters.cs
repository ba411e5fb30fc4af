using NodaTime;
using Perron.Communes;
using Perron.Delivery;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Workflow;
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

        return OutboxMessage.Mail(commune.Id, one.Email, one.Language, template, values, one.Id.Value, now, one.OrganisationId);
    }

    /// <summary>The secret link: whoever holds it follows the case without signing in.</summary>
    public string Link(Commune commune, Case one) =>
        address.Of(commune, $"{(one.Language == commune.Language ? "" : $"/{one.Language}")}/suivi/{one.Reference}?cle={keys.Secret(commune.Id, one.Id.Value)}");

    /// <summary>The sentence of a public status, as page, mail and SMS say it.</summary>
    public static string Sentence(PublicStatus status, CaseFile file, string language, string service)
    {
        var words = Words.Of(typeof(CaseLetters));
        return status switch
        {
            PublicStatus.WaitingCitizen when file.OpenEvidence is { } asked => words.In(language, "status-WaitingCitizen", asked.Piece, asked.DueOn.LongDate(language)),
            PublicStatus.WaitingCitizen => words.In(language, "status-WaitingCitizen-some"),
            PublicStatus.Ready => words.In(language, $"status-Ready-{file.Case.HandOver}", service),
            PublicStatus.Delivered => words.In(language, $"status-Delivered-{file.Case.HandOver}"),
            PublicStatus.Refused when file.RefusalReason is { } reason => words.In(language, "status-Refused", reason),
            PublicStatus.Refused => words.In(language, "status-Refused-some"),
            _ => words.In(language, $"status-{status}", service),
        };
    }
}
