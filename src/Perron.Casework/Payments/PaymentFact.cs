using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Money;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Payments;

public readonly record struct PaymentFactId(Guid Value) : ITypedId<PaymentFactId>
{
    public static PaymentFactId New() => new(Guid.CreateVersion7());
    public static PaymentFactId From(Guid value) => new(value);
}

/// <summary>What a provider, the bank or the cash desk has told of an order: written once, never changed. The index keeps the same thing from being told twice, even by two at once.</summary>
[Retained("Mouvements d'argent d'une demande", With = "cases")]
public sealed class PaymentFact : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public PaymentFactId Id { get; init; } = PaymentFactId.New();
    public required StreamId CaseId { get; init; }
    public required PaymentOrderId OrderId { get; init; }
    public required string Source { get; init; }
    public required string ExternalId { get; init; }
    public required FactKind Kind { get; init; }
    public required int Cents { get; init; }

    /// <summary>As in the timeline: "officer:…", "house".</summary>
    public required string Actor { get; init; }
    public required Instant At { get; init; }

    public MoneyFact Told => new(Source, ExternalId, Kind, Cents);

    internal sealed class Table : IEntityTypeConfiguration<PaymentFact>
    {
        public void Configure(EntityTypeBuilder<PaymentFact> table)
        {
            table.ToTable("payment_facts");
            table.HasKey(fact => new { fact.CommuneId, fact.Id });
            table.Ignore(fact => fact.Told);
            table.HasIndex(fact => new { fact.CommuneId, fact.Source, fact.ExternalId, fact.Kind }).IsUnique();
            table.HasIndex(fact => new { fact.CommuneId, fact.OrderId });
        }
    }
}
