using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Procedures.Editions;

/// <summary>What one commune has made of an entry of the catalogue: what it changed, and in which version of it. No row: it offers the entry as it is.</summary>
[Retained("Ce que la commune a adapté dans une démarche du catalogue", With = "adopted_procedures", IsPersonal = false)]
public sealed class ProcedureEdition : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public required string Slug { get; init; }

    /// <summary>The version of the original that the changes were made in.</summary>
    public required int BasedOn { get; set; }

    /// <summary>The changes as JSON: see <see cref="EntryChange"/>.</summary>
    public required string Changes { get; set; }

    public required Instant ChangedAt { get; set; }
    public required OfficerId ChangedBy { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<ProcedureEdition>
    {
        public void Configure(EntityTypeBuilder<ProcedureEdition> table)
        {
            table.ToTable("procedure_editions");
            table.HasKey(edition => new { edition.CommuneId, edition.Slug });
        }
    }
}
