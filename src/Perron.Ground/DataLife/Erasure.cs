using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
namespace Perron.DataLife;

public readonly record struct ErasureId(Guid Value) : ITypedId<ErasureId>
{
    public static ErasureId New() => new(Guid.CreateVersion7());
    public static ErasureId From(Guid value) => new(value);
}

/// <summary>Why somebody was forgotten.</summary>
public enum ErasureCause { Asked, Expired }

/// <summary>An entry of the ledger of erasures: when, why, and whom, by a keyed hash that names nobody. After a restore it says whom to forget again.</summary>
[Retained("Registre des effacements, pour ne pas faire revivre des données après une restauration", KeptDays = 3653, IsPersonal = false)]
public sealed class Erasure : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public ErasureId Id { get; init; } = ErasureId.New();

    /// <summary>The house's blind index of the citizen's id.</summary>
    public required string Subject { get; init; }

    public required ErasureCause Cause { get; init; }
    public required Instant At { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<Erasure>
    {
        public void Configure(EntityTypeBuilder<Erasure> table)
        {
            table.ToTable("erasures");
            table.HasKey(erasure => new { erasure.CommuneId, erasure.Id });
            table.HasIndex(erasure => new { erasure.CommuneId, erasure.Subject }).IsUnique();
        }
    }
}
