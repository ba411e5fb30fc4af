using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Delivery.Messages;
using Perron.Delivery.Sms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Delivery;

/// <summary>What delivery has to do with the story a message belongs to: whether its owner is discreet, what is told in it, and how else its person can be reached.</summary>
public sealed class DeliveryStories(IEnumerable<IDeliveryStory> stories, IEnumerable<IOtherWays> ways, MessageCatalogue catalogue, HouseKeys keys)
{
    public async Task<OrganisationId?> OwnerOf(PerronDb db, Guid? stream)
    {
        foreach (var story in stream is null ? [] : stories)
        {
            if (await story.OwnerOf(db, stream!.Value) is { } owner)
            {
                return owner;
            }
        }

        return null;
    }

    /// <summary>Whether bystanders who see the message must not learn from whom it comes.</summary>
    public async Task<bool> IsDiscreet(PerronDb db, OutboxMessage message, IReadOnlyList<Organisation> organisations) =>
        (message.SentBy ?? await OwnerOf(db, message.StreamId)) is { } owner && organisations.Single(organisation => organisation.Id == owner).IsDiscreet;

    public async Task Tell(PerronDb db, Guid? stream, object fact, Instant at, string actor = "house", bool isPublic = false)
    {
        foreach (var story in stream is null ? [] : stories)
        {
            await story.Tell(db, stream!.Value, fact, isPublic, actor, at);
        }
    }

    /// <summary>
    /// The e-mail did not reach anybody: an SMS with the same link where a telephone is known, else a letter in the print tray,
    /// with the address to be completed by an officer if the commune does not know it. An SMS that fails leaves a letter; what decides something goes on paper beside it.
    /// </summary>
    public async Task TryAnotherWay(PerronDb db, OutboxMessage failed, Instant now)
    {
        if (failed.IsCourtesy || failed.StreamId is not { } stream || await OwnerOf(db, stream) is not { } owner || await Find(db, stream) is not { } way)
        {
            return;
        }

        if (failed.Channel == Channel.Email && MobileNumber.Of(way.Phone) is { } phone)
        {
            db.Add(OutboxMessage.Sms(keys, failed.CommuneId, phone, failed.Language, failed.Template, failed.Places(keys), stream, now));
            if (!catalogue.IsOnPaper(failed.Template))
            {
                return;
            }
        }
        else if (failed.Channel == Channel.Sms && catalogue.IsOnPaper(failed.Template))
        {
            return; // its letter was written with it
        }

        db.Add(Letter.Of(failed.CommuneId, owner, stream, way.Name, way.Address, failed.Language, LetterKind.Plain, failed.Template, failed.Places(keys), pdf: null, now));
    }

    private async Task<OtherWay?> Find(PerronDb db, Guid stream)
    {
        foreach (var way in ways)
        {
            if (await way.Find(db, stream) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
