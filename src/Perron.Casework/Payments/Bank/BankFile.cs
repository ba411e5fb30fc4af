using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Payments.Bank;

public readonly record struct BankFileId(Guid Value) : ITypedId<BankFileId>
{
    public static BankFileId New() => new(Guid.CreateVersion7());
    public static BankFileId From(Guid value) => new(value);
}

/// <summary>A file of the bank as it was sent in, kept whether it could be read or not: what is wrong with it stands beside it, and it can be read once more.</summary>
[Retained("Extraits de compte reçus de la banque", KeptDays = 3653, Since = nameof(SentAt), ArchiveHold = true)]
public sealed class BankFile : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public BankFileId Id { get; init; } = BankFileId.New();
    public required string Name { get; init; }
    public required byte[] Bytes { get; init; }
    public required Instant SentAt { get; init; }
    public required OfficerId SentBy { get; init; }

    /// <summary>How many of its statements were read from it, and how many were known already.</summary>
    public int Read { get; set; }
    public int Known { get; set; }

    /// <summary>Why nothing was read from it, by the name of a <see cref="Money.CodaFaultKind"/> or of one of the two below; empty when nothing is wrong.</summary>
    public string Fault { get; set; } = "";
    public int FaultLine { get; set; }

    /// <summary>The account of somebody else.</summary>
    public const string NotOurs = "NotOurs";

    /// <summary>A statement of this account, date and number was read before, and it said something else.</summary>
    public const string SaysOtherwise = "SaysOtherwise";

    internal sealed class Table : IEntityTypeConfiguration<BankFile>
    {
        public void Configure(EntityTypeBuilder<BankFile> table)
        {
            table.ToTable("bank_files");
            table.HasKey(file => new { file.CommuneId, file.Id });
            table.HasIndex(file => new { file.CommuneId, file.SentAt });
        }
    }
}
