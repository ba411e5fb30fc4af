using Perron.Design;
using Perron.People;
using Perron.Platform.Storage;
using Perron.Procedures;
namespace Perron.Cases.Desk;

/// <summary>What an officer can be said to handle: all that the commune offers, and the tasks that its services do for one another.</summary>
internal sealed class Competences(ProcedureCatalogue catalogue) : ICompetences
{
    public async Task<IReadOnlyList<ServiceProcedures>> Of(PerronDb db, string language) =>
    [
        .. (await db.AllOffered(catalogue, language)).Concat(await db.Tasks(catalogue, language)).GroupBy(offer => offer.Unit.Id)
            .Select(group => new ServiceProcedures(group.Key, group.First().Unit.Name.In(language), [.. group.Select(offer => new Choice(offer.Adopted.Slug, offer.Procedure.Title.In(language)))]))
            .OrderBy(service => service.Service, StringComparer.Create(Platform.Web.Languages.Culture(language), ignoreCase: true)),
    ];
}
