using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

public readonly record struct HeldUploadId(Guid Value) : ITypedId<HeldUploadId>
{
    public static HeldUploadId New() => new(Guid.CreateVersion7());
    public static HeldUploadId From(Guid value) => new(value);
}

/// <summary>
/// A file of a <see cref="HeldPost"/>: name and bytes sealed, of one person on one browser. Nobody has looked at it yet: it passes the file door
/// when the form is sent again, and nothing gives it out before.
/// </summary>
[Retained("Fichiers d'un formulaire interrompu par la fin de session, rendus après la reconnexion", KeptDays = 1)]
public sealed class HeldUpload : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public HeldUploadId Id { get; init; } = HeldUploadId.New();
    public required string KeyHash { get; init; }
    public CitizenId? CitizenId { get; init; }
    public OfficerId? OfficerId { get; init; }
    public required string Field { get; init; }
    public required byte[] SealedName { get; init; }
    public required byte[] Sealed { get; init; }
    public required Instant HeldAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<HeldUpload>
    {
        public void Configure(EntityTypeBuilder<HeldUpload> table)
        {
            table.ToTable("held_uploads");
            table.HasKey(held => new { held.CommuneId, held.Id });
            table.HasIndex(held => new { held.CommuneId, held.KeyHash });
        }
    }
}
