using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Timeline;

public readonly record struct TimelineEventId(Guid Value) : ITypedId<TimelineEventId>
{
    public static TimelineEventId New() => new(Guid.CreateVersion7());
    public static TimelineEventId From(Guid value) => new(value);
}

/// <summary>Who may read an event: the person concerned, the officers, or those who ask who has looked.</summary>
public enum Visibility { Public, Internal, Access }

/// <summary>
/// Something that happened to a stream. Only ever added, and linked into the commune's hash chain, so it holds ids and codes:
/// what people wrote stands in the rooms' own rows, which can be erased without breaking the chain.
/// </summary>
[Retained("Journal des actes et des consultations (qui, quoi, quand, pourquoi)", Basis = LegalBasis.LegalObligation, KeptDays = 3653, LeastDays = 3653, ArchiveHold = true)]
public sealed class TimelineEvent : IBelongsToOrganisation, IOnlyAppended, ICallsForWork
{
    /// <summary>What wakes the sealing.</summary>
    internal static readonly Topic Waiting = new("timeline");

    Topic ICallsForWork.Calls => Waiting;

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public TimelineEventId Id { get; init; } = TimelineEventId.New();
    public required StreamId StreamId { get; init; }
    public required Instant At { get; init; }

    /// <summary>officer:id, citizen:id, citizen (by secret link) or house.</summary>
    public required string Actor { get; init; }

    public required string Purpose { get; init; }
    public required Visibility Visibility { get; init; }
    public required string Kind { get; init; }
    public required string Data { get; init; }

    internal static TimelineEvent Of<TFact>(TFact fact, Stream stream, Instant at, string actor, string purpose, Visibility visibility) where TFact : notnull => new()
    {
        CommuneId = stream.CommuneId, OrganisationId = stream.OrganisationId, StreamId = stream.Id, At = at, Actor = actor,
        Purpose = purpose, Visibility = visibility, Kind = fact.GetType().Name, Data = JsonSerializer.Serialize<object>(fact),
    };

    /// <summary>The fact it states.</summary>
    public TFact Fact<TFact>() => JsonSerializer.Deserialize<TFact>(Data)!;

    internal sealed class Table : IEntityTypeConfiguration<TimelineEvent>
    {
        public void Configure(EntityTypeBuilder<TimelineEvent> table)
        {
            table.ToTable("timeline_events");
            table.HasKey(happened => new { happened.CommuneId, happened.Id });
            table.HasIndex(happened => new { happened.CommuneId, happened.StreamId, happened.At });
            table.HasIndex(happened => new { happened.CommuneId, happened.At });
        }
    }
}
