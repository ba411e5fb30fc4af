using NodaTime.Extensions;
using Microsoft.EntityFrameworkCore;
using Perron.Cases.Asking;
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

    private static async Task<IResult> Begin(string slug, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        if (await db.Offered(catalogue, slug) is not { Procedure.HasForm: true } offered)
        {
            return TypedResults.NotFound();
        }

        if (visitor.Citizen is null || visitor.Level < offered.Procedure.Asks)
        {
            return BeginRequestPage.Of(new(offered.Procedure, offered.Procedure.Title.In(language.Code), offered.Adopted.PriceCents));
        }

        if (await db.WayTo(slug, visitor, null) is not { } way)
        {
            return TypedResults.NotFound(); // an officer has another way
        }

        var draft = await db.DraftOf(visitor, offered.Procedure, catalogue);
        var journey = new Journey(offered.Procedure.Form, draft?.Given ?? Answers.None, visitor.House(commune, language.Code, time.GetCurrentInstant()));
        return TypedResults.LocalRedirect(way.Open(journey));
    }
}
