using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.Desk;

/// <summary>An officer leaves: the open files go to a colleague, or back to the team as unassigned.</summary>
internal sealed class CaseHandOver : IHandOver
{
    public string NameOf(string language) => Words.Of(typeof(CaseHandOver)).In(language, "hand-over-name");

    public Task<int> CountOf(PerronDb db, OfficerId officer) => db.Set<Case>().CountAsync(one => one.AssignedTo == officer && one.ClosedAt == null);

    public async Task HandOver(PerronDb db, OfficerId from, OfficerId? to, string actor, Instant now)
    {
        var cases = await db.Set<Case>().Where(one => one.AssignedTo == from && one.ClosedAt == null).ToListAsync();
        var ids = cases.Select(one => one.Id).ToList();
        var streams = await db.Set<Stream>().Where(stream => ids.Contains(stream.Id)).ToDictionaryAsync(stream => stream.Id);
        foreach (var one in cases)
        {
            one.AssignedTo = to;
            one.Changes++;
            one.ChangedAt = now;
            db.Add(streams[one.Id].Happened(new CaseAssigned(to?.Value ?? Guid.Empty, "departure"), now, actor, "attribution", Visibility.Internal));
        }
    }
}
