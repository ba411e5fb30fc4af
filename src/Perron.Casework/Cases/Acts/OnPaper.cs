using NodaTime;
using Perron.Communes;
using Perron.Delivery;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>What an officer tells the citizen by post as well: by a plain letter, or by a registered one.</summary>
internal static class OnPaper
{
    public const string Field = "papier";
    private const string ByMail = "non", Plain = "simple", Registered = "recommande";

    /// <summary>What decides something is told on paper where the officer wants it; a document that goes by post goes in any case.</summary>
    public static bool IsOffered(ActKind kind, Case one) => one.HasReader && (kind is ActKind.Refuse or ActKind.Decide or ActKind.Message || IsPosted(kind, one));

    public static bool IsPosted(ActKind kind, Case one) => kind == ActKind.Produce && one.HandOver == HandOver.Post;

    /// <summary>Null: no letter was asked for.</summary>
    public static LetterKind? Chosen(PostedForm posted) => posted.Value(Field) switch
    {
        Plain => LetterKind.Plain,
        Registered => LetterKind.Registered,
        _ => null,
    };

    /// <summary>The choices, with the usual one chosen where nothing was.</summary>
    public static (Field Field, IReadOnlyList<Choice> Choices) Ask(PostedForm form, bool isPosted, string language)
    {
        var words = Words.Of(typeof(OnPaper));
        var field = form.Field(Field);
        return (field with { Value = field.Value ?? (isPosted ? Plain : ByMail) },
            [.. isPosted ? Array.Empty<Choice>() : [new(ByMail, words.In(language, "paper-no"))], new(Plain, words.In(language, "paper-plain")), new(Registered, words.In(language, "paper-registered"))]);
    }

    /// <summary>The same words as the e-mail, to the address that an officer has confirmed in the register; where there is none, it is completed in the print tray.</summary>
    public static Letter Of(OutboxMessage mail, LetterKind kind, CaseFile file, HouseKeys keys, Instant now)
    {
        var address = file.Case.IsForThirdPerson || file.Extract is not { ConfirmedAt: not null } extract ? "" : string.Join('\n', extract.Household(keys).Address);
        return Letter.Of(file.Case.CommuneId, file.Case.OrganisationId, file.Case.Id.Value, file.Case.ApplicantName, address, file.Case.Language, kind, mail.Template, mail.Places(keys), pdf: null, now);
    }

    /// <summary>"Lettre recommandée postée le 24 novembre 2026, numéro RR 0123 4567 8 BE"</summary>
    public static string Told(LetterPosted posted, string language)
    {
        var words = Words.Of(typeof(OnPaper));
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(posted.On).Value.LongDate(language);
        return posted.Registered.Length > 0 ? words.In(language, "event-posted-registered", day, posted.Registered) : words.In(language, "event-posted", day);
    }
}
