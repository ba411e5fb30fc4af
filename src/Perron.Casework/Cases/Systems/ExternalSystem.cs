using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Workflow;
namespace Perron.Cases.Systems;

/// <summary>A system outside the house that an organisation is connected to: the bank of civil-status records, the programme of the works. Its secret stands in the settings, never here.</summary>
[Retained("Systèmes externes auxquels la commune est reliée", With = "communes", IsPersonal = false)]
public sealed class ExternalSystem : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>As it stands in the address at which it answers: "baec".</summary>
    public required string Code { get; init; }

    public required SystemKind Kind { get; set; }
    public required string Name { get; set; }

    /// <summary>Below it messages are posted; empty: the simulated one of a demonstration.</summary>
    public required string Address { get; set; }

    /// <summary>How many office days it may take to answer before it is asked once.</summary>
    public required int AnswersWithin { get; set; }

    /// <summary>Since when nothing is sent to it; null: it is in use.</summary>
    public Instant? PausedAt { get; set; }

    public OfficerId? PausedBy { get; set; }

    /// <summary>How many messages came in its name with a signature that was not its own, and when the last one did.</summary>
    public int Forged { get; private set; }

    public Instant? ForgedAt { get; private set; }

    public bool IsSimulated => Address.Length == 0;

    internal sealed class Table : IEntityTypeConfiguration<ExternalSystem>
    {
        public void Configure(EntityTypeBuilder<ExternalSystem> table)
        {
            table.ToTable("external_systems");
            table.HasKey(system => new { system.CommuneId, system.Code });
            table.Ignore(system => system.IsSimulated);
        }
    }
}
