using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Search;
namespace Perron.Pages.ForCitizens;

/// <summary>The home of the commune, in the layout of its theme: what people ask for, until when the door is open, whom to call.</summary>
public static class ShowHome
{
    private const int MostContacts = 3;

    public sealed record Model(HomeModel Home, bool IsOfficial);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/", Show).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();

    private static async Task<IResult> Show(
        HttpContext context, Visitor visitor, Commune commune, PageLanguage language, CommuneRegister register, IEnumerable<IHomeSource> sources, TimeProvider time)
    {
        var now = time.GetCurrentInstant();
        var parts = new List<HomePart>();
        foreach (var source in sources.OrderBy(source => source.Place))
        {
            foreach (var topic in source.Topics)
            {
                context.Shows(topic, commune.Id);
            }

            parts.Add(await source.Of(commune, visitor, language.Code, now));
        }

        var words = Words.Of(typeof(ShowHome));
        var household = register.Of(commune.Id);
        var contacts = household.Services.Where(unit => unit.Phone.Length > 0).OrderBy(unit => unit.Slug != "accueil")
            .ThenBy(unit => household.Organisations.Single(organisation => organisation.Id == unit.RunBy).Kind).Take(MostContacts).Select(unit => ServiceContact.Of(unit, commune, now, language.Code)).ToList();
        return ShowHomePage.Of(new(new()
        {
            Greeting = words.In(language.Code, "home-greeting"),
            Tasks = [.. parts.SelectMany(part => part.Tasks)],
            Popular = [.. parts.SelectMany(part => part.Popular).Take(4)],
            Now = contacts is [var welcome, ..] ? new($"{welcome.Name} : {welcome.OpenNow}".Replace(" :", language.Code == "fr" ? "\u00A0:" : ":", StringComparison.Ordinal), welcome.Href) : null,
            MyCases = parts.Select(part => part.Mine).FirstOrDefault(mine => mine is not null),
            Moments = [.. parts.SelectMany(part => part.Moments)],
            Contacts = [.. contacts.Select(contact => new HomeContact(contact.Name, contact.OpenNow, contact.Phone, contact.Href))],
            Everything = parts.Select(part => part.Everything).FirstOrDefault(everything => everything is not null) ?? new(words.In(language.Code, "home-all"), "/a-z"),
            FromAToZ = new(words.In(language.Code, "home-index"), "/a-z"),
        }, commune.IsOfficial(language.Code)));
    }
}
