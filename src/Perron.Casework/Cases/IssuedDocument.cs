using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases;

public readonly record struct IssuedDocumentId(Guid Value) : ITypedId<IssuedDocumentId>
{
    public static IssuedDocumentId New() => new(Guid.CreateVersion7());
    public static IssuedDocumentId From(Guid value) => new(value);
}

/// <summary>An issued document as it lies in the folder: what it is, without its bytes, which are read only to be given.</summary>
public sealed record DocumentInFolder(IssuedDocumentId Id, LocalText Kind, string Code, string Language, LocalDate ValidUntil, Instant? RevokedAt, OfficerId IssuedBy, int Size, bool IsPrintable);

/// <summary>A document that the commune has issued. Anybody who holds its code can ask whether it is genuine, and learns no name.</summary>
[Retained("Documents délivrés", KeptDays = 3653, ArchiveHold = true, NeedsStrongIdentity = true)]
public sealed class IssuedDocument : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public IssuedDocumentId Id { get; init; } = IssuedDocumentId.New();
    public required StreamId CaseId { get; init; }
    public required LocalText Kind { get; init; }

    /// <summary>16 signs of 31, about 79 bits: what the QR code carries.</summary>
    public required string Code { get; init; }

    /// <summary>The official language it is written in.</summary>
    public required string Language { get; init; }

    public required LocalDate IssuedOn { get; init; }
    public required LocalDate ValidUntil { get; init; }
    public required string SignedBy { get; init; }
    public required string Delegation { get; init; }
    public required OfficerId IssuedBy { get; init; }

    /// <summary>What stands on it (<see cref="Documents.DocumentContent"/>), from which the page to print is drawn; empty for what was issued before there was one.</summary>
    public string Content { get; init; } = "";

    /// <summary>Sealed (PAdES).</summary>
    public required byte[] Pdf { get; init; }

    /// <summary>SHA-256 of the PDF, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required bool IsSpecimen { get; init; }
    public Instant? RevokedAt { get; set; }

    /// <summary>How often its code was asked for.</summary>
    public int Verified { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<IssuedDocument>
    {
        public void Configure(EntityTypeBuilder<IssuedDocument> table)
        {
            table.ToTable("issued_documents");
            table.HasKey(document => new { document.CommuneId, document.Id });
            table.HasIndex(document => new { document.CommuneId, document.Code }).IsUnique();
            table.HasIndex(document => new { document.CommuneId, document.CaseId });
        }
    }
}
