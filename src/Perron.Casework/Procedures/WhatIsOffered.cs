using NodaTime;
using Perron.Communes;
using Perron.Design;
using Perron.Pages;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Search;
namespace Perron.Procedures;

/// <summary>Lets the procedures of a commune be found: in the search, on the home page, on the page of the service that handles them.</summary>
internal sealed class WhatIsOffered(PerronDb db, ProcedureCatalogue catalogue) : ISearchSource, IHomeSource, IServiceTasks
{
    private static readonly Words RoomWords = Words.Of(typeof(WhatIsOffered));

    public int Place => 1;

    public IReadOnlyList<Topic> Topics => [Offers.Topic];

    public async Task<IReadOnlyList<Findable>> All(Commune commune, string language) => [.. (await db.AllOffered(catalogue, language)).Select(offer => Found(offer, language))];

    public async Task<HomePart> Of(Commune commune, Visitor visitor, string language, Instant now)
    {
        var offers = await db.AllOffered(catalogue, language);
        return new()
        {
            Tasks = [.. offers.Where(offer => offer.Adopted.Featured is not null).OrderBy(offer => offer.Adopted.Featured).Select(offer => Task(offer, language))],
            Popular = [.. offers.Where(offer => offer.Adopted.Featured is not null).OrderBy(offer => offer.Adopted.Featured)
                .Select(offer => new HomeLink(offer.Procedure.Title.In(language), $"/demarches/{offer.Procedure.Slug}"))],
            Moments = [.. offers.GroupBy(offer => offer.Procedure.Theme).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new HomeMoment(
                RoomWords.In(language, $"moment-{group.Key}"), ThemeIcon(group.Key),
                [.. group.Take(5).Select(offer => new HomeLink(offer.Procedure.Title.In(language), $"/demarches/{offer.Procedure.Slug}"))], $"/demarches#{group.Key}"))],
            Everything = new(RoomWords.In(language, "all-procedures", offers.Count), "/demarches"),
        };
    }

    public async Task<IReadOnlyList<HomeTask>> At(ServiceUnit unit, Commune commune, string language) =>
        [.. (await db.AllOffered(catalogue, language)).Where(offer => offer.Adopted.ServiceUnitId == unit.Id).Select(offer => Task(offer, language))];

    internal static string ThemeIcon(string theme) => theme switch { "papiers" => "identification-card", "argent" => "hand-coins", "famille" => "baby", "logement" => "house-line", _ => "file-text" };

    internal static HomeTask Task(Offer offer, string language) => new(
        offer.Procedure.Title.In(language), $"/demarches/{offer.Procedure.Slug}", offer.Procedure.Icon, offer.Procedure.HasForm ? $"{offer.GainOrPrice(language)} · {offer.Delay(language)}" : offer.Procedure.Elsewhere?.Name ?? "");

    private static Findable Found(Offer offer, string language)
    {
        var procedure = offer.Procedure;
        return new(
            FindableKind.Procedure, $"/demarches/{procedure.Slug}", procedure.Title.In(language), procedure.Promise.In(language),
            [.. procedure.Synonyms, .. procedure.Title.Languages.Select(procedure.Title.In), RoomWords.In(language, $"theme-{procedure.Theme}")],
            [.. procedure.Synonyms.Take(3)],
            procedure.HasForm ? [RoomWords.In(language, "online"), offer.GainOrPrice(language), offer.Delay(language)] : procedure.Elsewhere is { } elsewhere ? [elsewhere.Name] : [],
            procedure.HasForm ? new(RoomWords.In(language, "do-online"), $"/demarches/{procedure.Slug}/demande") : null);
    }
}
