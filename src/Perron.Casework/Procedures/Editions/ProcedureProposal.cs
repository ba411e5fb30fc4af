using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Procedures.Editions;

/// <summary>An improvement that a commune gives back to the catalogue. It goes from one commune to the catalogue's owner, so all share it: it holds texts of the catalogue and nobody's name.</summary>
[Retained("Améliorations proposées au catalogue commun", KeptDays = 3650, IsPersonal = false, Since = nameof(DecidedAt))]
public sealed class ProcedureProposal : ISharedByAll
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Slug { get; init; }

    /// <summary>The slug of the commune that proposes.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>In which version of the original it was made.</summary>
    public required int BasedOn { get; init; }

    /// <summary>The changes as JSON: see <see cref="EntryChange"/>.</summary>
    public required string Changes { get; init; }
    public required string Why { get; init; }
    public required Instant ProposedAt { get; init; }
    public Instant? DecidedAt { get; set; }

    /// <summary>The version of the original that has it; null: not accepted.</summary>
    public int? AcceptedAs { get; set; }

    /// <summary>Why not; null: not refused.</summary>
    public string? RefusedBecause { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<ProcedureProposal>
    {
        public void Configure(EntityTypeBuilder<ProcedureProposal> table)
        {
            table.ToTable("procedure_proposals");
            table.HasKey(proposal => proposal.Id);
            table.HasIndex(proposal => new { proposal.Slug, proposal.ProposedBy });
        }
    }
}
