using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Contacts;
using Perron.Cases.Desk;
using Perron.Cases.OnBehalf;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForOfficers;

/// <summary>The officer leaves a note for colleagues, or gives the file to one of them; what was said so far, with them and with the citizen.</summary>
public static class WriteInCase
{
    public sealed record NoteLine(string When, string Who, string Text);

    /// <summary>What was said so far, to the citizen and among colleagues.</summary>
    /// <param name="Unread">Messages of the citizen that are seen now for the first time.</param>
    /// <param name="ReplyBy">By when the citizen was promised a reply, if something waits.</param>
    /// <param name="Filed">Who filed the request for the citizen, and how identity was seen.</param>
    public sealed record Talk(IReadOnlyList<ThreadMessage> Messages, IReadOnlyList<NoteLine> Notes, int Unread, string? ReplyBy, bool IsReplyLate, string? Filed, IReadOnlyList<NoteContact.Line> Contacts, AskCallBack.Awaited? Call);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/agent/dossiers/{reference}/{what:regex(^(note|attribuer)$)}", Write).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Write(
        string reference, string what, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue,
        HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { } file || (what == "attribuer" && !file.IsInCharge))
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        var words = Words.Of(typeof(WriteInCase));
        if (what == "attribuer")
        {
            var officer = posted.Id("agent").OrElse(words.In(language.Code, "assign-missing"));
            if (posted.IsRight && !(await db.MatesOf([file.Case.ServiceUnitId], commune.Today(now)))[file.Case.ServiceUnitId].Contains(OfficerId.From(officer)))
            {
                posted.Refuse("agent", words.In(language.Code, "assign-elsewhere", (await db.UnitOf(file.Case)).Name.In(language.Code)));
            }

            if (posted.IsRight)
            {
                await Assign.To(db, file.Case, OfficerId.From(officer), "colleague", visitor, now);
            }
        }
        else if (posted.Text(what).OrElse(words.In(language.Code, "message-empty")) is var text && posted.IsRight)
        {
            Messages.Add(db, file, MessageKind.InternalNote, visitor.Officer, text, visitor, now);
        }

        if (!posted.IsRight)
        {
            return await HandleCase.Page(file, posted, commune, language.Code, db, catalogue, keys, now, StatusCodes.Status422UnprocessableEntity, visitor: visitor);
        }

        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}{(what == "attribuer" ? "" : $"#{what}s")}");
    }

    internal static async Task<Talk> Of(PerronDb db, CaseFile file, IReadOnlyDictionary<OfficerId, string> names, Commune commune, string language, Instant now)
    {
        var messages = await Messages.ForOfficer(db, file, names, commune, language, now);
        return new(
            messages,
            [.. file.Messages.Where(message => message.Kind == MessageKind.InternalNote).Select(message => new NoteLine(
                commune.Local(message.At).DateAndTime(language), message.Officer is { } who ? names.GetValueOrDefault(who, "") : Words.Of(typeof(WriteInCase)).In(language, "actor-program"), message.Text))],
            messages.Count(message => message.IsNew),
            file.Messages.Where(message => message.AwaitsReply).Min(message => message.ReplyDueOn)?.LongDate(language),
            file.Messages.Any(message => message.AwaitsReply && message.ReplyDueOn < commune.Today(now)),
            await Assistances.InWords(db, file, names, language),
            await NoteContact.Of(db, file, commune, language, forCitizen: false),
            await AskCallBack.Of(db, file, commune, language, now));
    }
}
