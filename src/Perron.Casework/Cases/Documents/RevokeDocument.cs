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
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Cases.Documents;

/// <summary>
/// A document that should not exist is withdrawn: whoever issued it or the head of the service says why, reads once more what the citizen will read, and confirms.
/// Its code says from then on that it is revoked; a new one can be made in the same case.
/// </summary>
public static class RevokeDocument
{
    /// <param name="AsRead">What the citizen will read; null until there is a reason.</param>
    public sealed record Model(Case Case, string Title, DocumentInFolder Document, string? AsRead, bool CanBeMadeAnew, PostedForm Form);

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
        : Page(file, document, null, PostedForm.Blank(), language.Code, StatusCodes.Status200OK);

    private static async Task<IResult> Revoke(
        string reference, Guid id, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, CaseLetters letters, Changes changes, TimeProvider time)
    {
        if (await Find(reference, id, visitor, db, catalogue, commune.Today(time.GetCurrentInstant())) is not ({ } file, { } document))
        {
            return TypedResults.NotFound();
        }

        var why = posted.Text("pourquoi").OrElse(Words.Of(typeof(RevokeDocument)).In(language.Code, "revoke-why-missing"));
        if (!posted.IsRight)
        {
            return Page(file, document, null, posted, language.Code, StatusCodes.Status422UnprocessableEntity);
        }

        var (again, now) = (posted.IsTicked("nouveau") && Anew(file) is not null, time.GetCurrentInstant());
        var told = Told(file, document, why, again);
        if (posted.Value("relu") != Seal(told))
        {
            return Page(file, document, told, posted, language.Code, StatusCodes.Status422UnprocessableEntity); // nothing is done before exactly this has been read
        }

        (await db.Set<IssuedDocument>().SingleAsync(one => one.Id == document.Id)).RevokedAt = now;
        db.Add(file.Stream.Happened(new DocumentRevoked(document.Id.Value), now, visitor.Actor, "traitement de la demande", Visibility.Public));
        Messages.Add(db, file, MessageKind.FromOfficer, visitor.Officer, told, visitor, now);
        file.Case.Changes++;
        if (again)
        {
            await MakeAnew(db, file, visitor, commune, now);
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

    private static string Told(CaseFile file, DocumentInFolder document, string why, bool again)
    {
        var (words, language) = (Words.Of(typeof(RevokeDocument)), file.Case.Language);
        return words.In(language, again ? "revoke-told-again" : "revoke-told", document.Kind.In(language), DocumentCode.Grouped(document.Code), why);
    }

    /// <summary>What has been read, in few signs.</summary>
    internal static string Seal(string read) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(read)))[..16];

    // Where the workflow itself would go on with a case that was over; else there where a document is made.
    private static WorkflowAction? Anew(CaseFile file)
    {
        var to = file.Workflow.Actions.FirstOrDefault(action => action.Kind == ActKind.Reopen)?.To ?? file.Workflow.Actions.FirstOrDefault(action => action.Kind == ActKind.Produce)?.From[0];
        return file.Case.ClosedAt is null || to is null || !file.HandsOver ? null : new WorkflowAction("revoke", ActKind.Reopen, Texts.LocalText.Empty, [file.Case.State], to, ActedBy.Officer);
    }

    private static async Task MakeAnew(PerronDb db, CaseFile file, Visitor visitor, Commune commune, Instant now)
    {
        db.Move(file, Anew(file)!, visitor.Actor, commune, now);
        if (file.Extract is { } extract)
        {
            (extract.ConfirmedAt, extract.ConfirmedBy) = (null, null); // what the register says is looked at anew
        }

        await db.PromiseAnew(file, commune, now);
        db.Add(file.Stream.Happened(new CaseReopened(file.Case.State), now, visitor.Actor, "traitement de la demande", Visibility.Public));
    }

    private static PageResult Page(CaseFile file, DocumentInFolder document, string? asRead, PostedForm form, string language, int status) =>
        RevokeDocumentPage.Of(new(file.Case, file.Procedure.Title.In(language), document, asRead, Anew(file) is not null, form), status);
}
