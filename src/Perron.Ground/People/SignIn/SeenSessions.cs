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
    private readonly ConcurrentDictionary<(CommuneId Commune, SessionId Session), Instant> _seen = new();

    public void Note(Session session, Instant now) => _seen[(session.CommuneId, session.Id)] = now;

    /// <summary>What is written, or what has been noted since.</summary>
    public Instant Last(Session session) => _seen.TryGetValue((session.CommuneId, session.Id), out var noted) && noted > session.SeenAt ? noted : session.SeenAt;

    public IReadOnlyList<(SessionId Session, Instant At)> In(CommuneId commune) =>
        [.. _seen.Where(one => one.Key.Commune == commune).Select(one => (one.Key.Session, one.Value))];

    /// <summary>Forgets what has been written, unless it was noted anew meanwhile.</summary>
    public void Written(CommuneId commune, SessionId session, Instant at) =>
        _seen.TryRemove(KeyValuePair.Create((commune, session), at));
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
            foreach (var (session, at) in noted)
            {
                await db.Set<Session>().Where(one => one.Id == session && one.SeenAt < at).ExecuteUpdateAsync(row => row.SetProperty(one => one.SeenAt, at), stopping);
            }

            return true;
        });
        foreach (var (session, at) in noted)
        {
            sessions.Written(commune, session, at);
        }

        return false;
    }
}
