using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures.ForCitizens;
namespace Perron.Procedures.ForOfficers;

/// <summary>The page of a procedure as citizens read it, or will read it once the commune has confirmed what is still open.</summary>
public static class PreviewProcedure
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agent/demarches/{slug}/page", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(string slug, Commune commune, PageLanguage language, CommuneRegister register, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time) =>
        await db.Adopted(catalogue, slug) is { } offer
            ? ShowProcedurePage.Of(ShowProcedure.Read(offer, commune, register, time.GetCurrentInstant(), language.Code) with { IsPreview = true })
            : TypedResults.NotFound();
}
