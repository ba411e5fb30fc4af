using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Perron.Communes;
using Perron.Platform;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Timeline;

/// <summary>Orders what happened and links it into the commune's chain, a few seconds after it happened, so that those who write need not wait for one another.</summary>
public sealed class SealingRound(PerronDb db, Changes changes, HouseKeys keys, ChainExport export) : IRound
{
    private const int Most = 500;
    private static readonly Duration Lateness = Duration.FromHours(1);

    public static Duration Every => Duration.FromMinutes(1);

    public static Duration Gathers => Duration.FromSeconds(2);

    public static Topic? CalledBy => TimelineEvent.Waiting;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        var sealedNow = await IsAnythingOpen() ? await db.AsHouse(changes, () => Seal(commune, now)) : 0;
        if (sealedNow < Most && export.IsDue(commune, now) && await Last() is { } last)
        {
            await export.Write(commune, ChainHead.Sign(keys, commune, now, last), db);
        }

        return sealedNow == Most;
    }

    private async Task<bool> IsAnythingOpen()
    {
        return await Open(await db.Set<SealedEvent>().OrderByDescending(link => link.Place).FirstOrDefaultAsync()).AnyAsync();
    }

    private async Task<int> Seal(CommuneId commune, Instant now)
    {
        var last = await db.Set<SealedEvent>().AsNoTracking().OrderByDescending(link => link.Place).FirstOrDefaultAsync();
        var (place, before) = (last?.Place ?? 0, last?.Hash ?? "");
        var open = await Open(last).AsNoTracking().OrderBy(happened => happened.At).ThenBy(happened => happened.Id).Take(Most).ToListAsync();
        foreach (var happened in open)
        {
            before = TimelineChain.Hash(happened, before);
            db.Add(new SealedEvent { CommuneId = commune, Place = ++place, EventId = happened.Id, Hash = before, SealedAt = now });
        }

        return await db.SaveUnlessTaken() ? open.Count : 0; // taken: another node was sealing
    }

    // Who writes longest commits last, so what was sealed last says little about what is still open: looked for from some time before it.
    private IQueryable<TimelineEvent> Open(SealedEvent? last)
    {
        var since = last is null ? Instant.FromUnixTimeTicks(0) : last.SealedAt - Lateness;
        return db.Set<TimelineEvent>().Where(happened => happened.At > since && !db.Set<SealedEvent>().Any(link => link.EventId == happened.Id));
    }

    private async Task<SealedEvent?> Last()
    {
        return await db.Set<SealedEvent>().AsNoTracking().OrderByDescending(link => link.Place).FirstOrDefaultAsync();
    }
}

/// <summary>Writes a commune's head into the folder of heads once an hour. Whoever runs the house copies that folder to where the database's keepers cannot write.</summary>
public sealed class ChainExport(IOptions<PerronOptions> options)
{
    private static readonly Duration Every = Duration.FromHours(1);
    private readonly Dictionary<CommuneId, Instant> _written = [];

    internal bool IsDue(CommuneId commune, Instant now)
    {
        lock (_written)
        {
            return options.Value.ChainFolder.Length > 0 && now >= _written.GetValueOrDefault(commune, Instant.MinValue);
        }
    }

    internal async Task Write(CommuneId commune, ChainHead head, PerronDb db)
    {
        var slug = await db.Set<Commune>().Where(one => one.Id == commune).Select(one => one.Slug).SingleAsync();
        head.Append(options.Value.ChainFolder, slug);
        lock (_written)
        {
            _written[commune] = head.At + Every;
        }
    }
}
