using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Desk;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForOfficers;

/// <summary>The officer writes to the citizen, leaves a note for colleagues, or gives the file to one of them.</summary>
public static class WriteInCase
{
    public sealed record NoteLine(string When, string Who, string Text);

    /// <summary>What was said so far, to the citizen and among colleagues.</summary>
    public sealed record Talk(IReadOnlyList<ThreadMessage> Messages, IReadOnlyList<NoteLine> Notes);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/dossiers/{reference}/{what:regex(^(message|note|attribuer)$)}", Write).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Write(
        string reference, string what, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue,
        CaseLetters letters, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.Open(db.Set<Case>().VisibleTo(visitor), reference, catalogue) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        var words = Words.Of(typeof(WriteInCase));
        if (what == "attribuer")
        {
            if (posted.Id("agent").OrElse(words.In(language.Code, "assign-missing")) is var officer && posted.IsRight)
            {
                await Assign.To(db, file.Case, OfficerId.From(officer), "colleague", visitor, now);
            }
        }
        else if (posted.Text(what).OrElse(words.In(language.Code, "message-empty")) is var text && posted.IsRight)
        {
            Messages.Add(db, file, what == "note" ? MessageKind.InternalNote : MessageKind.FromOfficer, visitor.Officer, text, visitor, now);
            if (what == "message")
            {
                db.Add(letters.Write(file, commune, "case-message", now));
            }
        }

        if (!posted.IsRight)
        {
            return await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity);
        }

        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}{(what == "attribuer" ? "" : $"#{what}s")}");
    }

    internal static Task<Talk> Of(PerronDb db, CaseFile file, IReadOnlyDictionary<OfficerId, string> names, ServiceUnit unit, Commune commune, string language, PostedForm form, Instant now) => Task.FromResult(new Talk(
        Messages.ForOfficer(file, names, commune, language),
        [.. file.Messages.Where(message => message.Kind == MessageKind.InternalNote).Select(message => new NoteLine(
            commune.Local(message.At).DateAndTime(language), message.Officer is { } who ? names.GetValueOrDefault(who, "") : "", message.Text))]));
}
