using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases;

/// <summary>A word that officers put on a case to find it again. The citizen does not see it.</summary>
[Retained("Étiquettes internes d'une demande", With = "cases")]
public sealed class CaseLabel : IBelongsToOrganisation
{
    public const int Longest = 40;

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StreamId CaseId { get; init; }
    public required string Label { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<CaseLabel>
    {
        public void Configure(EntityTypeBuilder<CaseLabel> table)
        {
            table.ToTable("case_labels");
            table.HasKey(label => new { label.CommuneId, label.CaseId, label.Label });
            table.HasIndex(label => new { label.CommuneId, label.Label, label.CaseId }).IncludeProperties(label => label.OrganisationId);
        }
    }
}
