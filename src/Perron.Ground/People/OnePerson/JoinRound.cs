using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.OnePerson;

/// <summary>A form that was being sent while two accounts were joined may still have written to the one that is no more: what it wrote follows.</summary>
public sealed class JoinRound(PerronDb db, Changes changes) : IRound
{
    private static readonly Duration Late = Duration.FromHours(25);

    public static Duration Every => Duration.FromHours(1);

    public static Topic? CalledBy => null;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        var since = now - Late;
        if (await db.Set<AccountMerge>().CountAsync(merge => merge.ConfirmedAt > since && merge.UndoneAt == null, stopping) > 0)
        {
            await db.AsHouse(changes, async () =>
            {
                foreach (var merge in await db.Set<AccountMerge>().Where(merge => merge.ConfirmedAt > since && merge.UndoneAt == null).ToListAsync(stopping))
                {
                    await JoinAccounts.Follow(db, merge);
                }

                return true;
            });
        }

        return false;
    }
}
