using System.Text.RegularExpressions;
using NodaTime;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Workflow;
namespace Perron.Cases.Running;

/// <summary>The one sentence that says where a case stands: the same on the page, in the mail and in the SMS.</summary>
public static partial class CaseSentences
{
    private const string NotYet = "…";
    private static readonly Words RoomWords = Words.Of(typeof(CaseSentences));

    /// <summary>What the citizen reads in the state in which the case is.</summary>
    public static string Sentence(this CaseFile file, string language, string service) => file.Sentence(file.State, language, service);

    /// <summary>What the citizen will read in this state: the workflow’s own sentence, else the one of its public status.</summary>
    /// <param name="told">Values that are being noted now, by name.</param>
    public static string Sentence(this CaseFile file, WorkflowState state, string language, string service, IReadOnlyDictionary<string, string>? told = null)
    {
        string Of(string name) => Value(file, name, language, service, told);
        return state.Sentence.IsEmpty ? Usual(file, state.Public, language, service, Of) : Place().Replace(state.Sentence.In(language), place => Of(place.Groups[1].Value));
    }

    /// <summary>What the citizen will be told of an action that an officer is about to carry out, with what is typed so far.</summary>
    internal static string SentenceAfter(this CaseFile file, WorkflowAction action, PostedForm form, string service)
    {
        var language = file.Case.Language;
        string Typed(string name) => form.Value(name) is { Length: > 0 } typed ? typed : NotYet;
        string Until() => form.Date("jusqu-au").Or(LocalDate.MinIsoValue) is var until && until == LocalDate.MinIsoValue ? NotYet : until.LongDate(language);
        return action.Kind switch
        {
            ActKind.WaitThird or ActKind.AskOpinion => RoomWords.In(language, "status-WaitingThird-whom", action.Who.IsEmpty ? Typed("qui") : action.Who.In(language), Until()),
            ActKind.Forward => RoomWords.In(language, "forwarded", NotYet),
            ActKind.Reopen => RoomWords.In(language, "reopened", Typed("pourquoi")),
            _ => file.Sentence(file.Workflow.After(action, file.Case.State), language, service, CaseValues.Asked(action).Where(asked => asked.Kind != AskedKind.Amount && form.Value(asked.Name) is { Length: > 0 }).ToDictionary(asked => asked.Name, asked => form.Value(asked.Name)!)),
        };
    }

    private static string Usual(CaseFile file, PublicStatus status, string language, string service, Func<string, string> of) => status switch
    {
        PublicStatus.WaitingCitizen when file.OpenEvidence is { } asked => RoomWords.In(language, "status-WaitingCitizen", asked.Piece, asked.DueOn.LongDate(language)),
        PublicStatus.WaitingCitizen => RoomWords.In(language, "status-WaitingCitizen-some"),
        PublicStatus.WaitingThird when file.OpenParty(PartyKind.Third, PartyKind.Adviser) is { Until: { } until } party => RoomWords.In(language, "status-WaitingThird-whom", party.Who.In(language), until.LongDate(language)),
        PublicStatus.WaitingThird when file.Beside.LastOrDefault(sub => sub.ClosedAt is null) is { } asked => RoomWords.In(language, "status-WaitingThird-whom", asked.Service.In(language), asked.Until.LongDate(language)),
        PublicStatus.Scheduled => RoomWords.In(language, "status-Scheduled-when", of(CaseValues.MeetOn), of(CaseValues.MeetAt), of(CaseValues.MeetWhere)),
        PublicStatus.Ready => RoomWords.In(language, $"status-Ready-{file.Case.HandOver}", service),
        PublicStatus.Delivered when file.RevokedAt is { } revoked => RoomWords.In(language, "status-Revoked", revoked.InZone(DateTimeZoneProviders.Tzdb["Europe/Brussels"]).Date.LongDate(language)),
        PublicStatus.Delivered when !file.HandsOver => RoomWords.In(language, "status-Delivered"),
        PublicStatus.Delivered => RoomWords.In(language, $"status-Delivered-{file.Case.HandOver}"),
        PublicStatus.Refused when file.RefusalReason is { } reason => RoomWords.In(language, "status-Refused", reason),
        PublicStatus.Refused => RoomWords.In(language, "status-Refused-some"),
        _ => RoomWords.In(language, $"status-{status}", service),
    };

    private static string Value(CaseFile file, string name, string language, string service, IReadOnlyDictionary<string, string>? told) => name switch
    {
        "service" => service,
        "price" => Euros.Of(file.PriceCents),
        "date" => file.Case.ExpectedOn.LongDate(language),
        "co-applicant" => file.CoApplicant?.Who.In(language) ?? NotYet,
        _ when CaseValues.Asked(file.Workflow).FirstOrDefault(asked => asked.Name == name) is { } asked
            && (told?.GetValueOrDefault(name) ?? file.Noted.FirstOrDefault(value => value.Name == name)?.Value) is { Length: > 0 } value => CaseValues.Written(asked, value, language),
        _ => NotYet,
    };

    [GeneratedRegex(@"\{([a-z][a-z0-9-]*)\}")]
    private static partial Regex Place();
}
