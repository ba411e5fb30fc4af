using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Procedures.Editions;
namespace Perron.Procedures;

/// <summary>A procedure as this commune offers it today, and the service that handles it.</summary>
public sealed record Offer(Procedure Procedure, AdoptedProcedure Adopted, ServiceUnit Unit)
{
    // What prices were found, form by form as long as its catalogue lives: trying all choices of all forms is most of the work of a list of procedures.
    private static readonly ConditionalWeakTable<FormDefinition, ConcurrentDictionary<(int Fee, string Tables), PriceRange?>> Found = [];

    /// <summary>What it can cost, before anything is answered; null when that cannot be said.</summary>
    public PriceRange? Prices => Tables is null || Procedure.Form.Price is null ? PriceRange.Of(Procedure.Form, Adopted.PriceCents)
        : Found.GetOrCreateValue(Procedure.Form).GetOrAdd((Adopted.PriceCents, CommuneTable.HashOf(Procedure.Tables.Keys.Select(Tables.GetValueOrDefault))), _ => PriceRange.Of(Procedure.With(Tables).Form, Adopted.PriceCents));

    /// <summary>The lists of the commune, where the form does not hold them yet.</summary>
    internal IReadOnlyDictionary<string, CommuneTable>? Tables { get; init; }

    public bool IsFree => Prices is { Most: 0 };

    /// <summary>The commune handles it itself: in the other cases the page only says where to go.</summary>
    public bool IsOwn => Procedure.HasForm || Procedure.Elsewhere is null;

    /// <summary>What the commune has still to confirm; until then the public is not offered it.</summary>
    public IReadOnlyList<PageFact> Unconfirmed => [.. Procedure.ToConfirm.Except(Adopted.Confirmed?.Facts ?? [])];

    /// <summary>Only officers of the commune see it.</summary>
    public bool IsInPreparation => Adopted.IsInPreparation || Unconfirmed.Count > 0;
}

/// <summary>What a commune offers.</summary>
public static class Offers
{
    /// <summary>Changes when a commune adopts, changes or closes a procedure: pages that are kept are then drawn anew.</summary>
    public static readonly Topic Topic = new("procedures");

    public static async Task<Offer?> Offered(this PerronDb db, ProcedureCatalogue catalogue, string slug) =>
        await db.Adopted(catalogue, slug) is { IsInPreparation: false } offer ? offer : null;

    /// <summary>As it is offered, or prepared: for officers of the commune.</summary>
    public static async Task<Offer?> Adopted(this PerronDb db, ProcedureCatalogue catalogue, string slug) =>
        catalogue.Find(slug) is { IsInternal: false } && await BySlug(db, slug) is { } open ? open.Of(await db.WithTables((await db.Taken(catalogue, open.Adopted))!)) : null;

    /// <summary>With the lists of this commune in its form.</summary>
    public static async Task<Procedure> WithTables(this PerronDb db, Procedure procedure)
    {
        if (procedure.Tables.Count == 0)
        {
            return procedure;
        }

        var names = procedure.Tables.Keys.ToList();
        return procedure.With(await db.Set<CommuneTable>().AsNoTracking().Where(table => names.Contains(table.Name)).ToDictionaryAsync(table => table.Name));
    }

    /// <summary>All that is offered, by title in the language.</summary>
    public static async Task<IReadOnlyList<Offer>> AllOffered(this PerronDb db, ProcedureCatalogue catalogue, string language) =>
        [.. (await db.AllAdopted(catalogue, language)).Where(offer => !offer.IsInPreparation)];

    /// <summary>All that is offered or prepared, by title in the language; without the lists of the commune in their forms.</summary>
    public static async Task<IReadOnlyList<Offer>> AllAdopted(this PerronDb db, ProcedureCatalogue catalogue, string language)
    {
        var tables = await db.Set<CommuneTable>().AsNoTracking().ToDictionaryAsync(table => table.Name); // a price may stand in them
        return [.. (await db.OpenWith(catalogue)).Where(one => !one.Procedure.IsInternal)
            .Select(one => one.Open.Of(one.Procedure) with { Tables = tables })
            .OrderBy(offer => offer.Procedure.Title.In(language), StringComparer.Create(Platform.Web.Languages.Culture(language), ignoreCase: true))];
    }

    /// <summary>The tasks that services of the commune do for one another, by title.</summary>
    public static async Task<IReadOnlyList<Offer>> Tasks(this PerronDb db, ProcedureCatalogue catalogue, string language) =>
        [.. (await db.OpenWith(catalogue)).Where(one => one.Procedure.IsInternal)
            .Select(one => one.Open.Of(one.Procedure)).Where(offer => !offer.IsInPreparation)
            .OrderBy(offer => offer.Procedure.Title.In(language), StringComparer.Create(Platform.Web.Languages.Culture(language), ignoreCase: true))];

