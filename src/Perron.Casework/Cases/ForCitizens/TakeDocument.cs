using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.ForCitizens;

/// <summary>The author of a request, strongly known, takes the document that was issued. A link alone or a weak sign-in shows no household.</summary>
public static class TakeDocument
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/suivi/{reference}/document/{id:guid}", Take).Declares(Audit.Reading, Rate.Reading);

    private static async Task<IResult> Take(string reference, Guid id, Visitor visitor, PerronDb db, Changes changes, TimeProvider time, HttpContext context)
    {
        if (visitor is not { Level: IdentityLevel.Strong, Citizen: { } citizen }
            || await db.Set<Case>().SingleOrDefaultAsync(one => one.Reference == reference && one.CitizenId == citizen && one.HandOver == HandOver.Download) is not { } one
            || await db.Set<IssuedDocument>().SingleOrDefaultAsync(document => document.Id == IssuedDocumentId.From(id) && document.CaseId == one.Id && document.RevokedAt == null) is not { } document)
        {
            return TypedResults.NotFound();
        }

        var stream = await db.Set<Stream>().SingleAsync(stream => stream.Id == one.Id);
        if (!await db.Set<TimelineEvent>().AnyAsync(happened => happened.StreamId == one.Id && happened.Kind == nameof(DocumentDownloaded)))
        {
            db.Add(stream.Happened(new DocumentDownloaded(id), time.GetCurrentInstant(), visitor.Actor, "demande", Visibility.Public));
            changes.In(one.Topic);
        }

        await db.SaveChangesAsync();
        return TypedResults.File(document.Pdf, "application/pdf", $"{one.Procedure}-{one.Reference}.pdf");
    }
}
