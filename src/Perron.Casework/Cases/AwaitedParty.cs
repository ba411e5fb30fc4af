using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases;

public readonly record struct AwaitedPartyId(Guid Value) : ITypedId<AwaitedPartyId>
{
    public static AwaitedPartyId New() => new(Guid.CreateVersion7());
    public static AwaitedPartyId From(Guid value) => new(value);
}

/// <summary>What is awaited: a result that an officer will note, an opinion by a secret link, the agreement of a second applicant by a secret link.</summary>
public enum PartyKind { Third, Adviser, CoApplicant }

/// <summary>Somebody outside for whom a case waits. The secret of the link is derived from the id and stands nowhere; it opens nothing once there is an answer or the case is over.</summary>
[Retained("Tiers dont une réponse est attendue pour une demande", With = "cases")]
public sealed class AwaitedParty : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public AwaitedPartyId Id { get; init; } = AwaitedPartyId.New();
    public required StreamId CaseId { get; init; }
    public required PartyKind Kind { get; init; }

    /// <summary>As the sentence to the citizen names it.</summary>
    public required LocalText Who { get; set; }

    /// <summary>Empty for one to whom the house does not write.</summary>
    public string Email { get; set; } = "";

    public string Question { get; init; } = "";

    /// <summary>The names of the answers and the ids of the files that the adviser may read: nothing else of the case.</summary>
    public List<string> Shown { get; init; } = [];

    public required LocalDate? Until { get; init; }
    public required Instant AskedAt { get; init; }
    public Instant? AnsweredAt { get; set; }

    /// <summary>The opinion in words, or who has agreed; empty when one went on without it.</summary>
    public string Answer { get; set; } = "";

    public bool? IsAgreed { get; set; }

    /// <summary>Who has answered as the second applicant: it stands in their space too.</summary>
    public CitizenId? CitizenId { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<AwaitedParty>
    {
        public void Configure(EntityTypeBuilder<AwaitedParty> table)
        {
            table.ToTable("awaited_parties");
            table.HasKey(party => new { party.CommuneId, party.Id });
            table.HasIndex(party => new { party.CommuneId, party.CaseId });
            table.HasIndex(party => new { party.CommuneId, party.CitizenId });
        }
    }
}