    /// <summary>What one service can ask of another: a task, or a procedure that citizens are offered too.</summary>
    public static async Task<Offer?> WithinTheHouse(this PerronDb db, ProcedureCatalogue catalogue, string slug) =>
        await BySlug(db, slug) is { } open && await db.Taken(catalogue, open.Adopted) is { } procedure && open.Of(procedure) is { IsInPreparation: false } offer ? offer : null;

    /// <summary>The version that a case was filed with; another node may have published it a moment ago.</summary>
    public static async Task<Procedure> FiledWith(this PerronDb db, ProcedureCatalogue catalogue, string slug, int version)
    {
        if (version >= ProcedureVersion.FirstEdition && catalogue.Exactly(slug, version) is null)
        {
            await db.CatchUp(catalogue);
        }

        return catalogue.Find(slug, version)!;
    }

    /// <summary>The version of the entry that the commune offers; null when the catalogue has the entry no more.</summary>
    internal static Task<Procedure?> Taken(this PerronDb db, ProcedureCatalogue catalogue, AdoptedProcedure adopted) => db.Taken(catalogue, adopted.Slug, adopted.OwnVersion);

    /// <param name="own">The version of its own edition, or of the proposal that it took.</param>
    internal static async Task<Procedure?> Taken(this PerronDb db, ProcedureCatalogue catalogue, string slug, int? own)
    {
        if (own is { } version && catalogue.Find(slug) is not null && catalogue.Exactly(slug, version) is null)
        {
            await db.CatchUp(catalogue); // another node has published it a moment ago
        }

        return catalogue.Taken(slug, own);
    }

    /// <summary>The same of what this node knows: its own edition, or an accepted proposal until the file has it; else the file.</summary>
    internal static Procedure? Taken(this ProcedureCatalogue catalogue, string slug, int? own) =>
        own is { } version && catalogue.Find(slug) is { } file && (version >= ProcedureVersion.FirstEdition || file.Version < version) ? catalogue.Find(slug, version) : catalogue.Find(slug);

    private static async Task<List<(OpenProcedure Open, Procedure Procedure)>> OpenWith(this PerronDb db, ProcedureCatalogue catalogue)
    {
        var found = new List<(OpenProcedure, Procedure)>();
        foreach (var open in await db.Open().ToListAsync())
        {
            if (await db.Taken(catalogue, open.Adopted) is { } procedure)
            {
                found.Add((open, procedure));
            }
        }

        return found;
    }

    internal static Procedure With(this Procedure procedure, IReadOnlyDictionary<string, CommuneTable> tables) =>
        procedure with { Form = procedure.Form.With(name => tables.TryGetValue(name, out var table) ? table.Choices(procedure.Tables[name]) : []) };

    private static IQueryable<OpenProcedure> Open(this PerronDb db) => db.Set<AdoptedProcedure>().AsNoTracking().Where(adopted => adopted.ClosedAt == null)
        .Join(db.Set<ServiceUnit>(), adopted => adopted.ServiceUnitId, unit => unit.Id, (adopted, unit) => new OpenProcedure { Adopted = adopted, Unit = unit });

    // Asked on each page of a form, hence translated once.
    private static readonly Func<PerronDb, string, Task<OpenProcedure?>> BySlug = EF.CompileAsyncQuery((PerronDb db, string slug) =>
        db.Set<AdoptedProcedure>().AsNoTracking().Where(adopted => adopted.ClosedAt == null && adopted.Slug == slug)
            .Join(db.Set<ServiceUnit>(), adopted => adopted.ServiceUnitId, unit => unit.Id, (adopted, unit) => new OpenProcedure { Adopted = adopted, Unit = unit }).SingleOrDefault());

    private sealed class OpenProcedure
    {
        public required AdoptedProcedure Adopted { get; init; }
        public required ServiceUnit Unit { get; init; }

        /// <summary>With the words of the commune where it has its own.</summary>
        public Offer Of(Procedure procedure) => new(Adopted.Confirmed is not { } own ? procedure : procedure with
        {
            Law = own.Legal.IsEmpty ? procedure.Law : own.Legal,
            Conditions = own.Conditions.Count == 0 ? procedure.Conditions : own.Conditions,
            Prepare = own.Evidence.Count == 0 ? procedure.Prepare : own.Evidence,
        }, Adopted, Unit);
    }
}
