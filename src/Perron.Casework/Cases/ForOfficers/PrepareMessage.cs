using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Acts;
using Perron.Cases.Asking;
using Perron.Cases.Desk;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Design;
using Perron.People;
using Perron.Platform.Files;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.ForOfficers;

/// <summary>An officer writes to the citizen: a template or own words, files, then the message exactly as it will be read; only from there it is sent.</summary>
public static class PrepareMessage
{
    private const int LongestText = 10_000;

    /// <param name="AsRead">The message as the citizen will read it; null while there is nothing to read.</param>
    public sealed record Model(
        Case Case, string Title, ThreadMessage? AsRead, IReadOnlyList<Choice> Templates, IReadOnlyList<UploadedFile> Files, int Seen, PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/dossiers/{reference}/message", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/dossiers/{reference}/message", Keep).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/dossiers/{reference}/message/envoyer", Send).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Ask(
        string reference, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, ReplyCatalogue replies, HeldForm held, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var draft = await DraftOf(db, file, visitor);
        var form = await held.Take(db, visitor, $"/agent/dossiers/{file.Case.Reference}/message") ?? PostedForm.Blank(("message", draft?.Text), ("modele", draft?.Template));
        return await Page(file, draft, form, visitor, commune, language.Code, db, replies, time.GetCurrentInstant(), StatusCodes.Status200OK);
    }

    private static async Task<IResult> Keep(
        string reference, PostedForm posted, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, ReplyCatalogue replies, FileDoor door, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var (now, words, unit) = (time.GetCurrentInstant(), Words.Of(typeof(PrepareMessage)), await db.UnitOf(file.Case));
        var draft = await DraftOf(db, file, visitor) ?? NewDraft(db, file, visitor, now);
        (draft.Changes, draft.ChangedAt) = (draft.Changes + 1, now);
        var before = (await Uploads.Of(db, draft.Id)).Select(kept => kept.Id).ToList();
        var files = await Uploads.Take(posted, "fichiers", before, [], Uploads.Most, new(draft.Id, commune, unit.RunBy, door, db, language.Code, now));
        await Messages.Drop(db, before.Except(files));
        var text = posted.Text("message").Or("");
        if (text.Length > LongestText)
        {
            posted.Refuse("message", words.In(language.Code, "message-long", LongestText));
        }
        else if (posted.Act != "modele")
        {
            // From the page of the case comes a beginning: what was begun before stands before it.
            draft.Text = posted.Value("vu") is null && draft.Text.Length > 0 && text.Length > 0 ? $"{draft.Text}\n\n{text}" : text;
            if (draft.Text.Length == 0 && files is [])
            {
                posted.Refuse("message", words.In(language.Code, "message-empty"));
            }
        }
        else if (replies.Find(commune.Slug, posted.Value("modele") ?? "") is not { } template)
        {
            posted.Refuse("modele", words.In(language.Code, "message-template-missing"));
        }
        else
        {
            (draft.Template, draft.Text) = (template.Slug, template.Filled(file.Case.Language, ReplyWords.Of(file, unit, visitor.Name.Split(' ')[0], commune, now)));
            posted.Set("message", draft.Text);
        }

        await db.SaveChangesAsync();
        if (!posted.IsRight)
        {
            context.KeepsRefusal();
            return await Page(file, draft, posted, visitor, commune, language.Code, db, replies, now, StatusCodes.Status422UnprocessableEntity);
        }

        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}/message");
    }

    private static async Task<IResult> Send(
        string reference, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, ReplyCatalogue replies, CaseLetters letters, HouseKeys keys, Changes changes, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var (now, words) = (time.GetCurrentInstant(), Words.Of(typeof(PrepareMessage)));
        if (await DraftOf(db, file, visitor) is not { } draft || (!file.Case.HasReader && posted.Act != "abandonner"))
        {
            return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}#messages");
        }

        var files = (await Uploads.Of(db, draft.Id)).Select(stored => stored.Id).ToList();
        if (posted.Act == "abandonner")
        {
            await Messages.Drop(db, files);
            db.Remove(draft);
            await db.SaveChangesAsync();
            return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}#messages");
        }

        if (posted.Value("vu") != $"{draft.Changes}")
        {
            posted.Refuse("message", words.In(language.Code, "message-changed"));
        }
        else if (replies.Find(commune.Slug, draft.Template)?.GapIn(draft.Text) is { } gap)
        {
            posted.Refuse("message", words.In(language.Code, "message-gap", gap));
        }
        else if (draft.Text.Length == 0 && files is [])
        {
            posted.Refuse("message", words.In(language.Code, "message-empty"));
        }

        if (!posted.IsRight)
        {
            posted.Set("message", draft.Text);
            return await Page(file, draft, posted, visitor, commune, language.Code, db, replies, now, StatusCodes.Status422UnprocessableEntity);
        }

        var message = Messages.Add(db, file, MessageKind.FromOfficer, visitor.Officer, draft.Text, visitor, now);
        db.Remove(draft);
        await Messages.Attach(db, message, draft.Id, files);
        db.Post(file.Case, letters.Write(file, commune, "case-message", now));
        if (OnPaper.Chosen(posted) is { } kind && file.Case.HasReader)
        {
            db.Add(OnPaper.Of(letters.Write(file, commune, "case-step", now, ("sentence", message.Text)), kind, file, keys, now)); // on paper the message itself, not that there is one
        }

        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}#messages");
    }

    private static Task<MessageDraft?> DraftOf(PerronDb db, CaseFile file, Visitor visitor)
    {
        var (id, officer) = (file.Case.Id, visitor.Officer!.Value);
        return db.Set<MessageDraft>().SingleOrDefaultAsync(draft => draft.CaseId == id && draft.OfficerId == officer);
    }

    private static MessageDraft NewDraft(PerronDb db, CaseFile file, Visitor visitor, Instant now) => db.Add(new MessageDraft
    {
        CommuneId = file.Case.CommuneId, OrganisationId = file.Case.OrganisationId, CaseId = file.Case.Id, OfficerId = visitor.Officer!.Value, ChangedAt = now,
    }).Entity;

    private static async Task<IResult> Page(
        CaseFile file, MessageDraft? draft, PostedForm form, Visitor visitor, Commune commune, string language, PerronDb db, ReplyCatalogue replies, Instant now, int status)
    {
        var (one, unit) = (file.Case, await db.UnitOf(file.Case));
        IReadOnlyList<UploadedFile> files = draft is null ? [] : await Uploads.Of(db, draft.Id);
        var names = await db.OfficerNames([visitor.Officer!.Value]);
        var asRead = draft is null || (draft.Text.Length == 0 && files is []) ? null : new ThreadMessage(
            Messages.Author(unit, names, visitor.Officer, one.Language), commune.Local(now).DateAndTime(one.Language), draft.Text, IsMine: false,
            [.. files.Select(stored => new ThreadFile(stored.Name, stored.Size, null))]);
        return PrepareMessagePage.Of(new(
            one, file.Procedure.Title.In(language), asRead, [.. replies.Of(commune.Slug, one.Procedure).Select(template => new Choice(template.Slug, template.Title.In(language)))],
            files, draft?.Changes ?? 0, form), status);
    }
}
