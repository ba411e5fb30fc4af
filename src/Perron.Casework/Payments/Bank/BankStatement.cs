using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
namespace Perron.Payments.Bank;

public readonly record struct BankStatementId(Guid Value) : ITypedId<BankStatementId>
{
    public static BankStatementId New() => new(Guid.CreateVersion7());
    public static BankStatementId From(Guid value) => new(value);
}

/// <summary>A statement of the account that was read: the index keeps it from being read twice, even by two at once.</summary>
[Retained("Extraits de compte lus", With = "bank_files", IsPersonal = false)]
public sealed class BankStatement : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public BankStatementId Id { get; init; } = BankStatementId.New();
    public required BankFileId FileId { get; init; }
    public required string Account { get; init; }

    /// <summary>The day of the new balance. Banks begin to count the numbers anew each year, and some leave them 0.</summary>
    public required LocalDate On { get; init; }
    public required int Number { get; init; }
    public required long OldCents { get; init; }
    public required long NewCents { get; init; }

    /// <summary>SHA-256 of all that moved, in hexadecimal: the same statement says the same.</summary>
    public required string Says { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<BankStatement>
    {
        public void Configure(EntityTypeBuilder<BankStatement> table)
        {
            table.ToTable("bank_statements");
            table.HasKey(statement => new { statement.CommuneId, statement.Id });
            table.HasIndex(statement => new { statement.CommuneId, statement.Account, statement.On, statement.Number }).IsUnique();
            table.HasIndex(statement => new { statement.CommuneId, statement.FileId });
        }
    }
}
