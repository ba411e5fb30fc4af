using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Catalogue;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures.Editions;
namespace Perron.Procedures.ForOfficers;

/// <summary>An administrator makes an entry of the catalogue the commune's own: texts, choices, questions, price rule, and at what price, in what time and by whom it is done. What is published is a version like any other.</summary>
public static class AdaptProcedure
{
    private const int MostDays = 730;
    private const string Keep = "garder", Drop = "jeter";

    /// <param name="Place">Where it is, in words.</param>
    public sealed record Changed(string Path, string Place, string? Before, string? Own);
    public sealed record Sent(string At, string Why, int? AcceptedAs, string? RefusedBecause);
    public sealed record Model(
        PostedForm Form, Procedure Procedure, int BasedOn, bool HasMoved, IReadOnlyList<string> Languages, IReadOnlyList<PlaceGroup> Groups, IReadOnlySet<string> Own, IReadOnlyList<Changed> Changes,
        IReadOnlyList<Choice> Pages, IReadOnlyList<Choice> Services, IReadOnlyList<string> Blocks, IReadOnlyList<Sent> Proposals)
    {
        /// <summary>When what is shown was kept without being published; null: it is what is published.</summary>
        public string? DraftOf { get; init; }
    }


    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/demarches/{slug}/adapter", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/demarches/{slug}/adapter", Publish).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/demarches/{slug}/reprendre", Undo).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/demarches/{slug}/proposer", Propose).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(string slug, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue) =>
        await db.Adaptable(catalogue, slug, visitor) is { } adopted ? await Page(await Kept(db, slug) is { } draft ? PostedForm.Blank().Holding(Values(draft)) : null, adopted, visitor, commune, language.Code, db, catalogue) : TypedResults.NotFound();

    private static async Task<IResult> Publish(string slug, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, Changes changes, TimeProvider time)
    {
        if (await db.Adaptable(catalogue, slug, visitor) is not { } adopted)
        {
            return TypedResults.NotFound();
        }

        var kept = await Kept(db, slug);
        if (posted.Act is Keep or Drop)
        {
            await (kept is null ? Task.CompletedTask : db.Set<EditionDraft>().Where(draft => draft.Slug == slug).ExecuteDeleteAsync());
            if (posted.Act == Keep)
            {
                db.Add(new EditionDraft { CommuneId = commune.Id, Slug = slug, Typed = JsonSerializer.Serialize(await Otherwise(posted, adopted, language.Code, db, catalogue)), SavedBy = visitor.Officer!.Value, SavedAt = time.GetCurrentInstant() });
                await db.SaveChangesAsync();
            }

            return TypedResults.LocalRedirect($"/agent/demarches/{slug}/adapter");
        }

        var (gap, words) = (await Gap.Of(db, catalogue, adopted), Words.Of(typeof(AdaptProcedure)));
        var tree = gap.Known.Source.With(gap.Changes);
        new TypedEntry(posted, tree, gap.Known.Languages, language.Code).Write(EntryPlaces.Of((await db.Taken(catalogue, adopted))!, tree, language.Code));
        await Settings(posted, adopted, visitor, words, language.Code, db, time);
        changes.In(Offers.Topic);
        if (posted.IsRight && EntryChange.Between(YamlTree.Parse(gap.Known.Source.Procedure.Text), tree) is var ours && !ours.SequenceEqual(gap.Changes))
        {
            try
            {
                await db.Publish(catalogue, adopted, gap.Known, ours, commune, visitor.Officer!.Value, changes, time.GetCurrentInstant());
            }
            catch (CatalogueFault fault)
            {
                var place = YamlTree.Parse(gap.Known.Source.With(ours).ToText()).PathOn(fault.Line);
                posted.Refuse(place is not null && posted.Names.Contains(place) ? place : "adapter", words.In(language.Code, "adapt-fault", place is null ? slug : PlaceWords.Of(place, tree, language.Code), fault.Said));
            }
        }

        if (!posted.IsRight)
        {
            return await Page(posted, adopted, visitor, commune, language.Code, db, catalogue);
        }

        await db.Set<EditionDraft>().Where(draft => draft.Slug == slug).ExecuteDeleteAsync();
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/demarches/{slug}/adapter");
    }

    private static Task<EditionDraft?> Kept(PerronDb db, string slug) => db.Set<EditionDraft>().AsNoTracking().SingleOrDefaultAsync(draft => draft.Slug == slug);

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Values(EditionDraft draft) =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(draft.Typed)!.Select(pair => KeyValuePair.Create<string, IReadOnlyList<string>>(pair.Key, pair.Value));

    // What a colleague publishes meanwhile is not undone by what nobody touched.
    private static async Task<Dictionary<string, IReadOnlyList<string>>> Otherwise(PostedForm posted, AdoptedProcedure adopted, string language, PerronDb db, ProcedureCatalogue catalogue)
    {
        var shown = (await Shown(adopted, language, db, catalogue)).Known.ToDictionary(one => one.Name, one => one.Value ?? "");
        return posted.Names.Where(name => shown.TryGetValue(name, out var value) ? posted.Value(name)!.ReplaceLineEndings("\n").Trim() != value.ReplaceLineEndings("\n").Trim()
            : (name.StartsWith("retirer:", StringComparison.Ordinal) || name.StartsWith("question/", StringComparison.Ordinal) || name.Contains("/+/", StringComparison.Ordinal)) && posted.Value(name) is { Length: > 0 })
            .ToDictionary(name => name, posted.Values);
    }

    private static async Task<IResult> Undo(string slug, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, Changes changes, TimeProvider time)
    {
        if (await db.Adaptable(catalogue, slug, visitor) is not { } adopted)
        {
            return TypedResults.NotFound();
        }

        var gap = await Gap.Of(db, catalogue, adopted);
        try
        {
            await db.Publish(catalogue, adopted, gap.Known, [.. gap.Changes.Where(change => change.Path != posted.Value("place"))], commune, visitor.Officer!.Value, changes, time.GetCurrentInstant());
        }
        catch (CatalogueFault fault)
        {
            posted.Refuse("adapter", Words.Of(typeof(AdaptProcedure)).In(language.Code, "adapt-fault", slug, fault.Said));
            return await Page(posted, adopted, visitor, commune, language.Code, db, catalogue);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/demarches/{slug}/adapter");
    }

    private static async Task<IResult> Propose(string slug, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        if (await db.Adaptable(catalogue, slug, visitor) is not { } adopted)
        {
            return TypedResults.NotFound();
        }

        var (gap, words) = (await Gap.Of(db, catalogue, adopted), Words.Of(typeof(AdaptProcedure)));
        var why = posted.Text("pourquoi").OrElse(words.In(language.Code, "propose-why-missing"));
        var chosen = gap.Changes.Where(change => posted.Values("places").Contains(change.Path)).ToList();
        if (chosen.Count == 0)
        {
            posted.Refuse("places", words.In(language.Code, "propose-none"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, adopted, visitor, commune, language.Code, db, catalogue);
        }

        db.Add(new ProcedureProposal { Slug = slug, ProposedBy = commune.Slug, BasedOn = gap.Known.Version, Changes = EntryChange.Written(chosen), Why = why!, ProposedAt = time.GetCurrentInstant() });
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/demarches/{slug}/adapter");
    }

    /// <summary>Offered by a service of the administrator's own organisation; null for every other.</summary>
    internal static async Task<AdoptedProcedure?> Adaptable(this PerronDb db, ProcedureCatalogue catalogue, string slug, Visitor visitor) =>
        catalogue.Find(slug) is not null && await db.Set<AdoptedProcedure>().SingleOrDefaultAsync(one => one.Slug == slug && one.ClosedAt == null) is { } adopted
        && await db.Set<ServiceUnit>().AnyAsync(unit => unit.Id == adopted.ServiceUnitId && visitor.Organisations.Contains(unit.RunBy)) ? adopted : null;

    private static async Task Settings(PostedForm posted, AdoptedProcedure adopted, Visitor visitor, Words words, string language, PerronDb db, TimeProvider time)
    {
        var price = posted.Value("prix") is not { } typed ? adopted.PriceCents : decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euros) && euros < 100_000 && decimal.Round(euros, 2) == euros ? (int)(euros * 100) : -1;
        var days = posted.Value("jours") is not { } said ? adopted.OfficeDays : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostDays ? count : -1;
        if (price < 0)
        {
            posted.Refuse("prix", words.In(language, "adapt-price-wrong"));
        }

        if (days < 0)
        {
            posted.Refuse("jours", words.In(language, "adapt-days-wrong", MostDays));
        }

        var unit = ServiceUnitId.From(posted.OneOf("service", (await Services(db, visitor, language)).Select(choice => choice.Value)).Or($"{adopted.ServiceUnitId.Value}") is { } id ? Guid.Parse(id) : default);
        if (posted.IsRight && (price, days, unit) != (adopted.PriceCents, adopted.OfficeDays, adopted.ServiceUnitId))
        {
            (adopted.PriceCents, adopted.OfficeDays, adopted.ServiceUnitId, adopted.ChangedAt) = (price, days, unit, time.GetCurrentInstant());
        }
    }

    private static async Task<IReadOnlyList<Choice>> Services(PerronDb db, Visitor visitor, string language) =>
        [.. (await db.Set<ServiceUnit>().AsNoTracking().Where(unit => visitor.Organisations.Contains(unit.RunBy)).OrderBy(unit => unit.Slug).ToListAsync()).Select(unit => new Choice($"{unit.Id.Value}", unit.Name.In(language)))];

    // The places of the entry with what is published in them.
    private static async Task<(Gap Gap, Procedure Procedure, YamlTree Tree, IReadOnlyList<PlaceGroup> Groups, IReadOnlyList<(string Name, string? Value)> Known)> Shown(AdoptedProcedure adopted, string language, PerronDb db, ProcedureCatalogue catalogue)
    {
        var (gap, procedure) = (await Gap.Of(db, catalogue, adopted), (await db.Taken(catalogue, adopted))!);
        var tree = gap.Known.Source.With(gap.Changes);
        var groups = EntryPlaces.Of(procedure, tree, language);
        return (gap, procedure, tree, groups,
        [
            .. groups.SelectMany(group => group.Places).SelectMany(place => place.Kind == PlaceKind.Rule ? [(place.Path, place.Shown(tree, language))] : (place.Languages ?? procedure.Languages).Select(one => (place.Named(one), (string?)place.Shown(tree, one)))),
            ("prix", (adopted.PriceCents / 100m).ToString("0.00", CultureInfo.GetCultureInfo("fr-BE"))), ("jours", $"{adopted.OfficeDays}"), ("service", $"{adopted.ServiceUnitId.Value}"),
        ]);
    }

    private static async Task<IResult> Page(PostedForm? typed, AdoptedProcedure adopted, Visitor visitor, Commune commune, string language, PerronDb db, ProcedureCatalogue catalogue)
    {
        var (gap, procedure, tree, groups, known) = await Shown(adopted, language, db, catalogue);
        var draft = await Kept(db, adopted.Slug);
        var form = typed ?? PostedForm.Blank();
        foreach (var (name, value) in known.Where(one => !form.Names.Contains(one.Name)).ToList())
        {
            form.Set(name, value ?? "");
        }

        var proposals = await db.Set<ProcedureProposal>().AsNoTracking().Where(one => one.Slug == adopted.Slug && one.ProposedBy == commune.Slug).OrderByDescending(one => one.Id).ToListAsync();
        return AdaptProcedurePage.Of(
            new(
                form, procedure, gap.Known.Version, gap.IsOpen, procedure.Languages, groups, gap.Changes.Select(change => change.Path).ToHashSet(),
                [.. gap.Changes.Select(change => new Changed(change.Path, PlaceWords.Of(change.Path, change.Own is null ? YamlTree.Parse(gap.Known.Source.Procedure.Text) : tree, language), PlaceWords.Value(change.Before, language), PlaceWords.Value(change.Own, language)))],
                [.. EntryPlaces.Pages(tree).Select(page => new Choice(page, EntryPlaces.Said(tree, $"{page}/title", language)))], await Services(db, visitor, language), [.. EntryPlaces.Blocks(tree)],
                [.. proposals.Select(one => new Sent(commune.Local(one.ProposedAt).DateAndTime(language), one.Why, one.AcceptedAs, one.RefusedBecause))])
            {
                DraftOf = draft is null ? null : commune.Local(draft.SavedAt).DateAndTime(language),
            },
            form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
