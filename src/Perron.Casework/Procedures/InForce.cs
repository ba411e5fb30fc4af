using Microsoft.EntityFrameworkCore;
using Perron.Platform.Storage;
using Perron.Procedures.Editions;
namespace Perron.Procedures;

/// <summary>What runs in one commune today: every entry that it has taken from the catalogue, in the version that it offers. Whoever handles cases asks this, never the catalogue's file.</summary>
public sealed class InForce
{
    private readonly ProcedureCatalogue _catalogue;
    private readonly Dictionary<string, Procedure> _taken;

    private InForce(ProcedureCatalogue catalogue, Dictionary<string, Procedure> taken) => (_catalogue, _taken) = (catalogue, taken);

    /// <summary>What the commune has taken, closed since or not: cases of it may still be open.</summary>
    public IEnumerable<Procedure> Taken => _taken.Values;

    /// <summary>The version that the commune offers; of what it never took, what the catalogue says. Null when the catalogue has it no more.</summary>
    public Procedure? Of(string slug) => _taken.GetValueOrDefault(slug) ?? _catalogue.Find(slug);

    /// <summary>In the commune that was entered.</summary>
    public static async Task<InForce> In(PerronDb db, ProcedureCatalogue catalogue)
    {
        var taken = new Dictionary<string, Procedure>();
        foreach (var row in await db.Set<AdoptedProcedure>().AsNoTracking().Select(adopted => new { adopted.Slug, adopted.OwnVersion }).ToListAsync())
        {
            if (await db.Taken(catalogue, row.Slug, row.OwnVersion) is { } procedure)
            {
                taken[row.Slug] = procedure;
            }
        }

        return new(catalogue, taken);
    }
}
