using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Timeline;

/// <summary>A link of a commune's chain: the event at this place, and a hash over it and over the link before. Whoever changes one changes all that follow.</summary>
[Retained("Preuve d'intégrité du journal", With = "timeline_events", ArchiveHold = true, IsPersonal = false)]
public sealed class SealedEvent : IBelongsToCommune, IOnlyAppended, ICallsForWork
{
    /// <summary>What wakes those who tell others, in the order of the chain: an event that was committed late has a late place, so nobody who reads on from a place misses it.</summary>
    public static readonly Topic Sealed = new("sealed");

    Topic ICallsForWork.Calls => Sealed;

    public required CommuneId CommuneId { get; init; }

    /// <summary>1, 2, 3 … without a gap.</summary>
    public required long Place { get; init; }

    public required TimelineEventId EventId { get; init; }

    /// <summary>SHA-256 in hexadecimal.</summary>
    public required string Hash { get; init; }

    public required Instant SealedAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<SealedEvent>
    {
        public void Configure(EntityTypeBuilder<SealedEvent> table)
        {
            table.ToTable("sealed_events");
            table.HasKey(link => new { link.CommuneId, link.Place });
            table.HasIndex(link => new { link.CommuneId, link.EventId }).IsUnique();
        }
    }
}
