using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures.Said;
namespace Perron.Procedures.ForOfficers;

/// <summary>A procedure as it is in force, every rule of it as a sentence with where it is written. It prints as it stands.</summary>
public static class ShowRules
{
    public sealed record Model(Offer Offer, DealtTo To, IReadOnlyList<SaidRule> General, IReadOnlyList<SaidPage> Pages, IReadOnlyList<SaidRule> Acts);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agent/demarches/{slug}", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(string slug, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, IDealsOut dealing, TimeProvider time) => await db.Adopted(catalogue, slug) is { } offer
        ? ShowRulesPage.Of(new(
            offer, (await dealing.Today(db, [offer], commune.Today(time.GetCurrentInstant())))[0],
            [.. SaidCourse.General(offer), .. (await dealing.Rules(db, commune)).Where(rule => rule.Procedure is null || rule.Procedure == slug).Select(SaidRule.Of)],
            [.. SaidForm.Pages(offer.Procedure.Form, language.Code)], [.. SaidCourse.Acts(offer.Procedure)]))
        : TypedResults.NotFound();
}
