using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Payments;

public readonly record struct PaymentAttemptId(Guid Value) : ITypedId<PaymentAttemptId>
{
    public static PaymentAttemptId New() => new(Guid.CreateVersion7());
    public static PaymentAttemptId From(Guid value) => new(value);
}

/// <summary>
/// One time that a citizen went to pay online. It is written before the provider is asked, and its id is the key by which the provider knows the same asking again:
/// whatever breaks in between, nobody is charged twice for one attempt. Of an order one attempt at most is open.
/// </summary>
[Retained("Essais de paiement en ligne", With = "cases")]
public sealed class PaymentAttempt : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public PaymentAttemptId Id { get; init; } = PaymentAttemptId.New();
    public required StreamId CaseId { get; init; }
    public required PaymentOrderId OrderId { get; init; }
    public required string Provider { get; init; }
    public required int Cents { get; init; }
    public required Instant BegunAt { get; init; }

    /// <summary>Its name at the provider, and the page there; null until the provider has answered.</summary>
    public string? ExternalId { get; set; }
    public string? Checkout { get; set; }

    /// <summary>What the provider calls the money itself, by which it gives it back, where that is another name.</summary>
    public string? ChargeId { get; set; }

    /// <summary>When the provider said that nothing more comes of it, good or bad.</summary>
    public Instant? ClosedAt { get; set; }
    public bool IsPaid { get; set; }

    /// <summary>How much of it the house has decided to give back; it asks the provider by the id of the attempt until that is done.</summary>
    public int RefundCents { get; set; }
    public Instant? RefundedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<PaymentAttempt>
    {
        public void Configure(EntityTypeBuilder<PaymentAttempt> table)
        {
            table.ToTable("payment_attempts");
            table.HasKey(attempt => new { attempt.CommuneId, attempt.Id });
            table.HasIndex(attempt => new { attempt.CommuneId, attempt.OrderId }).IsUnique().HasFilter("closed_at is null");
            table.HasIndex(attempt => new { attempt.CommuneId, attempt.BegunAt });
        }
    }
}
