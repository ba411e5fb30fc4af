using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
using Perron.Texts;
namespace Perron.Cases;

public readonly record struct SignatoryId(Guid Value) : ITypedId<SignatoryId>
{
    public static SignatoryId New() => new(Guid.CreateVersion7());
    public static SignatoryId From(Guid value) => new(value);
}

/// <summary>Who signs the documents of a commune, by which delegation, between which dates.</summary>
[Retained("Signataires et délégations", KeptDays = 3653, IsPersonal = false, Since = nameof(Until))]
public sealed class Signatory : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public SignatoryId Id { get; init; } = SignatoryId.New();
    public required string Name { get; init; }
    public required LocalText Role { get; init; }
    public required LocalText Delegation { get; init; }
    public required LocalDate From { get; init; }
    public LocalDate? Until { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<Signatory>
    {
        public void Configure(EntityTypeBuilder<Signatory> table)
        {
            table.ToTable("signatories");
            table.HasKey(signatory => new { signatory.CommuneId, signatory.Id });
        }
    }
}

internal static class Signatories
{
    /// <summary>Who signs on this day: of those whose delegation holds, the one whose it is since the latest date. Null when nobody may.</summary>
    public static Task<Signatory?> Signing(this PerronDb db, LocalDate day) => db.Set<Signatory>().AsNoTracking()
        .Where(signatory => signatory.From <= day && (signatory.Until == null || signatory.Until >= day))
        .OrderByDescending(signatory => signatory.From).FirstOrDefaultAsync();
}
