using Microsoft.EntityFrameworkCore;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Programs;

/// <summary>An event of a case at its place in the commune's chain.</summary>
internal sealed class PlacedEvent
{
    public required long Place { get; init; }
    public required TimelineEvent Happened { get; init; }
    public required string Reference { get; init; }
}

internal static class PlacedEvents
{
    /// <summary>Those of the organisations that can be seen from here, in order; who has looked at a case is the citizen's to know, and not told.</summary>
    public static IQueryable<PlacedEvent> CaseEvents(this PerronDb db, long after, long upTo) =>
        db.Set<SealedEvent>().AsNoTracking().Where(link => link.Place > after && link.Place <= upTo)
            .Join(db.Set<TimelineEvent>().AsNoTracking().Where(happened => happened.Visibility != Visibility.Access), link => link.EventId, happened => happened.Id, (link, happened) => new { link.Place, Happened = happened })
            .Join(db.Set<Stream>().Where(stream => stream.Kind == "case"), placed => placed.Happened.StreamId, stream => stream.Id,
                (placed, stream) => new PlacedEvent { Place = placed.Place, Happened = placed.Happened, Reference = stream.Reference })
            .OrderBy(placed => placed.Place);
}
