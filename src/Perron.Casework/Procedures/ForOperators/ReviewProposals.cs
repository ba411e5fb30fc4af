using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.Platform;
using Perron.Platform.Catalogue;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures.Editions;
namespace Perron.Procedures.ForOperators;

/// <summary>
/// What communes propose to the catalogue, for the administrators of the body that owns it (<c>Perron:CatalogueOwner</c>); elsewhere these addresses do not exist.
/// What is accepted is the original from then on; each commune takes it over when it has seen it.
/// </summary>
public static class ReviewProposals
{
    public sealed record Line(string Place, string? Before, string? Today, string? Proposed, bool HasMoved);
    public sealed record Row(Guid Id, string Slug, string Title, string From, string At, string Why, int? AcceptedAs, string? RefusedBecause, IReadOnlyList<Line> Lines)
    {
        public bool IsWaiting => AcceptedAs is null && RefusedBecause is null;
    }

    public sealed record Model(PostedForm Form, IReadOnlyList<Row> Waiting, IReadOnlyList<Row> Decided, IReadOnlyList<(string Slug, string Title, int Version)> Ahead);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operateur/catalogue", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapGet("/operateur/catalogue/{slug}.yaml", Export).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/operateur/catalogue/accepter", Accept).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/operateur/catalogue/refuser", Refuse).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, CommuneRegister register, IOptions<PerronOptions> house) =>
        Owns(house, commune) ? await Page(PostedForm.Blank(), commune, language.Code, db, catalogue, register) : TypedResults.NotFound();

    private static async Task<IResult> Export(string slug, Commune commune, PerronDb db, ProcedureCatalogue catalogue, IOptions<PerronOptions> house)
    {
        await db.CatchUp(catalogue);
        return Owns(house, commune) && catalogue.Original(slug) is { } original ? TypedResults.Text(original.Source.Procedure.Text, "application/yaml") : TypedResults.NotFound();
    }

    private static async Task<IResult> Accept(PostedForm posted, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, CommuneRegister register, Changes changes, IOptions<PerronOptions> house, TimeProvider time)
    {
        if (!Owns(house, commune) || await Waiting(db, posted) is not { } proposal)
        {
            return TypedResults.NotFound();
        }

        await db.CatchUp(catalogue);
        var (words, original, proposed) = (Words.Of(typeof(ReviewProposals)), catalogue.Original(proposal.Slug)!, EntryChange.Read(proposal.Changes));
        if (Gap.Between(original, original, proposed).Lines.FirstOrDefault(line => line.Kind == GapKind.Gone) is { } gone)
        {
            posted.Refuse("proposition", words.In(language.Code, "review-gone", gone.Path));
            return await Page(posted, commune, language.Code, db, catalogue, register);
        }

        var now = time.GetCurrentInstant();
        try
        {
            (proposal.AcceptedAs, proposal.DecidedAt) = ((await db.PublishOriginal(catalogue, original, proposed, changes, now)).Version, now);
        }
        catch (CatalogueFault fault)
        {
            posted.Refuse("proposition", words.In(language.Code, "adapt-fault", original.Title.In(language.Code), fault.Said));
            return await Page(posted, commune, language.Code, db, catalogue, register);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/operateur/catalogue");
    }

    private static async Task<IResult> Refuse(PostedForm posted, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, CommuneRegister register, IOptions<PerronOptions> house, TimeProvider time)
    {
        if (!Owns(house, commune) || await Waiting(db, posted) is not { } proposal)
        {
            return TypedResults.NotFound();
        }

        var reason = posted.Text("motif").OrElse(Words.Of(typeof(ReviewProposals)).In(language.Code, "review-reason-missing"));
        if (!posted.IsRight)
        {
            return await Page(posted, commune, language.Code, db, catalogue, register);
        }

        (proposal.RefusedBecause, proposal.DecidedAt) = (reason, time.GetCurrentInstant());
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/operateur/catalogue");
    }

    internal static bool Owns(IOptions<PerronOptions> house, Commune commune) => house.Value.CatalogueOwner.Length > 0 && house.Value.CatalogueOwner == commune.Slug;

    private static async Task<ProcedureProposal?> Waiting(PerronDb db, PostedForm posted)
    {
        var id = posted.Id("proposition").Or(Guid.Empty);
        return await db.Set<ProcedureProposal>().SingleOrDefaultAsync(one => one.Id == id && one.DecidedAt == null);
    }

    private static async Task<IResult> Page(PostedForm form, Commune commune, string language, PerronDb db, ProcedureCatalogue catalogue, CommuneRegister register)
    {
        await db.CatchUp(catalogue);
        var names = register.All.ToDictionary(household => household.Commune.Slug, household => household.Commune.Name);
        var rows = (await db.Set<ProcedureProposal>().AsNoTracking().OrderByDescending(one => one.Id).Take(200).ToListAsync()).Where(one => catalogue.Find(one.Slug) is not null)
            .Select(one => Read(one, names.GetValueOrDefault(one.ProposedBy, one.ProposedBy), commune, language, catalogue.Original(one.Slug)!)).ToList();
        return ReviewProposalsPage.Of(
            new(form, [.. rows.Where(row => row.IsWaiting).Reverse()], [.. rows.Where(row => !row.IsWaiting)], [.. catalogue.All.Select(file => catalogue.Original(file.Slug)!).Where(original => original.Version != catalogue.Find(original.Slug)!.Version)
                .Select(original => (original.Slug, original.Title.In(language), original.Version))]),
            form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static Row Read(ProcedureProposal one, string from, Commune commune, string language, Procedure original)
    {
        var (proposed, today) = (EntryChange.Read(one.Changes), YamlTree.Parse(original.Source.Procedure.Text));
        var tree = original.Source.With(proposed);
        return new(one.Id, one.Slug, original.Title.In(language), from, commune.Local(one.ProposedAt).DateAndTime(language), one.Why, one.AcceptedAs, one.RefusedBecause, [.. proposed.Select(change => new Line(
            PlaceWords.Of(change.Path, change.Own is null ? today : tree, language), PlaceWords.Value(change.Before, language), PlaceWords.Value(today.At(change.Path), language), PlaceWords.Value(change.Own, language), today.At(change.Path) != change.Before))]);
    }
}

/// <summary>The way there, for administrators of the catalogue's owner.</summary>
internal sealed class ReviewEntry(IOptions<PerronOptions> house, CommuneRegister register) : IDeskEntries
{
    public IEnumerable<NavEntry> Of(Visitor visitor, string language) =>
        visitor.Rights.Contains(Right.Administrator) && visitor.Commune is { } commune && ReviewProposals.Owns(house, register.Of(commune).Commune) ? [new(Words.Of(typeof(ReviewEntry)).In(language, "review-title"), "/operateur/catalogue", "files")] : [];
}
