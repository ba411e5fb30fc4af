using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Delivery;

public readonly record struct OutboxMessageId(Guid Value) : ITypedId<OutboxMessageId>
{
    public static OutboxMessageId New() => new(Guid.CreateVersion7());
    public static OutboxMessageId From(Guid value) => new(value);
}

/// <summary>By what way a message goes. Letters have rows of their own: they are printed, not sent.</summary>
public enum Channel { Email, Sms }

/// <summary>A message to somebody, written in the same save as its cause. A sender takes it later, and what it said is then forgotten.</summary>
[Retained("Messages envoyés aux citoyens", Recipient = Recipient.Carriers, KeptDays = 90)]
public sealed class OutboxMessage : IBelongsToCommune, ICallsForWork
{
    /// <summary>What wakes the sender.</summary>
    public static readonly Topic Waiting = new("outbox");

    public const string Nothing = "{}";
    private const int MostTries = 20;

    public required CommuneId CommuneId { get; init; }
    public OutboxMessageId Id { get; init; } = OutboxMessageId.New();
    public required Channel Channel { get; init; }

    /// <summary>An e-mail address, or a telephone number in E.164 form.</summary>
    public required string To { get; set; }

    public required string Language { get; init; }

    /// <summary>The file of catalogue/messages it is made from, without its ending.</summary>
    public required string Template { get; init; }

    /// <summary>What stood readable in the database before everything was sealed from the start; nothing is written here any more.</summary>
    public string Values { get; private set; } = Nothing;

    /// <summary>What stands in the places of the template, as JSON, unreadable in the database; kept for as long as the message may come back and must go another way.</summary>
    public byte[]? SealedValues { get; private set; }

    /// <summary>The stream whose story it belongs to, if any: delivery is told there.</summary>
    public Guid? StreamId { get; init; }

    /// <summary>The organisation that writes; where this does not say so, the stream does. This is no wall: the message is the house's to send.</summary>
    public OrganisationId? SentBy { get; init; }

    /// <summary>Goes beside another message that says the same: should it fail, no other way is looked for.</summary>
    public bool IsCourtesy { get; init; }

    public required Instant WrittenAt { get; init; }

    /// <summary>When it may be taken next.</summary>
    public required Instant DueAt { get; set; }

    public Instant? TakenAt { get; private set; }

    /// <summary>The mail server or the telephone company has taken it over. That is not yet delivered.</summary>
    public Instant? AcceptedAt { get; private set; }

    /// <summary>Nobody tries any more: refused for good, or too late.</summary>
    public Instant? FailedAt { get; private set; }

    /// <summary>It came back after it had been taken over.</summary>
    public Instant? BouncedAt { get; set; }

    public int Tries { get; private set; }

    /// <summary>What the other side said when it refused last; no address, no text.</summary>
    public string? LastRefusal { get; private set; }

    Topic ICallsForWork.Calls => Waiting;

    public static OutboxMessage Mail(HouseKeys keys, CommuneId commune, string to, string language, string template, IReadOnlyDictionary<string, string> values, Guid? stream, Instant now, OrganisationId? from = null) =>
        Write(keys, Channel.Email, commune, to, language, template, values, stream, now, from);

    public static OutboxMessage Sms(HouseKeys keys, CommuneId commune, string to, string language, string template, IReadOnlyDictionary<string, string> values, Guid? stream, Instant now) =>
        Write(keys, Channel.Sms, commune, to, language, template, values, stream, now, null);

    /// <summary>The same as this e-mail, by SMS beside it.</summary>
    public OutboxMessage BesideBySms(string number) => new()
    {
        CommuneId = CommuneId, Channel = Channel.Sms, To = number, Language = Language, Template = Template, SealedValues = SealedValues,
        StreamId = StreamId, SentBy = SentBy, IsCourtesy = true, WrittenAt = WrittenAt, DueAt = DueAt,
    };

    /// <summary>
    /// To somebody else than the one whose story it belongs to: should it fail, that one's telephone and address are no other way.
    /// What it says, and the link in it, are not theirs.
    /// </summary>
    public OutboxMessage ToSomebodyElse() => new()
    {
        CommuneId = CommuneId, Channel = Channel, To = To, Language = Language, Template = Template, SealedValues = SealedValues,
        StreamId = StreamId, SentBy = SentBy, IsCourtesy = true, WrittenAt = WrittenAt, DueAt = DueAt,
    };

    /// <summary>What stands in its places; nothing once it is forgotten.</summary>
    public IReadOnlyDictionary<string, string> Places(HouseKeys keys) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(SealedValues is { } hidden ? keys.Open(CommuneId, hidden) : Values)!;

    /// <summary>A sender has it now. Should the sender die, another may take it when the lease is over: rather twice than never.</summary>
    internal void Take(Instant now, Duration lease) => (TakenAt, DueAt, Tries) = (now, now + lease, Tries + 1);

    internal void Accept(Instant now) => AcceptedAt = now;

    internal void Fail(Instant now, string why) => (FailedAt, LastRefusal) = (now, Short(why));

    /// <summary>Refused for now. Waits longer each time: 1, 2, 4 … minutes, 6 hours at most; given up after about three days.</summary>
    internal void Postpone(Instant now, string why)
    {
        if (Tries >= MostTries)
        {
            Fail(now, why);
            return;
        }

        LastRefusal = Short(why);
        DueAt = now + Duration.FromMinutes(Math.Min(360, Math.Pow(2, Tries - 1)));
    }

    /// <summary>Nobody reads any more what was sent; what belongs to a story can still be opened by the house, should it come back.</summary>
    internal void Forget() => (SealedValues, Values) = (StreamId is null || FailedAt is not null ? null : SealedValues, Nothing);

    /// <summary>It has come back and gone another way.</summary>
    internal void ForgetAll() => (SealedValues, Values) = (null, Nothing);

    private static string Short(string why) => why.Length > 300 ? why[..300] : why;

    private static OutboxMessage Write(HouseKeys keys, Channel channel, CommuneId commune, string to, string language, string template, IReadOnlyDictionary<string, string> values, Guid? stream, Instant now, OrganisationId? from) => new()
    {
        CommuneId = commune, Channel = channel, To = to, Language = language, Template = template,
        SealedValues = keys.Seal(commune, JsonSerializer.Serialize(values)), StreamId = stream, SentBy = from, WrittenAt = now, DueAt = now,
    };

    internal sealed class Table : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> table)
        {
            table.ToTable("outbox_messages");
            table.HasKey(message => new { message.CommuneId, message.Id });
            table.HasIndex(message => new { message.CommuneId, message.DueAt }).HasFilter("accepted_at is null and failed_at is null");
            table.HasIndex(message => new { message.CommuneId, message.StreamId });
        }
    }
}
