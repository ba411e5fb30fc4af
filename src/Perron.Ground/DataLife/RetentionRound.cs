using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Perron.Communes;
using Perron.People;
using Perron.Platform.DataLife;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.DataLife;

/// <summary>Every few hours: what was kept long enough goes; people who have not come for years are forgotten as if they had asked.</summary>
public sealed partial class RetentionRound(
    PerronDb db, Changes changes, ErasureLedger ledger, IEnumerable<IHoldsBack> holds, IOptions<RetentionOptions> options, ILogger<RetentionRound> logger) : IRound
{
    private static readonly HashSet<string> ByPerson = ["citizens", "accounts"];
    private const int Most = 50;

    public static Duration Every => Duration.FromHours(6);

    public static Topic? CalledBy => null;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        var place = await Place(commune);
        var forgotten = await ForgetTheAbsent(place, now);
        var gone = await db.AsHouse(changes, () => Expiry.Run(db, place.Keeps(options.Value), place.Zone, now, ByPerson));
        if (forgotten + gone.Values.Sum() is > 0 and var rows)
        {
            TidiedUp(logger, commune.Value, rows, forgotten);
        }

        return forgotten == Most;
    }

    private async Task<Commune> Place(CommuneId commune)
    {
        return await db.Set<Commune>().AsNoTracking().SingleAsync(one => one.Id == commune);
    }

    private Task<int> ForgetTheAbsent(Commune commune, Instant now) => db.AsHouse(changes, async () =>
    {
        var rule = DataClass.All(db, commune.Keeps(options.Value)).Single(one => one.Row.ClrType == typeof(Citizen));
        var limit = now - Duration.FromDays(rule.Days);
        var count = 0;
        foreach (var citizen in await db.Set<Citizen>().AsNoTracking().Where(citizen => citizen.SeenAt < limit && citizen.MergedInto == null).OrderBy(citizen => citizen.SeenAt).Take(Most).ToListAsync())
        {
            if (!await IsHeldBack(citizen))
            {
                await ledger.Forget(db, commune, citizen, ErasureCause.Expired, now);
                count++;
            }
        }

        return count;
    });

    private async Task<bool> IsHeldBack(Citizen citizen)
    {
        foreach (var hold in holds)
        {
            if (await hold.Reasons(db, citizen.Id, citizen.Language) is not [])
            {
                return true;
            }
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention in commune {Commune}: {Rows} rows taken away, {People} people forgotten")]
    private static partial void TidiedUp(ILogger logger, Guid commune, int rows, int people);
}
