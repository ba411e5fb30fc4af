using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Procedures;
namespace Perron.Cases.Running;

/// <summary>Cases on which the house has something to do by itself today, one after the other, each in a transaction of its own.</summary>
internal static class DueCases
{
    /// <summary>True when there is more of it.</summary>
    /// <param name="due">Which they are on a day, in the order in which they are taken.</param>
    /// <param name="work">What is done with one of them; another node that looks at the same moment passes over it.</param>
    public static async Task<bool> VisitDue(
        this PerronDb db, Changes changes, ProcedureCatalogue catalogue, CommuneId commune, Instant now, int atATime,
        Func<IQueryable<Case>, LocalDate, IQueryable<Case>> due, Func<CaseFile, Commune, Task<bool>> work)
    {
        var home = await db.Home(commune);
        var today = home.Today(now);
        var references = await due(db.Set<Case>(), today).Select(one => one.Reference).Take(atATime).ToListAsync();
        foreach (var reference in references)
        {
            try
            {
                await db.AsHouse(changes, async () => await IsTaken(reference) && await db.Open(db.Set<Case>(), reference, catalogue) is { } file && await work(file, home));
            }
            catch (DbUpdateConcurrencyException)
            {
                // An officer or the citizen was faster: what is still due is done at the next visit.
            }

            db.ChangeTracker.Clear();
        }

        return references.Count == atATime;

        async Task<bool> IsTaken(string reference) => (await due(db.Set<Case>().Where(one => one.Reference == reference), today).Select(one => one.Id).ForWork().ToListAsync()).Count == 1;
    }
}
