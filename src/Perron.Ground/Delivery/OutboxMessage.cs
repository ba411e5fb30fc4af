using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
namespace Perron.Delivery;

public readonly record struct OutboxMessageId(Guid Value) : ITypedId<OutboxMessageId>
{
    public static OutboxMessageId New() => new(Guid.CreateVersion7());
    public static OutboxMessageId From(Guid value) => new(value);
}

/// <summary>By what way a message goes.</summary>
public enum Channel { Email, Sms, Letter }

/// <summary>A message to somebody, written in the same save as its cause. A sender takes it later, and what it said is then forgotten.</summary>
[Retained("Messages envoyés aux citoyens", KeptDays = 90)]
public sealed class OutboxMessage : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public OutboxMessageId Id { get; init; } = OutboxMessageId.New();
    public required Channel Channel { get; init; }

    /// <summary>An e-mail address, a telephone number in E.164 form, or the lines of a postal address.</summary>
    public required string To { get; set; }

    public required string Language { get; init; }

    /// <summary>The file of catalogue/messages it is made from, without its ending.</summary>
    public required string Template { get; init; }

    /// <summary>What stands in the places of the template, as JSON.</summary>
    public required string Values { get; set; }

    /// <summary>The stream whose story it belongs to, if any: delivery is told there.</summary>
    public Guid? StreamId { get; init; }

    public required Instant WrittenAt { get; init; }

    public static OutboxMessage Mail(CommuneId commune, string to, string language, string template, IReadOnlyDictionary<string, string> values, Guid? stream, Instant now) => new()
    {
        CommuneId = commune, Channel = Channel.Email, To = to, Language = language, Template = template,
        Values = JsonSerializer.Serialize(values), StreamId = stream, WrittenAt = now,
    };

    internal sealed class Table : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> table)
        {
            table.ToTable("outbox_messages");
            table.HasKey(message => new { message.CommuneId, message.Id });
        }
    }
}
