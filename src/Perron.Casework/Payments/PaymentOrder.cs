using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Belgium;
using Perron.Cases;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Payments;

public readonly record struct PaymentOrderId(Guid Value) : ITypedId<PaymentOrderId>
{
    public static PaymentOrderId New() => new(Guid.CreateVersion7());
    public static PaymentOrderId From(Guid value) => new(value);
}

/// <summary>What is asked for one case, in cents of euros, with the communication by which a transfer is known.</summary>
[Retained("Sommes demandées pour une demande", With = "cases")]
public sealed class PaymentOrder : IBelongsToOrganisation
{
    /// <summary>A case that ended so owes nothing.</summary>
    internal static readonly PublicStatus[] OwingNothing = [PublicStatus.Refused, PublicStatus.Withdrawn];

    private const long Numbers = 10_000_000_000;

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public PaymentOrderId Id { get; init; } = PaymentOrderId.New();
    public required StreamId CaseId { get; init; }

    /// <summary>Ten digits that nobody can guess from those of a neighbour; the index makes them one's own, whoever else draws at the same moment.</summary>
    public long Number { get; init; } = (RandomNumberGenerator.GetInt32(100_000) * 100_000L + RandomNumberGenerator.GetInt32(100_000)) % Numbers;

    public required int Cents { get; init; }
    public required Instant AskedAt { get; init; }

    /// <summary>What the house holds of it: all that came in, less what was given back. It follows from the facts.</summary>
    public int BalanceCents { get; set; }

    /// <summary>When all of it was there.</summary>
    public Instant? PaidAt { get; set; }

    /// <summary>Why the citizen need not pay, in the words of an officer; null where one must.</summary>
    public string? ExemptedWhy { get; set; }

    public OfficerId? ExemptedBy { get; set; }
    public Instant? ExemptedAt { get; set; }

    /// <summary>Two who tell something of it at the same moment: the second sees what the first has told.</summary>
    public int Changes { get; set; }

    public StructuredCommunication Communication => StructuredCommunication.For(Number);

    /// <summary>What is owed as long as the case stands so: nothing once it is refused or withdrawn, or the citizen exempted.</summary>
    public int OwedFor(PublicStatus status) => ExemptedWhy is not null || OwingNothing.Contains(status) ? 0 : Cents;

    public int OwedFor(Case one) => OwedFor(one.Status);

    internal sealed class Table : IEntityTypeConfiguration<PaymentOrder>
    {
        public void Configure(EntityTypeBuilder<PaymentOrder> table)
        {
            table.ToTable("payment_orders");
            table.HasKey(order => new { order.CommuneId, order.Id });
            table.Ignore(order => order.Communication);
            table.Property(order => order.Changes).IsConcurrencyToken();
            table.HasIndex(order => new { order.CommuneId, order.Number }).IsUnique();
            table.HasIndex(order => new { order.CommuneId, order.CaseId }).IsUnique();
        }
    }
}
