using Perron.Communes;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Search;
namespace Perron.Pages.ForCitizens;

/// <summary>The ways through the portal: the menu as a page of its own (for telephones and without scripts), the site map, and how to reach the commune.</summary>
public static class ShowWays
{
    public sealed record MenuModel(IReadOnlyList<HomeTask> Entries);
    public sealed record Section(FindableKind Kind, IReadOnlyList<HomeLink> Links);
    public sealed record MapModel(IReadOnlyList<HomeLink> Main, IReadOnlyList<Section> Sections);
    public sealed record ContactModel(ServiceContact? Welcome, IReadOnlyList<ShowServices.Group> Groups);

    private static readonly (string Href, string Icon)[] Always =
        [("/recherche", "magnifying-glass"), ("/a-z", "list-bullets"), ("/services", "clock"), ("/suivi", "clipboard-text"), ("/mon-espace", "user-circle"), ("/verifier", "seal-check"), ("/contact", "phone")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/menu", Menu).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();
        routes.MapGet("/plan-du-site", SiteMap).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();
        routes.MapGet("/contact", Contact).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();
    }

    private static PageResult Menu(Commune commune, PageLanguage language, CommuneRegister register) => ShowMenuPage.Of(new(Main(commune, language, register)));

    private static async Task<IResult> SiteMap(Commune commune, PageLanguage language, CommuneRegister register, IEnumerable<ISearchSource> sources)
    {
        var everything = new List<Findable>();
        foreach (var source in sources)
        {
            everything.AddRange(await source.All(commune, language.Code));
        }

        return ShowSiteMapPage.Of(new(
            [new(Words.Of(typeof(ShowWays)).In(language.Code, "way-home"), "/"), .. Main(commune, language, register).Select(entry => new HomeLink(entry.Title, entry.Href))],
            [.. everything.GroupBy(one => one.Kind).OrderBy(group => group.Key)
                .Select(group => new Section(group.Key, [.. group.OrderBy(one => one.Title, StringComparer.Ordinal).Select(one => new HomeLink(one.Title, one.Href))]))]));
    }

    private static PageResult Contact(Commune commune, PageLanguage language, CommuneRegister register, TimeProvider time)
    {
        var groups = ShowServices.Groups(register.Of(commune.Id), time, language.Code);
        return ShowContactPage.Of(new(groups.SelectMany(group => group.Services).FirstOrDefault(service => service.Href == "/services/accueil"), groups));
    }

    // What the commune puts in its menu, then what every portal has.
    private static List<HomeTask> Main(Commune commune, PageLanguage language, CommuneRegister register)
    {
        var own = register.Of(commune.Id).Menu.Select(entry => new HomeTask(entry.Text.In(language.Code), entry.Href, entry.Icon)).ToList();
        return [.. own, .. Always.Where(always => own.All(entry => entry.Href != always.Href))
            .Select(always => new HomeTask(Words.Of(typeof(ShowWays)).In(language.Code, $"way-{always.Href[1..]}"), always.Href, always.Icon))];
    }
}
