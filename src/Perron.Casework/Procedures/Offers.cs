using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Procedures;

/// <summary>A procedure as this commune offers it today, and the service that handles it.</summary>
public sealed record Offer(Procedure Procedure, AdoptedProcedure Adopted, ServiceUnit Unit)
{
    /// <summary>What it can cost, before anything is answered; null when that cannot be said.</summary>
    public PriceRange? Prices => PriceRange.Of(Procedure.Form, Adopted.PriceCents);

    public bool IsFree => Prices is { Most: 0 };
}

/// <summary>What a commune offers.</summary>
public static class Offers
{
    /// <summary>Changes when a commune adopts, changes or closes a procedure: pages that are kept are then drawn anew.</summary>
    public static readonly Topic Topic = new("procedures");

    public static async Task<Offer?> Offered(this PerronDb db, ProcedureCatalogue catalogue, string slug) =>
        catalogue.Find(slug) is { IsInternal: false } procedure && await db.Open().SingleOrDefaultAsync(open => open.Adopted.Slug == slug) is { } open
            ? new(await db.WithTables(procedure), open.Adopted, open.Unit)
            : null;

    /// <summary>With the lists of this commune in its form.</summary>
    public static async Task<Procedure> WithTables(this PerronDb db, Procedure procedure)
    {
        if (procedure.Tables.Count == 0)
        {
            return procedure;
        }

        var names = procedure.Tables.Keys.ToList();
        var tables = await db.Set<CommuneTable>().AsNoTracking().Where(table => names.Contains(table.Name)).ToDictionaryAsync(table => table.Name, table => table.Choices(procedure.Tables[table.Name]));
        return procedure with { Form = procedure.Form.With(name => tables.GetValueOrDefault(name, [])) };
    }

    /// <summary>All that is offered, by title in the language.</summary>
    public static async Task<IReadOnlyList<Offer>> AllOffered(this PerronDb db, ProcedureCatalogue catalogue, string language)
    {
        var offers = new List<Offer>();
        foreach (var open in (await db.Open().ToListAsync()).Where(open => catalogue.Find(open.Adopted.Slug) is { IsInternal: false }))
        {
            var procedure = catalogue.Find(open.Adopted.Slug)!;
            offers.Add(new(procedure.Form.Price is null ? procedure : await db.WithTables(procedure), open.Adopted, open.Unit)); // a price may stand in a table
        }

        return [.. offers.OrderBy(offer => offer.Procedure.Title.In(language), StringComparer.Create(Platform.Web.Languages.Culture(language), ignoreCase: true))];
    }

    /// <summary>The tasks that services of the commune do for one another, by title.</summary>
    public static async Task<IReadOnlyList<Offer>> Tasks(this PerronDb db, ProcedureCatalogue catalogue, string language) =>
        [.. (await db.Open().ToListAsync())
            .Where(open => catalogue.Find(open.Adopted.Slug) is { IsInternal: true })
            .Select(open => new Offer(catalogue.Find(open.Adopted.Slug)!, open.Adopted, open.Unit))
            .OrderBy(offer => offer.Procedure.Title.In(language), StringComparer.Create(Platform.Web.Languages.Culture(language), ignoreCase: true))];

    /// <summary>What one service can ask of another: a task, or a procedure that citizens are offered too.</summary>
    public static async Task<Offer?> WithinTheHouse(this PerronDb db, ProcedureCatalogue catalogue, string slug) =>
        catalogue.Find(slug) is { } procedure && await db.Open().SingleOrDefaultAsync(open => open.Adopted.Slug == slug) is { } open ? new(procedure, open.Adopted, open.Unit) : null;

    private static IQueryable<OpenProcedure> Open(this PerronDb db) => db.Set<AdoptedProcedure>().AsNoTracking().Where(adopted => adopted.ClosedAt == null)
        .Join(db.Set<ServiceUnit>(), adopted => adopted.ServiceUnitId, unit => unit.Id, (adopted, unit) => new OpenProcedure { Adopted = adopted, Unit = unit });

    private sealed class OpenProcedure
    {
        public required AdoptedProcedure Adopted { get; init; }
        public required ServiceUnit Unit { get; init; }
    }
}
