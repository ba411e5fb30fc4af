using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Search;
namespace Perron.Procedures.ForMachines;

/// <summary>What the commune offers, for other catalogues: all of it, and each procedure beside its page.</summary>
internal static class GiveCatalogue
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/catalogue.jsonld", GiveAll).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();
        routes.MapGet("/demarches/{slug}.jsonld", GiveOne).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();
    }

    private static async Task<IResult> GiveAll(HttpContext context, Commune commune, CommuneRegister register, PublicAddress address, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        context.Shows(Offers.Topic, commune.Id);
        var offers = await db.AllOffered(catalogue, commune.Language);
        return Answer(new CpsvAp(commune, register.Of(commune.Id), address, time.GetCurrentInstant()).All([.. offers.Where(offer => offer.IsOwn)]));
    }

    private static async Task<IResult> GiveOne(string slug, HttpContext context, Commune commune, CommuneRegister register, PublicAddress address, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        if (await db.Offered(catalogue, slug) is not { IsOwn: true } offer)
        {
            return TypedResults.NotFound();
        }

        context.Shows(Offers.Topic, commune.Id);
        return Answer(new CpsvAp(commune, register.Of(commune.Id), address, time.GetCurrentInstant()).One(offer));
    }

    private static ContentHttpResult Answer(JsonObject document) => TypedResults.Text(document.ToJsonString(), "application/ld+json");
}
