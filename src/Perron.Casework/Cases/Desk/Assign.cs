using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.Desk;

internal static class Assign
{
    /// <summary>Gives the file to an officer; the rule or the colleague who chose is written on the case.</summary>
    public static Task To(PerronDb db, Case one, OfficerId officer, string rule, Visitor by, Instant now) => Each(db, [one], _ => officer, rule, by, now);

    /// <summary>The same for several files at once; null: nobody has it.</summary>
    public static async Task Each(PerronDb db, IReadOnlyList<Case> cases, Func<Case, OfficerId?> officer, string rule, Visitor by, Instant now)
    {
        var ids = cases.Select(one => one.Id).ToList();
        var streams = await db.Set<Stream>().Where(stream => ids.Contains(stream.Id)).ToDictionaryAsync(stream => stream.Id);
        foreach (var one in cases)
        {
            (one.AssignedTo, one.Changes, one.ChangedAt) = (officer(one), one.Changes + 1, now);
            db.Add(streams[one.Id].Happened(new CaseAssigned(one.AssignedTo?.Value ?? Guid.Empty, rule), now, by.Actor, "attribution", Visibility.Internal));
        }
    }
}
