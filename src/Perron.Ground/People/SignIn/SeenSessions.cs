using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.People.SignIn;

/// <summary>
/// When this node saw each session last. Noted in memory and written by a round, or reading a page would be a write;
/// what a crash takes along lets a session end at most <see cref="SeenRound.Every"/> early.
/// </summary>
internal sealed class SeenSessions
{
    private readonly ConcurrentDictionary<(CommuneId Commune, string KeyHash), Instant> _seen = new();

    public void Note(Session session, Instant now) => _seen[(session.CommuneId, session.KeyHash)] = now;

    /// <summary>What is noted and perhaps not written yet. Asked before the row is read: what is forgotten by then is written by then.</summary>
    public Instant? Noted(CommuneId commune, string keyHash) => _seen.TryGetValue((commune, keyHash), out var noted) ? noted : null;

    public IReadOnlyList<(string KeyHash, Instant At)> In(CommuneId commune) =>
        [.. _seen.Where(one => one.Key.Commune == commune).Select(one => (one.Key.KeyHash, one.Value))];

    /// <summary>Forgets what has been written, unless it was noted anew meanwhile.</summary>
    public void Written(CommuneId commune, string keyHash, Instant at) =>
        _seen.TryRemove(KeyValuePair.Create((commune, keyHash), at));
}

/// <summary>Writes who was seen, many in one transaction.</summary>
internal sealed class SeenRound(PerronDb db, Changes changes, SeenSessions sessions) : IRound
{
    public static Duration Every => Duration.FromSeconds(30);

    public static Topic? CalledBy => null;

    public async Task<bool> Visit(CommuneId commune, Instant now, CancellationToken stopping)
    {
        var noted = sessions.In(commune);
        if (noted.Count == 0)
        {
            return false;
        }

        await db.AsHouse(changes, async () =>
        {
            var at = noted.ToDictionary(one => one.KeyHash, one => one.At);
            var hashes = at.Keys.ToList();
            foreach (var session in await db.Set<Session>().Where(one => hashes.Contains(one.KeyHash)).ToListAsync(stopping))
            {
                session.SeenAt = Instant.Max(session.SeenAt, at[session.KeyHash]);
            }

            return true;
        });
        foreach (var (keyHash, at) in noted)
        {
            sessions.Written(commune, keyHash, at);
        }

        return false;
    }
}
