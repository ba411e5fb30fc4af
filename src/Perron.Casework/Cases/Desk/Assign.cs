using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.Desk;

internal static class Assign
{
    /// <summary>Gives the file to an officer; the rule or the colleague who chose is written on the case.</summary>
    public static async Task To(PerronDb db, Case one, OfficerId officer, string rule, Visitor by, Instant now)
    {
        var stream = await db.Set<Stream>().SingleAsync(stream => stream.Id == one.Id);
        one.AssignedTo = officer;
        one.Changes++;
        one.ChangedAt = now;
        db.Add(stream.Happened(new CaseAssigned(officer.Value, rule), now, by.Actor, "attribution", Visibility.Internal));
    }
}
