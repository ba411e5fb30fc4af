using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Programs.Webhooks;

public readonly record struct WebhookDeliveryId(Guid Value) : ITypedId<WebhookDeliveryId>
{
    public static WebhookDeliveryId New() => new(Guid.CreateVersion7());
    public static WebhookDeliveryId From(Guid value) => new(value);
}

/// <summary>A message to a webhook: sent until the other side has taken it, each time with the same id and the same body.</summary>
[Retained("Messages aux logiciels prévenus", KeptDays = 30, IsPersonal = false)]
public sealed class WebhookDelivery : IBelongsToOrganisation, ICallsForWork
{
    private static readonly Duration[] Pauses =
    [
        Duration.FromSeconds(5), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2), Duration.FromHours(5),
        Duration.FromHours(10), Duration.FromHours(14), Duration.FromHours(20), Duration.FromHours(24),
    ];

    /// <summary>A sender that has died lets go of what it had taken after so long.</summary>
    private static readonly Duration Lease = Duration.FromMinutes(5);

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public WebhookDeliveryId Id { get; init; } = WebhookDeliveryId.New();
    public required WebhookId WebhookId { get; init; }

    /// <summary>Null: an administrator tries whether the address answers.</summary>
    public required TimelineEventId? EventId { get; init; }

    /// <summary>Where the event stands in the commune's chain: in this order they are sent.</summary>
    public required long Place { get; init; }

    public required string Kind { get; init; }

    /// <summary>JSON; it names nobody.</summary>
    public required string Body { get; init; }

    public required Instant WrittenAt { get; init; }
    public required Instant DueAt { get; set; }
    public int Tries { get; set; }

    /// <summary>The other side has taken it.</summary>
    public Instant? TakenAt { get; set; }

    /// <summary>Nobody tries any more, unless it is asked for.</summary>
    public Instant? FailedAt { get; set; }

    /// <summary>What the other side said when it last did not take it.</summary>
    public string? LastRefusal { get; set; }

    Topic ICallsForWork.Calls => SealedEvent.Sealed;

    public void Take(Instant now) => (DueAt, Tries) = (now + Lease, Tries + 1);

    /// <summary>It was not sent after all, since one before it was not taken.</summary>
    public void LetGo(Instant due) => (DueAt, Tries) = (due, Tries - 1);

    /// <summary>The next try, after a longer pause than before; false when that was the last.</summary>
    public bool Postpone(Instant now, string why)
    {
        LastRefusal = why.Length > 300 ? why[..300] : why;
        if (EventId is null || Tries > Pauses.Length)
        {
            FailedAt = now;
            return EventId is null;
        }

        DueAt = now + Pauses[Tries - 1];
        return true;
    }

    /// <summary>From the first try on, again.</summary>
    public void SendAgain(Instant now) => (DueAt, Tries, FailedAt) = (now, 0, null);

    internal sealed class Table : IEntityTypeConfiguration<WebhookDelivery>
    {
        public void Configure(EntityTypeBuilder<WebhookDelivery> table)
        {
            table.ToTable("webhook_deliveries");
            table.HasKey(delivery => new { delivery.CommuneId, delivery.Id });
            table.HasIndex(delivery => new { delivery.CommuneId, delivery.WebhookId, delivery.EventId }).IsUnique();
            table.HasIndex(delivery => new { delivery.CommuneId, delivery.DueAt }).HasFilter("taken_at is null and failed_at is null");
        }
    }
}
