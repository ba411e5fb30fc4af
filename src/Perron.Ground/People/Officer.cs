using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>Somebody who works for an organisation of the commune. Officers of another organisation do not even see the name.</summary>
[Retained("Agents : identité, équipe, droits", KeptDays = 3653, Since = nameof(LeftAt))]
public sealed class Officer : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public OfficerId Id { get; init; } = OfficerId.New();
    public required string GivenName { get; set; }
    public required string FamilyName { get; set; }

    /// <summary>Lower case; also the name with which the officer signs in.</summary>
    public required string Email { get; set; }

    public string Language { get; set; } = "fr";

    /// <summary>In which languages this officer says to be able to speak and write with citizens; null while nothing was said, and then it decides nothing.</summary>
    public List<string>? Speaks { get; set; }

    /// <summary>See <see cref="Right"/>. Who heads a team is said by the team.</summary>
    public List<string> Rights { get; set; } = [];

    /// <summary>The moment of departure: from then on nothing opens, and the name stays readable beside what was done.</summary>
    public Instant? LeftAt { get; set; }

    public string Name => $"{GivenName} {FamilyName}".Trim();

    internal sealed class Table : IEntityTypeConfiguration<Officer>
    {
        public void Configure(EntityTypeBuilder<Officer> table)
        {
            table.ToTable("officers");
            table.HasKey(officer => new { officer.CommuneId, officer.Id });
            table.HasIndex(officer => new { officer.CommuneId, officer.Email }).IsUnique();
            table.Ignore(officer => officer.Name);
        }
    }
}

/// <summary>An officer in the team of a service; a head sees the whole team's work.</summary>
[Retained("Composition des équipes", With = "officers")]
public sealed class TeamMember : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public required OfficerId OfficerId { get; init; }
    public required ServiceUnitId ServiceUnitId { get; init; }
    public bool IsHead { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<TeamMember>
    {
        public void Configure(EntityTypeBuilder<TeamMember> table)
        {
            table.ToTable("team_members");
            table.HasKey(member => new { member.CommuneId, member.OfficerId, member.ServiceUnitId });
            table.HasIndex(member => new { member.CommuneId, member.ServiceUnitId });
        }
    }
}

/// <summary>A procedure that an officer handles.</summary>
[Retained("Compétences des agents", With = "officers")]
public sealed class Competence : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public required OfficerId OfficerId { get; init; }
    public required string Procedure { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<Competence>
    {
        public void Configure(EntityTypeBuilder<Competence> table)
        {
            table.ToTable("competences");
            table.HasKey(competence => new { competence.CommuneId, competence.OfficerId, competence.Procedure });
        }
    }
}
