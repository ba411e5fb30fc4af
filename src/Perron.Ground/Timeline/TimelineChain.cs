using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Timeline;

/// <summary>What is wrong with a chain, and at which place first.</summary>
public enum ChainFaultKind
{
    /// <summary>Event or link does not say what it said when it was sealed, or stands in another place.</summary>
    Altered,

    /// <summary>The event of this link is gone.</summary>
    EventMissing,

    /// <summary>The link of this place is gone.</summary>
    LinkMissing,

    /// <summary>An event stands in the log that was never sealed, though it is old.</summary>
    Inserted,

    /// <summary>The chain is shorter than a head that was exported, or that head stands in it no more.</summary>
    Truncated,

    /// <summary>An exported head that the house has not signed.</summary>
    HeadForged,
}

public sealed record ChainFault(ChainFaultKind Kind, long Place, Guid? Event);

/// <summary>How far a chain was followed, and the first thing that is wrong with it; null: all is as it was written.</summary>
public sealed record ChainReport(long Links, ChainFault? Fault);

/// <summary>
/// The log of a commune as a chain of hashes. A chain alone does not show that its end was cut off or that a whole older chain was put back:
/// its head is signed and exported now and then, and the exported heads are part of the check.
/// </summary>
public static class TimelineChain
{
    /// <summary>An event younger than this may still wait for its seal.</summary>
    internal static readonly Duration Patience = Duration.FromMinutes(10);

    private const int Part = 1000;

    /// <summary>SHA-256 over the event, every field with its length before it, and over the hash before.</summary>
    public static string Hash(TimelineEvent happened, string before)
    {
        string[] fields =
        [
            before, happened.CommuneId.Value.ToString("N"), happened.OrganisationId.Value.ToString("N"), happened.Id.Value.ToString("N"), happened.StreamId.Value.ToString("N"),
            happened.At.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture), happened.Actor, happened.Purpose, happened.Visibility.ToString(), happened.Kind, happened.Data,
        ];
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(fields.Select(field => $"{field.Length}:{field}")))));
    }

    /// <param name="heads">Exported heads of this commune, oldest first: see <see cref="ChainHead"/>.</param>
    public static async Task<ChainReport> Verify(PerronDb db, CommuneId commune, HouseKeys keys, IReadOnlyList<ChainHead> heads, Instant now)
    {
        var (place, before) = (0L, "");
        var waiting = new Queue<ChainHead>(heads.OrderBy(head => head.Place));
        if (waiting.FirstOrDefault(head => !head.IsSignedBy(keys, commune)) is { } forged)
        {
            return new(0, new(ChainFaultKind.HeadForged, forged.Place, null));
        }

        while (await Links(db, place) is { Count: > 0 } links)
        {
            foreach (var (link, happened) in links)
            {
                place++;
                if (Wrong(link, happened, place, before) is { } fault)
                {
                    return new(place - 1, fault);
                }

                before = link.Hash;
                while (waiting.TryPeek(out var head) && head.Place == place)
                {
                    waiting.Dequeue();
                    if (head.Hash != before)
                    {
                        return new(place - 1, new(ChainFaultKind.Truncated, place, null));
                    }
                }
            }
        }

        if (waiting.Count > 0)
        {
            return new(place, new(ChainFaultKind.Truncated, place + 1, null));
        }

        return new(place, await Stranger(db, now) is { } stranger ? new(ChainFaultKind.Inserted, place + 1, stranger.Value) : null);
    }

    private static ChainFault? Wrong(SealedEvent link, TimelineEvent? happened, long place, string before) =>
        link.Place != place ? new(ChainFaultKind.LinkMissing, place, null)
        : happened is null ? new(ChainFaultKind.EventMissing, place, link.EventId.Value)
        : Hash(happened, before) != link.Hash ? new(ChainFaultKind.Altered, place, link.EventId.Value)
        : null;

    private static async Task<List<(SealedEvent Link, TimelineEvent? Happened)>> Links(PerronDb db, long after) =>
        [.. (await db.Set<SealedEvent>().AsNoTracking().Where(link => link.Place > after).OrderBy(link => link.Place).Take(Part)
            .GroupJoin(db.Set<TimelineEvent>().AsNoTracking(), link => link.EventId, happened => happened.Id, (link, events) => new { link, events })
            .SelectMany(pair => pair.events.DefaultIfEmpty(), (pair, happened) => new { pair.link, happened })
            .OrderBy(pair => pair.link.Place).ToListAsync()).Select(pair => (pair.link, pair.happened))];

    private static async Task<TimelineEventId?> Stranger(PerronDb db, Instant now)
    {
        var old = now - Patience;
        return (await db.Set<TimelineEvent>().AsNoTracking().Where(happened => happened.At < old && !db.Set<SealedEvent>().Any(link => link.EventId == happened.Id))
            .OrderBy(happened => happened.At).FirstOrDefaultAsync())?.Id;
    }
}
