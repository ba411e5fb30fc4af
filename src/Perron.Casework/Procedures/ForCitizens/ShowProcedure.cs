using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.Pages;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures.ForMachines;
using Perron.Search;
namespace Perron.Procedures.ForCitizens;

/// <summary>What one procedure is, in always the same order: promise, facts, what to do, what to have ready, how it goes, whom to ask. It says where else one gets the same.</summary>
public static class ShowProcedure
{
    public sealed record Model(Offer Offer, string Price, string Delay, ServiceContact Contact, string CheckedOn, string LawLanguage, BegunRequest? Begun)
    {
        /// <summary>An officer looks at what citizens read, or will.</summary>
        public bool IsPreview { get; init; }

        /// <summary>The same for search engines, as JSON; null where the commune is not who handles it.</summary>
        public string? ForEngines { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/demarches/{slug}", Show).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();

    private static async Task<IResult> Show(
        string slug, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, CommuneRegister register, PublicAddress address, PerronDb db, ProcedureCatalogue catalogue, IBegunRequests begun, TimeProvider time)
    {
        if (await db.Offered(catalogue, slug) is not { } offer)
        {
            return TypedResults.NotFound();
        }

        context.Shows(Offers.Topic, commune.Id);
        var now = time.GetCurrentInstant();
        return ShowProcedurePage.Of(Read(offer, commune, register, now, language.Code) with
        {
            ForEngines = offer.IsOwn ? SchemaOrg.Of(offer, commune, register.Of(commune.Id), address, context.Request.PathBase, language.Code) : null,
            Begun = visitor.IsCitizen && offer.Procedure.HasForm ? await begun.Of(offer.Procedure, visitor, commune, language.Code, now) : null,
        });
    }

    /// <summary>The page as everybody reads it.</summary>
    internal static Model Read(Offer offer, Commune commune, CommuneRegister register, NodaTime.Instant now, string language) => new(
        offer, offer.Price(language), offer.Delay(language), ServiceContact.Of(register.Of(commune.Id).Services.Single(unit => unit.Id == offer.Adopted.ServiceUnitId), commune, now, language),
        offer.Adopted.CheckedOn.LongDate(language), offer.Procedure.Law.LanguageShown(language), Begun: null);
}
