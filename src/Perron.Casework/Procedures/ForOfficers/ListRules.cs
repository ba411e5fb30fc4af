using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Procedures.ForOfficers;

/// <summary>Every procedure that the commune offers, for whoever wants to read its rules.</summary>
public static class ListRules
{
    public sealed record Model(IReadOnlyList<Offer> Offers);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agent/demarches", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<PageResult> Show(PageLanguage language, PerronDb db, ProcedureCatalogue catalogue) => ListRulesPage.Of(new(await db.AllOffered(catalogue, language.Code)));
}
