using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.Pages;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Search;
namespace Perron.Procedures.ForCitizens;

/// <summary>What one procedure is, in always the same order: promise, facts, what to do, what to have ready, how it goes, whom to ask. It says where else one gets the same.</summary>
public static class ShowProcedure
{
    public sealed record Model(Offer Offer, string Price, string Delay, ServiceContact Contact, string CheckedOn, string LawLanguage, BegunRequest? Begun);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/demarches/{slug}", Show).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();

    private static async Task<IResult> Show(
        string slug, HttpContext context, Visitor visitor, Commune commune, PageLanguage language, CommuneRegister register, PerronDb db, ProcedureCatalogue catalogue, IBegunRequests begun, TimeProvider time)
    {
        if (await db.Offered(catalogue, slug) is not { } offer)
        {
            return TypedResults.NotFound();
        }

        context.Shows(Offers.Topic, commune.Id);
        var unit = register.Of(commune.Id).Services.Single(unit => unit.Id == offer.Adopted.ServiceUnitId);
        return ShowProcedurePage.Of(new(
            offer, offer.Price(language.Code), offer.Delay(language.Code), ServiceContact.Of(unit, commune, time.GetCurrentInstant(), language.Code),
            offer.Adopted.CheckedOn.LongDate(language.Code), offer.Procedure.Law.LanguageShown(language.Code),
            visitor.IsCitizen && offer.Procedure.HasForm ? await begun.Of(offer.Procedure, visitor, commune, language.Code, time.GetCurrentInstant()) : null));
    }
}
