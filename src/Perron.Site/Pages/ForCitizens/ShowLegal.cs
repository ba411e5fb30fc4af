using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Search;
namespace Perron.Pages.ForCitizens;

/// <summary>What the law has every portal say: how accessible it is and to whom one complains, who is responsible for which personal data.</summary>
public static class ShowLegal
{
    public sealed record Model(ServiceContact? Welcome, IReadOnlyList<string> Controllers, string Commune);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accessibilite", Accessibility).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();
        routes.MapGet("/vie-privee", Privacy).Declares(Audit.Nothing, Rate.Reading).KeptForEverybody();
    }

    private static PageResult Accessibility(Commune commune, PageLanguage language, CommuneRegister register, TimeProvider time) =>
        ShowAccessibilityPage.Of(Said(register.Of(commune.Id), time, language.Code));

    private static PageResult Privacy(Commune commune, PageLanguage language, CommuneRegister register, TimeProvider time) =>
        ShowPrivacyPage.Of(Said(register.Of(commune.Id), time, language.Code));

    private static Model Said(Household household, TimeProvider time, string language) => new(
        household.Services.FirstOrDefault(unit => unit.Slug == "accueil") is { } welcome ? ServiceContact.Of(welcome, household.Commune, time.GetCurrentInstant(), language) : null,
        [.. household.Organisations.OrderBy(organisation => organisation.Kind).Select(organisation => organisation.Name.In(language))],
        household.Commune.Name);
}
