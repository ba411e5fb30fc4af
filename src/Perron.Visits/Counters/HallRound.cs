using NodaTime;
using NodaTime.Extensions;
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
        db.EnterEveryOrganisation();
        foreach (var hall in await db.AllHalls())
        {
            // A hall with a computer of its own is swept there.
            if (hall.NodeKeyHash is null)
            {
                var home = await db.Home(commune);
                await db.AsHouse(changes, () => books.WriteAll(db, home, hall, (book, at) => HallActs.Overdue(book.Day, at)));
                db.ChangeTracker.Clear();
            }
        }

        return false;
    }
}
