using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures.Said;
namespace Perron.Procedures.ForOfficers;

/// <summary>Every procedure that the commune offers, with who would get a case of it today, and the rules by which the commune deals out its cases.</summary>
public static class ListRules
{
    public sealed record Model(IReadOnlyList<(Offer Offer, DealtTo To)> Offers, IReadOnlyList<SaidRule> Routing);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agent/demarches", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<PageResult> Show(Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, IDealsOut dealing, TimeProvider time)
    {
        var (today, offers) = (commune.Today(time.GetCurrentInstant()), new List<(Offer, DealtTo)>());
        foreach (var offer in await db.AllOffered(catalogue, language.Code))
        {
            offers.Add((offer, await dealing.Today(db, offer, today)));
        }

        return ListRulesPage.Of(new(offers, [.. (await dealing.Rules(db, commune)).Select(SaidRule.Of)]));
    }
}
