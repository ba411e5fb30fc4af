using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Cases.Safe;

/// <summary>All documents of a citizen in one place: what the commune issued, and what the citizen gave, each by kind and day with where it comes from.</summary>
public static class ShowSafe
{
    /// <param name="Href">Null where nothing can be opened: withdrawn, handed over on paper, or not strongly known.</param>
    public sealed record Issued(string Title, string? Href, string? Print, string From, string Until, string? RevokedOn);

    public sealed record Given(string Name, string Size, string? Href, string From);

    public sealed record Model(IReadOnlyList<Issued> IssuedOnes, IReadOnlyList<(string Kind, IReadOnlyList<Given> Files)> GivenOnes, bool IsWeak);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/mon-espace/documents", Show).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Show(Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue)
    {
        var (citizen, isStrong) = (visitor.Citizen!.Value, visitor.Level == IdentityLevel.Strong);
        // Who is known weakly is not told what somebody known strongly has sent.
        var cases = await db.Set<Case>().AsNoTracking().Where(one => one.CitizenId == citizen && (isStrong || one.Identity == IdentityLevel.Weak)).ToListAsync();
        return ShowSafePage.Of(new(await IssuedTo(cases, isStrong, commune, language.Code, db), await GivenBy(cases, isStrong, catalogue, commune, language.Code, db), !isStrong));
    }

    private static async Task<IReadOnlyList<Issued>> IssuedTo(List<Case> cases, bool isStrong, Commune commune, string language, PerronDb db)
    {
        var ids = cases.Select(one => one.Id).ToList();
        var units = await db.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name);
        var documents = await db.Set<IssuedDocument>().AsNoTracking().Where(document => ids.Contains(document.CaseId))
            .Select(document => new { document.Id, document.CaseId, document.Kind, document.IssuedOn, document.ValidUntil, document.RevokedAt, IsPrintable = document.Content != "" }).ToListAsync();
        return
        [
            .. documents.OrderByDescending(document => document.IssuedOn).ThenByDescending(document => document.Id.Value).Select(document =>
            {
                var one = cases.First(one => one.Id == document.CaseId);
                var address = isStrong && document.RevokedAt is null && one.HandOver == HandOver.Download ? $"/suivi/{one.Reference}/document/{document.Id.Value}" : null;
                return new Issued(
                    document.Kind.In(language), address, address is not null && document.IsPrintable ? $"{address}/imprimer" : null,
                    From("safe-issued-from", one, units[one.ServiceUnitId].In(language), document.IssuedOn, language), document.ValidUntil.LongDate(language),
                    document.RevokedAt is { } revoked ? commune.Local(revoked).Date.LongDate(language) : null);
            }),
        ];
    }

    private static async Task<IReadOnlyList<(string, IReadOnlyList<Given>)>> GivenBy(List<Case> cases, bool isStrong, ProcedureCatalogue catalogue, Commune commune, string language, PerronDb db) =>
    [
        .. (await GivenFiles.Of(db, cases, catalogue, language)).GroupBy(file => file.Kind).OrderBy(kind => kind.Key, StringComparer.Create(Languages.Culture(language), ignoreCase: true)).Select(kind => (kind.Key, (IReadOnlyList<Given>)
        [
            .. kind.Select(file => new Given(file.Name, file.Size, isStrong ? file.Href : null,
                From("safe-given-from", file.With, catalogue.Find(file.With.Procedure, file.With.Version)?.Title.In(language) ?? file.With.Procedure, commune.Local(file.At).Date, language))),
        ])),
    ];

    private static string From(string key, Case one, string what, LocalDate on, string language) => Words.Of(typeof(ShowSafe)).In(language, key, what, on.LongDate(language), one.Reference);
}
