using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures.Editions;
using Perron.Procedures.Said;
namespace Perron.Procedures.ForOfficers;

/// <summary>Every procedure that the commune offers or prepares, with who would get a case of it today, and the rules by which the commune deals out its cases.</summary>
public static class ListRules
{
    public sealed record Model(IReadOnlyList<(Offer Offer, DealtTo To, bool HasMoved)> Offers, IReadOnlyList<SaidRule> Routing);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agent/demarches", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<PageResult> Show(Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, IDealsOut dealing, TimeProvider time)
    {
        await db.CatchUp(catalogue);
        var offers = await db.AllAdopted(catalogue, language.Code);
        var based = await db.Set<ProcedureEdition>().ToDictionaryAsync(edition => edition.Slug, edition => edition.BasedOn);
        var moved = offers.Select(offer => offer.Procedure).Where(offered => based.GetValueOrDefault(offered.Slug, offered.Version) != catalogue.Original(offered.Slug)!.Version).Select(offered => offered.Slug).ToHashSet();
        return ListRulesPage.Of(new([.. offers.Zip(await dealing.Today(db, offers, commune.Today(time.GetCurrentInstant()))).Select(one => (one.First, one.Second, moved.Contains(one.First.Procedure.Slug)))], [.. (await dealing.Rules(db, commune)).Select(SaidRule.Of)]));
    }
}
