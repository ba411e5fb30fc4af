using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Documents;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Cases.ForEverybody;

/// <summary>Anybody who holds a document asks whether it is genuine: what, by whom, when, until when, withdrawn or not, and whether there is another one instead. No name. It is counted, and not by whom.</summary>
public static class VerifyDocument
{
    public sealed record Model(string? Code, Found? Document);
    public sealed record Found(string Kind, string Commune, string IssuedOn, string ValidUntil, bool IsExpired, string? RevokedOn, bool IsReplaced, bool IsSpecimen);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/verifier", Ask).Declares(Audit.Nothing, Rate.Searching);
        routes.MapGet("/verifier/{code}", Verify).Declares(Audit.Reading, Rate.Searching);
    }

    private static IResult Ask(string? code) =>
        code is { Length: > 0 } ? TypedResults.LocalRedirect($"/verifier/{Uri.EscapeDataString(DocumentCode.Clean(code))}") : VerifyDocumentPage.Of(new(null, null));

    private static async Task<IResult> Verify(string code, Commune commune, PageLanguage language, PerronDb db, TimeProvider time)
    {
        db.EnterEveryOrganisation(); // whoever holds the code learns that it is genuine, and no name: an officer of another organisation no less
        var clean = DocumentCode.Clean(code);
        var document = await db.Set<IssuedDocument>().AsNoTracking().Where(document => document.Code == clean)
            .Select(document => new
            {
                document.Kind,
                document.IssuedOn,
                document.ValidUntil,
                document.RevokedAt,
                document.IsSpecimen,
                IsReplaced = document.RevokedAt != null && db.Set<IssuedDocument>().Any(other => other.CaseId == document.CaseId && other.RevokedAt == null),
            }).SingleOrDefaultAsync();
        await db.Set<IssuedDocument>().Where(document => document.Code == clean).ExecuteUpdateAsync(row => row.SetProperty(document => document.Verified, document => document.Verified + 1));
        var found = document is null ? null : new Found(
            document.Kind.In(language.Code), commune.Titled(language.Code), document.IssuedOn.LongDate(language.Code), document.ValidUntil.LongDate(language.Code),
            document.ValidUntil < commune.Today(time.GetCurrentInstant()), document.RevokedAt is { } revoked ? commune.Local(revoked).Date.LongDate(language.Code) : null, document.IsReplaced, document.IsSpecimen);
        return VerifyDocumentPage.Of(new(DocumentCode.Grouped(clean), found), found is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }
}
