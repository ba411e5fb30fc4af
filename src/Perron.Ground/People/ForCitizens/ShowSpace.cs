using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens;

/// <summary>The citizen's own space: what is to be done first, then what runs, what comes, what was received, whom to call.</summary>
public static class ShowSpace
{
    public sealed record Contact(string Name, string Slug, string OpenNow, string Phone);

    public sealed record Model(
        string Name, bool IsWeak, IReadOnlyList<SpaceCard> Cards, IReadOnlyList<(SpaceDocument Document, string On)> Documents, IReadOnlyList<Contact> Contacts, string? Done);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/mon-espace", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(
        string? fait, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, IEnumerable<ISpaceCards> cards, IEnumerable<ISpaceDocuments> documents, TimeProvider time)
    {
        var now = time.GetCurrentInstant();
        var citizen = (await db.CitizenOf(visitor))!;
        var (shown, received) = (new List<SpaceCard>(), new List<SpaceDocument>());
        foreach (var source in cards)
        {
            shown.AddRange(await source.Of(citizen.Id, commune, language.Code, now));
        }

        foreach (var source in documents)
        {
            received.AddRange(await source.Of(db, citizen.Id, commune, language.Code, now));
        }

        // Whoever has something running with a service calls that one; the others follow.
        var concerned = shown.OrderBy(card => card.Urgency).Select(card => card.Service).OfType<ServiceUnitId>().Distinct().ToList();
        var units = (await db.Set<ServiceUnit>().AsNoTracking().OrderBy(unit => unit.Slug).ToListAsync())
            .OrderBy(unit => concerned.IndexOf(unit.Id) is var place and >= 0 ? place : int.MaxValue).ToList();
        return ShowSpacePage.Of(new(
            citizen.GivenName.Length > 0 ? citizen.GivenName : citizen.Name, visitor.Level == IdentityLevel.Weak,
            [.. shown.OrderBy(card => card.Urgency).ThenBy(card => card.Due ?? LocalDate.MaxIsoValue).ThenByDescending(card => card.At)],
            [.. received.OrderByDescending(one => one.At).Select(one => (one, commune.Local(one.At).Date.LongDate(language.Code)))],
            [.. units.Select(unit => new Contact(unit.Name.In(language.Code), unit.Slug, unit.OpenNow(commune.Local(now), language.Code), unit.Phone))], Done(fait)));
    }

    private static string? Done(string? act) => act is "message" or "rappel" or "profil" or "mandat" or "reuni" or "identite" ? $"done-{act}" : null;
}
