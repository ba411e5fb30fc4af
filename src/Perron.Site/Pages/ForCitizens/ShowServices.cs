using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Search;
namespace Perron.Pages.ForCitizens;

/// <summary>The services of the commune and how to reach each of them directly: open now or not, telephone, address, hours, what can be asked there.</summary>
public static class ShowServices
{
    public sealed record Group(string Organisation, IReadOnlyList<ServiceContact> Services);
    public sealed record ListModel(IReadOnlyList<Group> Groups);
    public sealed record Model(ServiceContact Contact, string Organisation, IReadOnlyList<HomeTask> Tasks, string Responsible);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/services", List).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();
        routes.MapGet("/services/{slug}", Show).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();
    }

    private static PageResult List(Commune commune, PageLanguage language, CommuneRegister register, TimeProvider time) =>
        ShowServicesPage.Of(new(Groups(register.Of(commune.Id), time, language.Code)));

    internal static IReadOnlyList<Group> Groups(Household household, TimeProvider time, string language) =>
    [
        .. household.Organisations.OrderBy(organisation => organisation.Kind).ThenBy(organisation => organisation.Slug, StringComparer.Ordinal)
            .Select(organisation => new Group(organisation.Name.In(language),
            [
                .. household.Services.Where(unit => unit.RunBy == organisation.Id).OrderBy(unit => unit.Slug != "accueil").ThenBy(unit => unit.Name.In(language), StringComparer.Ordinal)
                    .Select(unit => ServiceContact.Of(unit, household.Commune, time.GetCurrentInstant(), language)),
            ]))
            .Where(group => group.Services.Count > 0),
    ];

    private static async Task<IResult> Show(string slug, Commune commune, PageLanguage language, CommuneRegister register, IEnumerable<IServiceTasks> sources, TimeProvider time)
    {
        var household = register.Of(commune.Id);
        if (household.Services.FirstOrDefault(unit => unit.Slug == slug) is not { } unit)
        {
            return TypedResults.NotFound();
        }

        var tasks = new List<HomeTask>();
        foreach (var source in sources)
        {
            tasks.AddRange(await source.At(unit, commune, language.Code));
        }

        var organisation = household.Organisations.Single(organisation => organisation.Id == unit.RunBy).Name.In(language.Code);
        return ShowServicePage.Of(new(ServiceContact.Of(unit, commune, time.GetCurrentInstant(), language.Code), organisation, tasks, $"{organisation} – {commune.Name}"));
    }
}
