using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Platform.DataLife;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Procedures.Editions;

/// <summary>What administrators of a commune have typed of an edition and not published yet. One for each entry: they work on it together.</summary>
[Retained("Adaptation d'une démarche en préparation", With = "adopted_procedures", IsPersonal = false)]
public sealed class EditionDraft : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public required string Slug { get; init; }

    /// <summary>Only what is otherwise than what is published, by field, as JSON.</summary>
    public required string Typed { get; set; }

    public required OfficerId SavedBy { get; set; }
    public required Instant SavedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<EditionDraft>
    {
        public void Configure(EntityTypeBuilder<EditionDraft> table)
        {
            table.ToTable("edition_drafts");
            table.HasKey(draft => new { draft.CommuneId, draft.Slug });
        }
    }
}
