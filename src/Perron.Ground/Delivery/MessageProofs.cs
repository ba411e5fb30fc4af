using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Delivery.Messages;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Delivery;

/// <summary>A message as its receiver will read it, but for its links, which open what is the receiver's alone.</summary>
public sealed record MessageProof(Channel Channel, string To, string Language, string Subject, string Text);

/// <summary>Writes messages out before they go, for whoever is about to send them.</summary>
public sealed class MessageProofs(MessageCatalogue catalogue, DeliveryStories stories, HouseKeys keys)
{
    private const string Hidden = "https://…";

    public async Task<IReadOnlyList<MessageProof>> Of(PerronDb db, IReadOnlyList<OutboxMessage> messages, Commune commune)
    {
        var organisations = messages.Count == 0 ? [] : await db.Set<Organisation>().AsNoTracking().ToListAsync();
        var proofs = new List<MessageProof>();
        foreach (var message in messages)
        {
            var places = message.Places(keys).ToDictionary(place => place.Key, place => place.Value.StartsWith("http", StringComparison.Ordinal) ? Hidden : place.Value);
            var written = catalogue.Write(message.Template, message.Language, places, commune, await stories.IsDiscreet(db, message, organisations));
            proofs.Add(new(message.Channel, message.To, message.Language, written.Subject, message.Channel == Channel.Sms ? written.Short : written.Text));
        }

        return proofs;
    }
}
