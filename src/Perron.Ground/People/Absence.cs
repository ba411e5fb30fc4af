using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

public readonly record struct AbsenceId(Guid Value) : ITypedId<AbsenceId>
{
    public static AbsenceId New() => new(Guid.CreateVersion7());
    public static AbsenceId From(Guid value) => new(value);
}

/// <summary>Days on which an officer is away, both included, and the colleague who takes over. The reason is nobody's business and is not asked.</summary>
[Retained("Absences des agents, pour répartir les demandes", KeptDays = 400)]
public sealed class Absence : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public AbsenceId Id { get; init; } = AbsenceId.New();
    public required OfficerId OfficerId { get; init; }
    public required LocalDate From { get; init; }
    public required LocalDate Until { get; set; }
    public OfficerId? ReplacedBy { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<Absence>
    {
        public void Configure(EntityTypeBuilder<Absence> table)
        {
            table.ToTable("absences");
            table.HasKey(absence => new { absence.CommuneId, absence.Id });
            table.HasIndex(absence => new { absence.CommuneId, absence.OfficerId });
        }
    }
}
