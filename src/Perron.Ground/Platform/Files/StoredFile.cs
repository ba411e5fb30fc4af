using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
namespace Perron.Platform.Files;

public readonly record struct StoredFileId(Guid Value) : ITypedId<StoredFileId>
{
    public static StoredFileId New() => new(Guid.CreateVersion7());
    public static StoredFileId From(Guid value) => new(value);
}

/// <summary>Whether a file may leave the house: only a clean one does. Quarantined waits for the virus scanner; of an infected one the bytes are gone.</summary>
public enum FileState { Clean, Quarantined, Infected }

/// <summary>A file that somebody sent and that passed the door. What is in it stands in <see cref="StoredBytes"/>, so that lists stay light.</summary>
[Retained("Pièces jointes des demandes", KeptDays = 1826, ArchiveHold = true)]
public sealed class StoredFile : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public StoredFileId Id { get; init; } = StoredFileId.New();

    /// <summary>The stream or draft it was sent to.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>The sender's name for it, made harmless; it is shown and offered for saving, and never a path of ours.</summary>
    public required string Name { get; set; }

    public required string ContentType { get; init; }
    public required long Size { get; init; }

    /// <summary>Of the bytes as they are kept, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required FileState State { get; set; }
    public required Instant At { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<StoredFile>
    {
        public void Configure(EntityTypeBuilder<StoredFile> table)
        {
            table.ToTable("stored_files");
            table.HasKey(file => new { file.CommuneId, file.Id });
            table.HasIndex(file => new { file.CommuneId, file.OwnerId });
            table.HasIndex(file => new { file.CommuneId, file.State });
        }
    }
}

/// <summary>What is in a stored file: in the database, so it inherits backup, walls and the promise that what was acknowledged is not lost.</summary>
[Retained("Contenu des pièces jointes", With = "stored_files", ArchiveHold = true)]
public sealed class StoredBytes : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StoredFileId FileId { get; init; }
    public required byte[] Bytes { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<StoredBytes>
    {
        public void Configure(EntityTypeBuilder<StoredBytes> table)
        {
            table.ToTable("stored_bytes");
            table.HasKey(content => new { content.CommuneId, content.FileId });
        }
    }
}
