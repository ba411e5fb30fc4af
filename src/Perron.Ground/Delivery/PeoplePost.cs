using NodaTime;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Delivery;

/// <summary>What People sends (codes, notices of security) becomes a message of the outbox, in the same save as its cause.</summary>
internal sealed class PeoplePost(HouseKeys keys) : IPeoplePost
{
    public void Mail(PerronDb db, string to, string language, string template, IReadOnlyDictionary<string, string> values, Instant now, OrganisationId? from = null) =>
        db.Add(OutboxMessage.Mail(keys, db.Inside!.Value, to, language, template, values, null, now, from));

    public void Sms(PerronDb db, string to, string language, string template, IReadOnlyDictionary<string, string> values, Instant now) =>
        db.Add(OutboxMessage.Sms(keys, db.Inside!.Value, to, language, template, values, null, now));
}
