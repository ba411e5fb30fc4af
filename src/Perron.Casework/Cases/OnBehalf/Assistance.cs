using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.OnBehalf;

/// <summary>Where the citizen was when an officer filled in the form.</summary>
public enum DeskWay { Counter, Phone }

/// <summary>How the officer knew who it was: the card was shown, or the citizen said so.</summary>
public enum IdentitySeen { CardShown, Told }

/// <summary>An officer fills in a request for a citizen. It has the id of the draft, and then of the case.</summary>
[Retained("Demandes introduites par un agent pour un citoyen", KeptDays = 1826)]
public sealed class Assistance : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public StreamId Id { get; init; } = StreamId.New();
    public required OfficerId OfficerId { get; init; }
    public required CitizenId CitizenId { get; init; }
    public required string Procedure { get; init; }

    /// <summary>As the officer wrote it down.</summary>
    public required string Name { get; init; }

    public LocalDate? BirthDate { get; init; }
    public required DeskWay Way { get; init; }
    public required IdentitySeen Seen { get; init; }

    /// <summary>The language in which the citizen is written to.</summary>
    public required string Language { get; init; }

    public required Instant StartedAt { get; init; }
    public Instant? FiledAt { get; set; }

    /// <summary>A card that was seen is as good as one that was read.</summary>
    public IdentityLevel Level => Seen == IdentitySeen.CardShown ? IdentityLevel.Strong : IdentityLevel.Weak;

    internal sealed class Table : IEntityTypeConfiguration<Assistance>
    {
        public void Configure(EntityTypeBuilder<Assistance> table)
        {
            table.ToTable("assistances");
            table.HasKey(assistance => new { assistance.CommuneId, assistance.Id });
            table.Ignore(assistance => assistance.Level);
            table.HasIndex(assistance => new { assistance.CommuneId, assistance.CitizenId });
            table.HasIndex(assistance => new { assistance.CommuneId, assistance.OfficerId, assistance.FiledAt });
        }
    }
}

/// <summary>An officer has filed the request for the citizen.</summary>
public sealed record CaseFiledOnBehalf(string Way, string Seen);
