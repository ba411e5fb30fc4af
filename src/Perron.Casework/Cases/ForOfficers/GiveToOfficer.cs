using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Documents;
using Perron.Cases.SecondPart;
using Perron.Communes;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.ForOfficers;

/// <summary>An officer opens a file that the citizen sent, or the document that was issued. Each look is written down.</summary>
public static class GiveToOfficer
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/dossiers/{reference}/fichier/{id:guid}", (string reference, Guid id, Visitor visitor, PerronDb db, TimeProvider time) => File(reference, id, FileDoor.Give, visitor, db, time)).Declares(Audit.Reading, Rate.Reading);
        routes.MapGet("/agent/dossiers/{reference}/fichier/{id:guid}/voir", (string reference, Guid id, Visitor visitor, PerronDb db, TimeProvider time) => File(reference, id, FileDoor.Show, visitor, db, time)).Declares(Audit.Reading, Rate.Reading);
        routes.MapGet("/agent/dossiers/{reference}/document/{id:guid}", GiveDocument).Declares(Audit.Reading, Rate.Reading);
        routes.MapGet("/agent/dossiers/{reference}/document/{id:guid}/imprimer", ShowDocument).Declares(Audit.Reading, Rate.Reading);
    }

    private static async Task<IResult> File(string reference, Guid id, Func<PerronDb, StoredFile, Task<IResult>> give, Visitor visitor, PerronDb db, TimeProvider time)
    {
        if (await Visible(db, visitor, reference) is not { } stream
            || await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Id == StoredFileId.From(id)) is not { } file
            || !(file.OwnerId == stream.Id.Value || await OwnTalk.Holds(db, stream.Id, StreamId.From(file.OwnerId))))
        {
            return TypedResults.NotFound();
        }

        await Note(db, stream, $"file/{id}", visitor, time.GetCurrentInstant());
        return await give(db, file);
    }

    private static async Task<IResult> GiveDocument(string reference, Guid id, Visitor visitor, PerronDb db, TimeProvider time) =>
        await Opened(reference, id, visitor, db, time) is { } document ? FileDoor.Attachment(document.Pdf, "application/pdf", $"{reference}.pdf") : TypedResults.NotFound();

    private static async Task<IResult> ShowDocument(string reference, Guid id, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, DocumentPrinter printer, TimeProvider time) =>
        await Opened(reference, id, visitor, db, time) is { } document ? PrintDocument.Page(document, $"/agent/dossiers/{reference}", isOfficer: true, printer, commune, language.Code) : TypedResults.NotFound();

    private static async Task<IssuedDocument?> Opened(string reference, Guid id, Visitor visitor, PerronDb db, TimeProvider time)
    {
        if (await Visible(db, visitor, reference) is not { } stream
            || await db.Set<IssuedDocument>().AsNoTracking().SingleOrDefaultAsync(document => document.Id == IssuedDocumentId.From(id) && document.CaseId == stream.Id) is not { } document)
        {
            return null;
        }

        await Note(db, stream, $"document/{id}", visitor, time.GetCurrentInstant());
        return document;
    }

    private static async Task<Stream?> Visible(PerronDb db, Visitor visitor, string reference) =>
        await db.Set<Case>().VisibleTo(visitor).Where(one => one.Reference == reference).Select(one => (StreamId?)one.Id).SingleOrDefaultAsync() is { } id
            ? await db.Set<Stream>().SingleAsync(stream => stream.Id == id)
            : null;

    private static async Task Note(PerronDb db, Stream stream, string what, Visitor visitor, Instant now)
    {
        db.Add(stream.Happened(new Looked(what), now, visitor.Actor, "traitement de la demande", Visibility.Access));
        await db.SaveChangesAsync();
    }
}
