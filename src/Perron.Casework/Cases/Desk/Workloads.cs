using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Cases.Desk;

/// <summary>
/// How many open cases each officer has in hand, for choosing the next: counted every half minute, and meanwhile what is given here is added.
/// Counting at each submission would walk through every open case of the commune, and take longer the more there are.
/// </summary>
public sealed class Workloads(TimeProvider time)
{
    private static readonly TimeSpan Valid = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Count> _counts = new();

    /// <summary>The loads as they are seen from where the visitor stands; whoever is not in it has nothing in hand.</summary>
    public async Task<Count> Of(PerronDb db)
    {
        var standing = $"{db.Inside?.Value} {(db.EveryOrganisation ? "*" : string.Join(',', db.Organisations))}";
        if (_counts.TryGetValue(standing, out var count) && time.GetElapsedTime(count.At) < Valid)
        {
            return count;
        }

        var counted = await db.Set<Case>().Where(one => one.ClosedAt == null && one.AssignedTo != null).GroupBy(one => one.AssignedTo!.Value)
            .Select(cases => new { Officer = cases.Key, Open = cases.Count() }).ToListAsync();
        return _counts[standing] = new(time.GetTimestamp(), new(counted.Select(one => KeyValuePair.Create(one.Officer, one.Open))));
    }

    /// <summary>What was counted, and when.</summary>
    public sealed record Count(long At, ConcurrentDictionary<OfficerId, int> Open)
    {
        public int Of(OfficerId officer) => Open.GetValueOrDefault(officer);

        public void Gave(OfficerId officer) => Open.AddOrUpdate(officer, 1, (_, open) => open + 1);
    }
}
