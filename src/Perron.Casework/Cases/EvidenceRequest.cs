using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases;

public readonly record struct EvidenceRequestId(Guid Value) : ITypedId<EvidenceRequestId>
{
    public static EvidenceRequestId New() => new(Guid.CreateVersion7());
    public static EvidenceRequestId From(Guid value) => new(value);
}

/// <summary>A document that an officer asks the citizen for, by a date. While it is open the promised time stands still.</summary>
[Retained("Pièces demandées au citoyen", With = "cases")]
public sealed class EvidenceRequest : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public EvidenceRequestId Id { get; init; } = EvidenceRequestId.New();
    public required StreamId CaseId { get; init; }

    /// <summary>What is asked, in the words the citizen reads.</summary>
    public required string Piece { get; init; }

    /// <summary>True for the power of attorney of a third person, which an officer then accepts or not.</summary>
    public required bool IsMandate { get; init; }

    public required LocalDate DueOn { get; init; }
    public required Instant AskedAt { get; init; }
    public Instant? AnsweredAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<EvidenceRequest>
    {
        public void Configure(EntityTypeBuilder<EvidenceRequest> table)
        {
            table.ToTable("evidence_requests");
            table.HasKey(request => new { request.CommuneId, request.Id });
            table.HasIndex(request => new { request.CommuneId, request.CaseId });
        }
    }
}
