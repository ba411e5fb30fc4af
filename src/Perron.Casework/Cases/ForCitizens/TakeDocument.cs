using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Cases.Documents;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.ForCitizens;

/// <summary>The author of a request, strongly known, takes the document that was issued, as a PDF or as a page. A link alone or a weak sign-in shows no household.</summary>
public static class TakeDocument
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/suivi/{reference}/document/{id:guid}", Take).Declares(Audit.Reading, Rate.Reading);
        routes.MapGet("/suivi/{reference}/document/{id:guid}/imprimer", Print).Declares(Audit.Reading, Rate.Reading);
    }

    private static async Task<IResult> Take(string reference, Guid id, Visitor visitor, PerronDb db, Changes changes, TimeProvider time) =>
        await Taken(reference, id, visitor, db, changes, time) is not ({ } one, { } document) ? TypedResults.NotFound()
        : TypedResults.File(document.Pdf, "application/pdf", $"{one.Procedure}-{one.Reference}.pdf");

    private static async Task<IResult> Print(string reference, Guid id, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, Changes changes, DocumentPrinter printer, TimeProvider time) =>
        await Taken(reference, id, visitor, db, changes, time) is not ({ }, { } document) ? TypedResults.NotFound()
        : PrintDocument.Page(document, $"/suivi/{reference}", isOfficer: false, printer, commune, language.Code);

    private static async Task<(Case? Case, IssuedDocument? Document)> Taken(string reference, Guid id, Visitor visitor, PerronDb db, Changes changes, TimeProvider time)
    {
        if (visitor is not { Level: IdentityLevel.Strong, Citizen: { } citizen }
            || await db.Set<Case>().SingleOrDefaultAsync(one => one.Reference == reference && one.CitizenId == citizen && one.HandOver == HandOver.Download) is not { } one
            || await db.Set<IssuedDocument>().SingleOrDefaultAsync(document => document.Id == IssuedDocumentId.From(id) && document.CaseId == one.Id && document.RevokedAt == null) is not { } document)
        {
            return (null, null);
        }

        var stream = await db.Set<Stream>().SingleAsync(stream => stream.Id == one.Id);
        if (!await db.Set<TimelineEvent>().AnyAsync(happened => happened.StreamId == one.Id && happened.Kind == nameof(DocumentDownloaded)))
        {
            db.Add(stream.Happened(new DocumentDownloaded(id), time.GetCurrentInstant(), visitor.Actor, "demande", Visibility.Public));
            changes.In(one.Topic);
        }

        await db.SaveChangesAsync();
        return (one, document);
    }
}
