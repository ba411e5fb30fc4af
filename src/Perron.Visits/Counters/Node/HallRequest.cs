using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Queues;
namespace Perron.Counters.Node;

public readonly record struct HallRequestId(Guid Value) : ITypedId<HallRequestId>
{
    public static HallRequestId New() => new(Guid.CreateVersion7());
    public static HallRequestId From(Guid value) => new(value);
}

/// <summary>What the server asks of a hall that has a computer of its own: a place from home, more time, a closure. The hall decides; it is asked once.</summary>
[Retained("Demandes adressées à l'ordinateur d'une salle", KeptDays = 31, IsPersonal = false)]
public sealed class HallRequest : IBelongsToCommune, IShownLive
{
    public required CommuneId CommuneId { get; init; }
    public required HallId HallId { get; init; }
    public HallRequestId Id { get; init; } = HallRequestId.New();
    public required Instant At { get; init; }

    /// <summary>The event that is wished for: see <see cref="HallEventText"/>.</summary>
    public required string Wish { get; init; }

    public Instant? AnsweredAt { get; set; }

    /// <summary>Why not: a <see cref="HallRefusal"/>; null when it happened.</summary>
    public HallRefusal? Refused { get; set; }

    /// <summary>Changes when a hall is asked, and when it has answered.</summary>
    public static Topic TopicOf(HallId hall) => Topic.Of("hall-requests", hall.Value);

    Topic? IShownLive.ShownIn => TopicOf(HallId);

    internal sealed class Table : IEntityTypeConfiguration<HallRequest>
    {
        public void Configure(EntityTypeBuilder<HallRequest> table)
        {
            table.ToTable("hall_requests");
            table.HasKey(request => new { request.CommuneId, request.Id });
            table.HasIndex(request => new { request.CommuneId, request.HallId, request.AnsweredAt });
        }
    }
}
