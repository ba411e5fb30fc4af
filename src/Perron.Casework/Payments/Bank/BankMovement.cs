using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Payments.Bank;

public readonly record struct BankMovementId(Guid Value) : ITypedId<BankMovementId>
{
    public static BankMovementId New() => new(Guid.CreateVersion7());
    public static BankMovementId From(Guid value) => new(value);
}

/// <summary>What became of a transfer: the house knew for what it is, an officer said so, it is no payment of ours, or it went back; open as long as nobody has said.</summary>
public enum MovementState { Open, Matched, Given, SetAside, PaidBack }

/// <summary>An amount that came in by a transfer.</summary>
[Retained("Virements reçus", With = "bank_statements")]
public sealed class BankMovement : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public BankMovementId Id { get; init; } = BankMovementId.New();
    public required BankStatementId StatementId { get; init; }

    /// <summary>Account, day, number and sequence of the line: the name by which its money is a fact of an order, once.</summary>
    public required string Name { get; init; }

    public required int Cents { get; init; }
    public required LocalDate ValueOn { get; init; }

    /// <summary>Twelve digits, right or wrong; empty when there are none.</summary>
    public required string Communication { get; init; }
    public required string Text { get; init; }
    public required string PayerAccount { get; init; }
    public required string PayerName { get; init; }

    public MovementState State { get; set; }
    public StreamId? CaseId { get; set; }

    /// <summary>The reason, or the proof that it went back.</summary>
    public string Why { get; set; } = "";

    /// <summary>Who said so; null when the house knew.</summary>
    public OfficerId? SaidBy { get; set; }
    public Instant? SaidAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<BankMovement>
    {
        public void Configure(EntityTypeBuilder<BankMovement> table)
        {
            table.ToTable("bank_movements");
            table.HasKey(movement => new { movement.CommuneId, movement.Id });
            table.Property(movement => movement.State).IsConcurrencyToken();
            table.HasIndex(movement => new { movement.CommuneId, movement.Name }).IsUnique();
            table.HasIndex(movement => new { movement.CommuneId, movement.State });
            table.HasIndex(movement => new { movement.CommuneId, movement.StatementId });
        }
    }
}
