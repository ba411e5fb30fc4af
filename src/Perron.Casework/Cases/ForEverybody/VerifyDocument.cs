using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Documents;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Cases.ForEverybody;

/// <summary>Anybody who holds a document asks whether it is genuine: what, by whom, when, until when, revoked or not. No name.</summary>
public static class VerifyDocument
{
    public sealed record Model(string? Code, Found? Document);
    public sealed record Found(string Kind, string Commune, string IssuedOn, string ValidUntil, bool IsExpired, string? RevokedOn, bool IsSpecimen);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/verifier", Ask).Declares(Audit.Nothing, Rate.Searching);
        routes.MapGet("/verifier/{code}", Verify).Declares(Audit.Nothing, Rate.Searching);
    }

    private static IResult Ask(string? code) =>
        code is { Length: > 0 } ? TypedResults.LocalRedirect($"/verifier/{Uri.EscapeDataString(DocumentCode.Clean(code))}") : VerifyDocumentPage.Of(new(null, null));

    private static async Task<IResult> Verify(string code, Commune commune, PageLanguage language, PerronDb db, TimeProvider time)
    {
        db.EnterEveryOrganisation(); // whoever holds the code learns that it is genuine, and no name: an officer of another organisation no less
        var clean = DocumentCode.Clean(code);
        var document = await db.Set<IssuedDocument>().AsNoTracking().Where(document => document.Code == clean)
            .Select(document => new { document.Kind, document.IssuedOn, document.ValidUntil, document.RevokedAt, document.IsSpecimen }).SingleOrDefaultAsync();
        var found = document is null ? null : new Found(
            document.Kind.In(language.Code), commune.Titled(language.Code), document.IssuedOn.LongDate(language.Code), document.ValidUntil.LongDate(language.Code),
            document.ValidUntil < commune.Today(time.GetCurrentInstant()), document.RevokedAt is { } revoked ? commune.Local(revoked).Date.LongDate(language.Code) : null, document.IsSpecimen);
        return VerifyDocumentPage.Of(new(DocumentCode.Grouped(clean), found), found is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }
}
