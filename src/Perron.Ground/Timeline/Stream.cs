using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Timeline;

public readonly record struct StreamId(Guid Value) : ITypedId<StreamId>
{
    public static StreamId New() => new(Guid.CreateVersion7());
    public static StreamId From(Guid value) => new(value);
}

/// <summary>Something whose story is told: a case, a report, an appointment, a ticket. It has a reference that people say and a secret that opens it.</summary>
[Retained("Suivi d'une demande par son auteur", KeptDays = 3653, ArchiveHold = true)]
public sealed class Stream : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public StreamId Id { get; init; } = StreamId.New();

    /// <summary>What it is the story of: "case".</summary>
    public required string Kind { get; init; }

    public required string Reference { get; init; }

    /// <summary>Whose it is, once somebody signed in has opened or claimed it.</summary>
    public CitizenId? CitizenId { get; set; }

    public required Instant OpenedAt { get; init; }

    /// <summary>The event that states this fact; the name of its type is its kind: <c>CaseSubmitted</c>. Facts hold ids and codes, never names or texts of people.</summary>
    public TimelineEvent Happened<TFact>(TFact fact, Instant at, string actor, string purpose, Visibility visibility) where TFact : notnull =>
        TimelineEvent.Of(fact, this, at, actor, purpose, visibility);

    internal sealed class Table : IEntityTypeConfiguration<Stream>
    {
        public void Configure(EntityTypeBuilder<Stream> table)
        {
            table.ToTable("streams");
            table.HasKey(stream => new { stream.CommuneId, stream.Id });
            table.HasIndex(stream => new { stream.CommuneId, stream.Reference }).IsUnique();
            table.HasIndex(stream => new { stream.CommuneId, stream.CitizenId });
        }
    }
}
