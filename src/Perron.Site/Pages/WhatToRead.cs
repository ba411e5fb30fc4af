using Perron.Communes;
using Perron.Platform.Web;
using Perron.Search;
namespace Perron.Pages;

/// <summary>Lets the services of the commune and the pages of this room be found.</summary>
internal sealed class WhatToRead(CommuneRegister register) : ISearchSource
{
    private static readonly Words RoomWords = Words.Of(typeof(WhatToRead));
    private static readonly string[] Pages = ["contact", "accessibilite", "vie-privee", "plan-du-site"];

    public Task<IReadOnlyList<Findable>> All(Commune commune, string language)
    {
        var household = register.Of(commune.Id);
        return Task.FromResult<IReadOnlyList<Findable>>([
            .. household.Services.Select(unit => Service(unit, household.Organisations.Single(organisation => organisation.Id == unit.RunBy), household.Commune, language)),
            .. Pages.Select(page => Page(page, language)),
        ]);
    }

    private static Findable Service(ServiceUnit unit, Organisation organisation, Commune commune, string language) => new(
        FindableKind.Service, $"/services/{unit.Slug}", unit.Name.In(language), unit.Purpose.In(language),
        [.. unit.Name.Languages.Select(unit.Name.In), .. organisation.Name.Languages.Select(organisation.Name.In), .. RoomWords.In(language, "words-service").Split(',', StringSplitOptions.TrimEntries)],
        organisation.Slug == unit.Slug || organisation.Kind == commune.Holder ? [] : [organisation.Name.In(language)],
        unit.Phone.Length > 0 ? [unit.Phone] : []);

    private static Findable Page(string slug, string language) => new(
        FindableKind.Page, $"/{slug}", RoomWords.In(language, $"{slug}-title"), RoomWords.In(language, $"{slug}-lead"),
        [.. Words.Languages.Select(other => RoomWords.In(other, $"{slug}-title")), .. RoomWords.In(language, $"words-{slug}").Split(',', StringSplitOptions.TrimEntries)], [], []);
}
