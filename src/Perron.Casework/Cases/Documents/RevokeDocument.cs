using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Dates;
using Perron.Cases.Desk;
using Perron.Cases.Replies;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Delivery;
using Perron.Design;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.Documents;

/// <summary>
/// A document that was issued wrongly is withdrawn: whoever issued it or the head of the service says why, reads once more what the citizen will read, and confirms.
/// Its code says from then on that it is withdrawn. A new one is issued in the same act and free of charge, or after the register was asked anew.
/// </summary>
public static class RevokeDocument
{
    private const string Then = "suite", None = "non", AtOnce = "tout-de-suite", Anew = "registre";
    private static readonly Words RoomWords = Words.Of(typeof(RevokeDocument));

    /// <param name="AsRead">What the citizen will read; null until there is a reason.</param>
    /// <param name="Thens">What may follow, where there is a choice.</param>
    public sealed record Model(Case Case, string Title, DocumentInFolder Document, string? AsRead, IReadOnlyList<Choice> Thens, PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/dossiers/{reference}/document/{id:guid}/revoquer", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/dossiers/{reference}/document/{id:guid}/revoquer", Revoke).Declares(Audit.Change, Rate.Sending);
    }

    /// <summary>Whoever issued it, and the head of the service.</summary>
    internal static bool MayBeRevokedBy(this DocumentInFolder document, CaseFile file, Visitor officer) =>
        document.RevokedAt is null && (file.Duties.Contains(ActedBy.Head) || (officer.IsOfficer && document.IssuedBy == officer.Officer));

    private static async Task<IResult> Ask(string reference, Guid id, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time) =>
        await Find(reference, id, visitor, db, catalogue, commune.Today(time.GetCurrentInstant())) is not ({ } file, { } document) ? TypedResults.NotFound()
        : Page(file, document, null, PostedForm.Blank((Then, None)), commune, language.Code, StatusCodes.Status200OK);

    private static async Task<IResult> Revoke(
        string reference, Guid id, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue,
        IssueDocument issuing, DocumentSealing sealing, HouseKeys keys, CaseLetters letters, Changes changes, TimeProvider time)
    {
        if (await Find(reference, id, visitor, db, catalogue, commune.Today(time.GetCurrentInstant())) is not ({ } file, { } document))
        {
            return TypedResults.NotFound();
        }

        var why = posted.Text("pourquoi").OrElse(RoomWords.In(language.Code, "revoke-why-missing"));
        if (!posted.IsRight)
        {
            return Page(file, document, null, posted, commune, language.Code, StatusCodes.Status422UnprocessableEntity);
        }

        var now = time.GetCurrentInstant();
        var then = Thens(file, document, commune, language.Code).Any(offered => offered.Value == posted.Value(Then)) ? posted.Value(Then)! : None;
        var told = Told(file, document, why, then);
        if (posted.Value("relu") != Seal(told))
        {
            return Page(file, document, told, posted, commune, language.Code, StatusCodes.Status422UnprocessableEntity); // nothing is done before exactly this has been read
        }

        var (another, whyNot) = then == AtOnce ? await issuing.Issue(new(file, db, commune, keys, visitor.Officer!.Value, sealing, null, now), language.Code) : (null, null);
        if (whyNot is not null)
        {
            posted.Refuse(Then, whyNot);
            return Page(file, document, told, posted, commune, language.Code, StatusCodes.Status422UnprocessableEntity);
        }

        await Withdraw(db, file, document, visitor, now);
        Messages.Add(db, file, MessageKind.FromOfficer, visitor.Officer, told, visitor, now);
        file.Case.Changes++;
        if (another is not null)
        {
            await InItsPlace(db, file, document, another, visitor, commune, now);
        }
        else if (then == Anew)
        {
            await AskAnew(db, file, visitor, commune, now);
        }

        await db.AddUrgent(letters.Write(file, commune, "case-step", now, ("sentence", told)), file.Case.CitizenId);
        await db.SaveChangesAsync();
        changes.In(file.Case.Topic);
        changes.In(Inbox.Topic);
        return TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}");
    }

    private static async Task<(CaseFile?, DocumentInFolder?)> Find(string reference, Guid id, Visitor visitor, PerronDb db, ProcedureCatalogue catalogue, LocalDate today)
    {
        var file = await db.OpenFor(visitor, reference, catalogue, today);
        return (file, file?.Documents.FirstOrDefault(document => document.Id.Value == id && document.MayBeRevokedBy(file, visitor)));
    }

    private static string Told(CaseFile file, DocumentInFolder document, string why, string then)
    {
        var key = then switch { AtOnce => $"revoke-told-new-{file.Case.HandOver}", Anew => "revoke-told-again", _ => "revoke-told" };
        return RoomWords.In(file.Case.Language, key, document.Kind.In(file.Case.Language), DocumentCode.Grouped(document.Code), why);
    }

    private static async Task Withdraw(PerronDb db, CaseFile file, DocumentInFolder document, Visitor visitor, Instant now)
    {
        var withdrawn = await db.Set<IssuedDocument>().SingleAsync(one => one.Id == document.Id);
        withdrawn.RevokedAt = now;
        db.Add(file.Stream.Happened(new DocumentRevoked(document.Id.Value, withdrawn.Verified), now, visitor.Actor, "traitement de la demande", Visibility.Public));
        // What is not printed yet does not leave the house.
        var stream = file.Case.Id.Value;
        db.RemoveRange(await db.Set<Letter>().Where(letter => letter.StreamId == stream && letter.Template == IssueDocument.LetterTemplate && letter.BatchId == null && letter.Pdf == withdrawn.Pdf).ToListAsync());
    }

    // Nothing is asked for it: what was paid was paid for a right one. On paper it is handed over or posted anew.
    private static async Task InItsPlace(PerronDb db, CaseFile file, DocumentInFolder document, IssuedDocument another, Visitor visitor, Commune commune, Instant now)
    {
        db.Add(file.Stream.Happened(new DocumentIssued(another.Id.Value, another.Sha256, document.Id.Value), now, visitor.Actor, "traitement de la demande", Visibility.Public));
        if (file.Case.ClosedAt is not null && file.Case.HandOver != HandOver.Download && file.Workflow.Actions.FirstOrDefault(action => action.Kind == ActKind.HandOver)?.From[0] is { } waiting)
        {
            await Reopen(db, file, waiting, visitor, commune, now);
        }
    }

    /// <summary>What has been read, in few signs.</summary>
    internal static string Seal(string read) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(read)))[..16];

    private static List<Choice> Thens(CaseFile file, DocumentInFolder document, Commune commune, string language)
    {
        var thens = new List<Choice>();
        if (file.Extract is { ConfirmedAt: not null } extract && file.IsMandateSettled && file.Documents.All(other => other.Id == document.Id || other.RevokedAt is not null))
        {
            thens.Add(new(AtOnce, RoomWords.In(language, "revoke-then-at-once"), RoomWords.In(language, "revoke-then-at-once-hint", commune.Local(extract.ReadAt).Date.LongDate(language))));
        }

        if (WhereAnew(file) is not null)
        {
            thens.Add(new(Anew, RoomWords.In(language, "revoke-then-register"), RoomWords.In(language, "revoke-again-hint")));
        }

        return thens is [] ? thens : [.. thens, new(None, RoomWords.In(language, "revoke-then-none"))];
    }

    // Where the workflow itself would go on with a case that was over; else there where a document is made.
    private static string? WhereAnew(CaseFile file) => file.Case.ClosedAt is null || !file.HandsOver ? null
        : file.Workflow.Actions.FirstOrDefault(action => action.Kind == ActKind.Reopen)?.To ?? file.Workflow.Actions.FirstOrDefault(action => action.Kind == ActKind.Produce)?.From[0];

    private static async Task AskAnew(PerronDb db, CaseFile file, Visitor visitor, Commune commune, Instant now)
    {
        await Reopen(db, file, WhereAnew(file)!, visitor, commune, now);
        if (file.Extract is { } extract)
        {
            (extract.ConfirmedAt, extract.ConfirmedBy) = (null, null); // what the register says is looked at anew
        }
    }

    private static async Task Reopen(PerronDb db, CaseFile file, string to, Visitor visitor, Commune commune, Instant now)
    {
        db.Move(file, new WorkflowAction("revoke", ActKind.Reopen, Texts.LocalText.Empty, [file.Case.State], to, ActedBy.Officer), visitor.Actor, commune, now);
        await db.PromiseAnew(file, commune, now);
        db.Add(file.Stream.Happened(new CaseReopened(file.Case.State), now, visitor.Actor, "traitement de la demande", Visibility.Public));
    }

    private static PageResult Page(CaseFile file, DocumentInFolder document, string? asRead, PostedForm form, Commune commune, string language, int status) =>
        RevokeDocumentPage.Of(new(file.Case, file.Procedure.Title.In(language), document, asRead, Thens(file, document, commune, language), form), status);
}
