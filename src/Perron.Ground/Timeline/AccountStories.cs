using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Timeline;

/// <summary>The story of an account: joined, parted, closed, opened again, and who looked at it. It begins with the first of these, and its owner reads who looked.</summary>
internal sealed class AccountStories(References references) : IAccountJournal, ISpaceLooks
{
    private const string Kind = "account";
    private const int Most = 50;

    public async Task Happened<TFact>(PerronDb db, Commune commune, CitizenId citizen, TFact fact, string actor, string purpose, Instant now) where TFact : notnull =>
        db.Add((await StoryOf(db, commune, citizen, now)).Happened(fact, now, actor, purpose, Visibility.Internal));

    public async Task Looked(PerronDb db, Commune commune, CitizenId citizen, string actor, Instant now)
    {
        var (story, since) = (await StoryOf(db, commune, citizen, now), now - Duration.FromMinutes(5));
        if (!await db.Set<TimelineEvent>().AnyAsync(happened => happened.StreamId == story.Id && happened.Visibility == Visibility.Access && happened.Actor == actor && happened.At > since))
        {
            db.Add(story.Happened(new Looked("account"), now, actor, "gestion du compte", Visibility.Access));
        }
    }

    public async Task<IReadOnlyList<SpaceLook>> Of(PerronDb db, CitizenId citizen, Commune commune, string language) =>
        [.. (await db.Set<TimelineEvent>().AsNoTracking().Where(happened => happened.Visibility == Visibility.Access && db.Set<Stream>().Any(story => story.Id == happened.StreamId && story.Kind == Kind && story.CitizenId == citizen))
            .OrderByDescending(happened => happened.At).Take(Most).ToListAsync()).Select(look => new SpaceLook(look.At, look.Actor, Words.Of(typeof(Citizen)).In(language, "look-account"), look.Purpose))];

    // Joined accounts have two; the older one goes on.
    private async Task<Stream> StoryOf(PerronDb db, Commune commune, CitizenId citizen, Instant now)
    {
        if (db.Set<Stream>().Local.FirstOrDefault(story => story.Kind == Kind && story.CitizenId == citizen) is { } begun)
        {
            return begun;
        }

        if (await db.Set<Stream>().Where(story => story.Kind == Kind && story.CitizenId == citizen).OrderBy(story => story.OpenedAt).FirstOrDefaultAsync() is { } known)
        {
            return known;
        }

        var holder = commune.Holder;
        var owner = await db.Set<Organisation>().Where(one => one.Kind == holder).OrderBy(one => one.Slug).Select(one => one.Id).FirstAsync();
        return db.Add(new Stream { CommuneId = commune.Id, OrganisationId = owner, Kind = Kind, Reference = await references.Next(db, commune.Id, commune.Letters), CitizenId = citizen, OpenedAt = now }).Entity;
    }
}
