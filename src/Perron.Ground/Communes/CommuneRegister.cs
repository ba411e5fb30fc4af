using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Perron.Platform;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Communes;

/// <summary>
/// All communes of this installation, in memory: every request asks whose host it came to, and only the first visitor of a commune waits for the database.
/// Read again when a commune is added or changed, here or on another node: of the one that changed everything, the others stay as they are known.
/// </summary>
public sealed class CommuneRegister : ICommuneRoll, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly IOutputCacheStore _pages;
    private readonly IOptions<PerronOptions> _options;
    private readonly Lock _door = new();
    private readonly SemaphoreSlim _reader = new(1);
    private readonly ConcurrentDictionary<CommuneId, int> _changes = new();
    private int _heard; // how many changes this node has heard of
    private Reading _known = new([], AsOf: -1);
    private long _readAt;

    public CommuneRegister(IServiceScopeFactory scopes, TimeProvider time, LiveHub hub, IOutputCacheStore pages, IOptions<PerronOptions> options)
    {
        (_scopes, _time, _pages, _options) = (scopes, time, pages, options);
        hub.Overhear(Commune.Topic, Hear);
        hub.Overhear(Closure.Topic, Hear);
        hub.WasDeaf += () =>
        {
            foreach (var household in All)
            {
                Hear(household.Commune.Id);
            }
        };
    }

    private sealed record Reading(IReadOnlyList<Household> All, int AsOf)
    {
        public FrozenDictionary<string, Household> ByHost { get; } = All.ToFrozenDictionary(household => household.Commune.Host, StringComparer.OrdinalIgnoreCase);
        public FrozenDictionary<CommuneId, Household> ById { get; } = All.ToFrozenDictionary(household => household.Commune.Id);
    }

    public IReadOnlyList<Household> All => _known.All;

    public async ValueTask<Household?> At(string host)
    {
        var known = IsCurrent ? _known : await Current();
        if (Visited(known, host) is null && _time.GetElapsedTime(_readAt) > Patience)
        {
            await Read(); // it may have been settled since, by another process
        }

        return Visited(_known, host) is { } household ? household.IsFurnished ? household : await Furnish(household) : null;
    }

    private Household? Visited(Reading known, string host) => _options.Value.OnlyCommune is { Length: > 0 } only ? known.All.FirstOrDefault(household => household.Commune.Slug == only) : known.ByHost.GetValueOrDefault(host);

    async Task<IReadOnlyList<CommuneId>> ICommuneRoll.All() => [.. (IsCurrent ? _known : await Current()).All.Select(household => household.Commune.Id)];

    public Household Of(CommuneId id) => _known.ById[id];

    /// <summary>Looks which communes there are now, and which have changed.</summary>
    public Task Read()
    {
        lock (_door)
        {
            _heard++;
        }

        return Current();
    }

    /// <summary>Whether so many communes, of which the last was changed then, are what this node knows.</summary>
    internal bool Knows(int communes, Instant? lastChange) => communes == All.Count && lastChange == All.Max(household => household.Commune.ChangedAt);

    /// <summary>Whoever comes to this commune from now on finds it as it is now.</summary>
    private void Hear(CommuneId commune)
    {
        lock (_door)
        {
            _changes[commune] = _heard + 1; // before it counts, or a reading could think that it knows of it
            _heard++;
        }
    }

    private bool IsCurrent => _known.AsOf == Volatile.Read(ref _heard);

    /// <summary>Whoever comes meanwhile waits for the same reading; one that failed is tried again by the next.</summary>
    private async Task<Reading> Current()
    {
        await _reader.WaitAsync();
        try
        {
            return IsCurrent ? _known : await Take(Volatile.Read(ref _heard));
        }
        finally
        {
            _reader.Release();
        }
    }

    private async Task<Reading> Take(int asOf)
    {
        _readAt = _time.GetTimestamp();
        var before = _known.ById;
        var communes = await In(null, db => db.Set<Commune>().AsNoTracking().Where(commune => commune.ClosedAt == null).ToListAsync());
        List<Household> households = [.. communes.Select(commune => before.GetValueOrDefault(commune.Id) is { } known && IsStill(known, commune) ? known : new Household(commune, asOf))];
        foreach (var again in households.Where(household => before.GetValueOrDefault(household.Commune.Id) is { IsFurnished: true } known && known != household))
        {
            await Furnish(again); // somebody may be inside
        }

        _known = new(households, asOf);
        foreach (var changed in households.Where(household => before.GetValueOrDefault(household.Commune.Id) is { } known && known != household))
        {
            await _pages.Forget(Commune.Topic, changed.Commune.Id); // a page may have been drawn meanwhile
        }

        return _known;
    }

    private bool IsStill(Household known, Commune commune) => known.Commune.ChangedAt == commune.ChangedAt && known.AsOf >= _changes.GetValueOrDefault(commune.Id);

    // Hundreds of communes, and a house that opens has to show the page of one: what only its own pages show is read when somebody comes.
    private Task<Household> Furnish(Household household) => In(household.Commune.Id, async db =>
    {
        household.Furnish(await db.Set<Organisation>().AsNoTracking().ToListAsync(), await db.Set<ServiceUnit>().AsNoTracking().OrderBy(unit => unit.Slug).ToListAsync(), await db.OfficeCalendar(),
            CommuneFile.MapOf(_options.Value.Catalogue, household.Commune.Slug));
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

    public void Dispose() => _reader.Dispose();
}
