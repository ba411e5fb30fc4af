using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Queues;
namespace Perron.Counters;

/// <summary>Gives back the tickets of those who were called and stayed away, and of those who never came.</summary>
internal sealed class HallRound(PerronDb db, Changes changes, HallBooks books) : IRound
{
    public static Duration Every => Duration.FromMinutes(1);
    public static Topic? CalledBy => null;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        var home = await db.Home(commune);
        var today = home.Today(now);

        // Where nobody has been today nothing is overdue; a hall with a computer of its own is swept there.
        var halls = await db.Set<Hall>().AsNoTracking().Where(hall => hall.NodeKeyHash == null && db.Set<HallHappening>().Any(one => one.HallId == hall.Id && one.Day == today)).ToListAsync(stopping);
        foreach (var hall in halls)
        {
            await db.AsHouse(changes, () => books.WriteAll(db, home, hall, (book, at) => HallActs.Overdue(book.Day, at)));
            db.ChangeTracker.Clear();
        }

        return false;
    }
}
