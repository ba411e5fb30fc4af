using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.OnBehalf;

/// <summary>What an officer can file for somebody, and what this officer has begun and not sent yet.</summary>
public static class ListForms
{
    public sealed record Begun(string Name, string Procedure, string At, string When);
    public sealed record Model(IReadOnlyList<(string Title, string Slug)> Forms, IReadOnlyList<Begun> Begun);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/agent/demander", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue)
    {
        var (officer, organisations) = (visitor.Officer!.Value, visitor.Organisations);
        var begun = await db.Set<Assistance>().AsNoTracking().Where(one => one.OfficerId == officer && one.FiledAt == null)
            .Join(db.Set<Draft>(), one => one.Id, draft => draft.Id, (one, draft) => new { one.Id, one.Name, one.Procedure, draft.Version, draft.ChangedAt }).ToListAsync();
        return ListFormsPage.Of(new(
            [.. (await db.AllOffered(catalogue, language.Code)).Where(offer => offer.Procedure.HasForm && organisations.Contains(offer.Unit.RunBy)).Select(offer => (offer.Procedure.Title.In(language.Code), offer.Procedure.Slug))],
            [.. begun.OrderByDescending(one => one.ChangedAt).Select(one => new Begun(
                one.Name, catalogue.Find(one.Procedure, one.Version)?.Title.In(language.Code) ?? one.Procedure, $"/agent/demander/{one.Procedure}/{one.Id.Value}", commune.Local(one.ChangedAt).DateAndTime(language.Code)))]));
    }
}

/// <summary>What cases add to the officers' menu.</summary>
internal sealed class FilingEntry : IDeskEntries
{
    public IEnumerable<NavEntry> Of(Visitor visitor, string language) => [new(Words.Of(typeof(FilingEntry)).In(language, "behalf-entry"), "/agent/demander", "file-plus")];
}
