using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases;

/// <summary>A value that an action asked for and was told: the date of the Collège, the amount, the place. What is told later under the same name replaces it.</summary>
[Retained("Valeurs notées lors du traitement d'une demande", With = "cases")]
public sealed class NotedValue : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StreamId CaseId { get; init; }

    /// <summary>The name under which the workflow asks for it.</summary>
    public required string Name { get; init; }

    /// <summary>A date as 2026-11-24, an amount as 1899.50.</summary>
    public required string Value { get; set; }

    public required Instant At { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<NotedValue>
    {
        public void Configure(EntityTypeBuilder<NotedValue> table)
        {
            table.ToTable("noted_values");
            table.HasKey(value => new { value.CommuneId, value.CaseId, value.Name });
        }
    }
}
