using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Contacts;
using Perron.Cases.Desk;
using Perron.Cases.OnBehalf;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Files;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.ForCitizens;

/// <summary>The citizen writes to the service that has the case, with files, and reads what it wrote.</summary>
public static class WriteToService
{
    /// <summary>What was said so far, and the form in which the citizen says more.</summary>
    /// <param name="Unread">Messages of the service that are seen now for the first time.</param>
    /// <param name="ReplyBy">By when the service replies to what was written, if something waits.</param>
    /// <param name="Kept">Files that came with a message that was refused for another reason: they need not be chosen again.</param>
    public sealed record Talk(
        string Reference, string Service, string Phone, IReadOnlyList<ThreadMessage> Messages, int Unread, int ReplyDays, string? ReplyBy, bool IsReplyLate, PostedForm Form, IReadOnlyList<UploadedFile> Kept,
        string? Filed, IReadOnlyList<NoteContact.Line> Contacts, AskCallBack.Awaited? Call);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/suivi/{reference}/message", Write).Declares(Audit.Change, Rate.Sending);

    private static async Task<IResult> Write(
        string reference, PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue,
        HouseKeys keys, FileDoor door, Changes changes, TimeProvider time)
    {
        if (await db.Open(await db.Followed(reference, context, keys, commune), catalogue) is not { } file)
        {
            return visitor.NotYours();
        }

        var now = time.GetCurrentInstant();
        var unit = await db.UnitOf(file.Case);
        var (text, files) = await Messages.Written(db, posted, commune, unit, door, language.Code, now);
        if (!posted.IsRight)
        {
            context.KeepsRefusal();
            await db.SaveChangesAsync();
            return await FollowCase.Page(file, posted, context, visitor, commune, language.Code, db, keys, now, StatusCodes.Status422UnprocessableEntity);
        }

        var message = Messages.Add(db, file, MessageKind.FromCitizen, null, text, visitor, now, Messages.ReplyDueOn(unit, commune, now));
        await Messages.Attach(db, message, StreamId.From(posted.Key), files);
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/suivi/{file.Case.Reference}#messages");
    }

    /// <summary>The conversation as it is shown now; by that the messages of the service are read.</summary>
    internal static async Task<Talk> Of(PerronDb db, CaseFile file, ServiceUnit unit, Commune commune, string language, PostedForm form, bool isStrong, Instant now)
    {
        var id = file.Case.Id;
        var talk = new Talk(
            file.Case.Reference, unit.Name.In(language), unit.Phone,
            await Messages.ForCitizen(db, file, unit, commune, language, stored => isStrong ? $"/suivi/{file.Case.Reference}/fichier/{stored}" : null),
            file.Messages.Count(message => message is { Kind: MessageKind.FromOfficer, ReadAt: null }), unit.ReplyDays,
            file.Messages.Where(message => message.AwaitsReply).Min(message => message.ReplyDueOn)?.LongDate(language),
            file.Messages.Any(message => message.AwaitsReply && message.ReplyDueOn < commune.Today(now)),
            form, form.IsRight ? [] : await Uploads.Of(db, StreamId.From(form.Key)),
            await Assistances.ForCitizen(db, file, language), await NoteContact.Of(db, file, commune, language, forCitizen: true),
            await AskCallBack.Of(db, file, commune, language, now));
        if (talk.Unread > 0)
        {
            await db.Set<CaseMessage>().Where(message => message.CaseId == id && message.Kind == MessageKind.FromOfficer && message.ReadAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(message => message.ReadAt, now));
        }

        return talk;
    }
}
