using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Perron.Platform.Jobs;
using Perron.Platform.Storage;
using Perron.Themes;
namespace Perron.Communes;

/// <summary>
/// All communes of this installation, in memory: every request asks whose host it came to, and no answer needs the database.
/// Read again when a commune is added or changed.
/// </summary>
public sealed class CommuneRegister(IServiceScopeFactory scopes, TimeProvider time) : ICommuneRoll
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private FrozenDictionary<string, Household>? _byHost;
    private long _readAt;
    private readonly Lock _door = new();
    private Task<FrozenDictionary<string, Household>>? _first;

    /// <summary>A commune with what every page of it shows.</summary>
    public sealed record Household(Commune Commune, ThemeSheet Sheet, IReadOnlyList<Organisation> Organisations, IReadOnlyList<ServiceUnit> Services, IReadOnlyList<MenuEntry> Menu);

    public IEnumerable<Household> All => (_byHost ?? FrozenDictionary<string, Household>.Empty).Values;

    public async ValueTask<Household?> At(string host)
    {
        var known = _byHost ?? await First();
        if (!known.ContainsKey(host) && time.GetElapsedTime(_readAt) > Patience)
        {
            known = await Read(); // it may have been settled since, by another process
        }

        return known.GetValueOrDefault(host);
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
        _readAt = time.GetTimestamp();
        var households = new List<Household>();
        foreach (var commune in await In(null, db => db.Set<Commune>().AsNoTracking().Where(commune => commune.ClosedAt == null).ToListAsync()))
        {
            households.Add(await In(commune.Id, async db => new Household(
                commune,
                ThemeSheet.Of(Theme.Parse(commune.Theme, commune.Slug).OrThrow()),
                await db.Set<Organisation>().AsNoTracking().ToListAsync(),
                await db.Set<ServiceUnit>().AsNoTracking().OrderBy(unit => unit.Slug).ToListAsync(),
                MenuEntry.Parse(commune.Menu))));
        }

        return _byHost = households.ToFrozenDictionary(household => household.Commune.Host, StringComparer.OrdinalIgnoreCase);
    }

    private async Task<T> In<T>(CommuneId? commune, Func<PerronDb, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        if (commune is { } id)
        {
            db.Enter(id);
            db.EnterEveryOrganisation();
        }

        return await read(db);
    }
}
