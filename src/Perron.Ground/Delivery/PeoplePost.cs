using System.Text.Json;
using NodaTime;
using Perron.People;
using Perron.Platform.Storage;
namespace Perron.Delivery;

/// <summary>What People sends (codes, notices of security) becomes a message of the outbox, in the same save as its cause.</summary>
internal sealed class PeoplePost : IPeoplePost
{
    public void Mail(PerronDb db, string to, string language, string template, IReadOnlyDictionary<string, string> values, Instant now) =>
        db.Add(OutboxMessage.Mail(db.Inside!.Value, to, language, template, values, null, now));

    public void Sms(PerronDb db, string to, string language, string template, IReadOnlyDictionary<string, string> values, Instant now) => db.Add(new OutboxMessage
    {
        CommuneId = db.Inside!.Value, Channel = Channel.Sms, To = to, Language = language, Template = template, Values = JsonSerializer.Serialize(values), WrittenAt = now, DueAt = now,
    });
}
