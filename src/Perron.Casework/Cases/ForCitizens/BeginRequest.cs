using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.ForCitizens;

/// <summary>The way into a form: who is not known yet says who it is, strongly or weakly; a draft goes on where it was left.</summary>
public static class BeginRequest
{
    public sealed record Model(Procedure Procedure, string Title, int PriceCents);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/demarches/{slug}/demande", Begin).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Begin(string slug, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue)
    {
        if (await db.Offered(catalogue, slug) is not { } offered)
        {
            return TypedResults.NotFound();
        }

        if (visitor.Citizen is not { } citizen)
        {
            return BeginRequestPage.Of(new(offered.Procedure, offered.Procedure.Title.In(language.Code), offered.Adopted.PriceCents));
        }

        var draft = await db.Set<Draft>().AsNoTracking().SingleOrDefaultAsync(draft => draft.CitizenId == citizen && draft.Procedure == slug);
        var journey = new Journey(offered.Procedure.Form, (draft?.Given ?? Answers.None).WithIdentity(visitor.Level));
        return TypedResults.LocalRedirect($"/demarches/{slug}/demande/{journey.FirstOpen?.Slug ?? "verifier"}");
    }
}
