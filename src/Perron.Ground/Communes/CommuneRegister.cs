using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Communes;

/// <summary>
/// All communes of this installation, in memory: every request asks whose host it came to, and only the first visitor of a commune waits for the database.
/// Read again when a commune is added or changed.
/// </summary>
public sealed class CommuneRegister : ICommuneRoll, IDisposable
{
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly IDisposable _ear;

    public CommuneRegister(IServiceScopeFactory scopes, TimeProvider time, LiveHub hub)
    {
        (_scopes, _time) = (scopes, time);
        _ear = hub.Overhear(Closure.Topic, changed => All.FirstOrDefault(household => household.Commune.Id == changed)?.Stale()); // on whichever node it was changed
    }

    public void Dispose() => _ear.Dispose();

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private FrozenDictionary<string, Household>? _byHost;
    private long _readAt;
    private readonly Lock _door = new();
    private Task<FrozenDictionary<string, Household>>? _first;

    public IEnumerable<Household> All => (_byHost ?? FrozenDictionary<string, Household>.Empty).Values;

    public async ValueTask<Household?> At(string host)
    {
        var known = _byHost ?? await First();
        if (!known.ContainsKey(host) && _time.GetElapsedTime(_readAt) > Patience)
        {
            known = await Read(); // it may have been settled since, by another process
        }

        return known.GetValueOrDefault(host) is { } household ? household.IsFurnished ? household : await Furnish(household) : null;
    }

    async Task<IReadOnlyList<CommuneId>> ICommuneRoll.All() => [.. (_byHost ?? await First()).Values.Select(household => household.Commune.Id)];

    public Household Of(CommuneId id) => All.Single(household => household.Commune.Id == id);

    /// <summary>Whoever comes while the house is opening waits for the same reading; one that failed is tried again.</summary>
    private Task<FrozenDictionary<string, Household>> First()
    {
        lock (_door)
        {
            return _first is null or { IsFaulted: true } or { IsCanceled: true } ? _first = Task.Run(Read) : _first;
        }
    }

    /// <summary>Reads the communes anew: at the first visit, and after one was added or changed.</summary>
    public async Task<FrozenDictionary<string, Household>> Read()
    {
        _readAt = _time.GetTimestamp();
        var communes = await In(null, db => db.Set<Commune>().AsNoTracking().Where(commune => commune.ClosedAt == null).ToListAsync());
        var households = communes.ToFrozenDictionary(commune => commune.Host, commune => new Household(commune), StringComparer.OrdinalIgnoreCase);
        foreach (var visited in All.Where(household => household.IsFurnished))
        {
            if (households.GetValueOrDefault(visited.Commune.Host) is { } again)
            {
                await Furnish(again); // somebody may be inside
            }
        }

        return _byHost = households;
    }

    // Hundreds of communes, and a house that opens has to show the page of one: what only its own pages show is read when somebody comes.
    private Task<Household> Furnish(Household household) => In(household.Commune.Id, async db =>
    {
        household.Fresh();
        household.Furnish(await db.Set<Organisation>().AsNoTracking().ToListAsync(), await db.Set<ServiceUnit>().AsNoTracking().OrderBy(unit => unit.Slug).ToListAsync(), await db.OfficeCalendar());
        return household;
    });

    private async Task<T> In<T>(CommuneId? commune, Func<PerronDb, Task<T>> read)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        if (commune is { } id)
        {
            db.Enter(id);
            db.EnterEveryOrganisation();
        }

        return await read(db);
    }
}
