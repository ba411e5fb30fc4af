using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.Dates;

/// <summary>What was known of the date of a case when it entered a public step: learnt from when it is over, and the measure of whether the promise slips.</summary>
[Retained("Dates estimées d'une demande", With = "cases", IsPersonal = false)]
public sealed class StepEstimate : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StreamId CaseId { get; init; }
    public required string Step { get; init; }
    public required Instant EnteredAt { get; init; }

    /// <summary>Open cases of the same service that waited for an officer then.</summary>
    public required int Ahead { get; init; }

    /// <summary>The office days that these would take at the pace of then; null while it was not known.</summary>
    public required double? Queue { get; init; }

    /// <summary>The date by which four in five like it would be done.</summary>
    public required LocalDate Promised { get; init; }

    /// <summary>Share of the officers of the service who were there, from 0 to 1.</summary>
    public required double Presence { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<StepEstimate>
    {
        public void Configure(EntityTypeBuilder<StepEstimate> table)
        {
            table.ToTable("step_estimates");
            table.HasKey(estimate => new { estimate.CommuneId, estimate.CaseId, estimate.EnteredAt });
        }
    }
}
