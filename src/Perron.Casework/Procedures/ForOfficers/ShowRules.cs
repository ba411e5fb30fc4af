using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures.Said;
namespace Perron.Procedures.ForOfficers;

/// <summary>A procedure as it is in force, every rule of it as a sentence with where it is written. It prints as it stands.</summary>
public static class ShowRules
{
    public sealed record Model(Offer Offer, IReadOnlyList<SaidRule> General, IReadOnlyList<SaidPage> Pages, IReadOnlyList<SaidRule> Acts);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agent/demarches/{slug}", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(string slug, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue) => await db.Offered(catalogue, slug) is { } offer
        ? ShowRulesPage.Of(new(offer, [.. SaidCourse.General(offer)], [.. SaidForm.Pages(offer.Procedure.Form, language.Code)], [.. SaidCourse.Acts(offer.Procedure)]))
        : TypedResults.NotFound();
}
