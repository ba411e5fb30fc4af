using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Delivery;
using Perron.Platform.Storage;
namespace Perron.Timeline;

/// <summary>Tells in the story of a stream what became of the messages and letters that belong to it.</summary>
internal sealed class DeliveryTold : IDeliveryStory
{
    public async Task Tell(PerronDb db, Guid stream, object fact, bool isPublic, string actor, Instant at)
    {
        var id = StreamId.From(stream);
        if (await db.Set<Stream>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id) is { } story)
        {
            db.Add(story.Happened(fact, at, actor, "envoi", isPublic ? Visibility.Public : Visibility.Internal));
        }
    }

    public async Task<OrganisationId?> OwnerOf(PerronDb db, Guid stream)
    {
        var id = StreamId.From(stream);
        return await db.Set<Stream>().Where(one => one.Id == id).Select(one => (OrganisationId?)one.OrganisationId).SingleOrDefaultAsync();
    }
}
