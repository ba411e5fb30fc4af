using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Queues;
namespace Perron.Counters;

/// <summary>One event of a hall's day, as the hall's one writer has numbered it. The number is the guard: two who decide at the same moment cannot both write.</summary>
[Retained("Déroulement de la salle : tickets, appels, guichets", KeptDays = 400, IsPersonal = false)]
public sealed class HallHappening : IBelongsToCommune, IShownLive
{
    public required CommuneId CommuneId { get; init; }
    public required HallId HallId { get; init; }
    public required LocalDate Day { get; init; }

    /// <summary>From 1 each day, without a gap.</summary>
    public required long Number { get; init; }

    public required Instant At { get; init; }

    /// <summary>See <see cref="HallEventText"/>.</summary>
    public required string What { get; init; }

    Topic? IShownLive.ShownIn => Hall.TopicOf(HallId);

    internal sealed class Table : IEntityTypeConfiguration<HallHappening>
    {
        public void Configure(EntityTypeBuilder<HallHappening> table)
        {
            table.ToTable("hall_events");
            table.HasKey(one => new { one.CommuneId, one.HallId, one.Day, one.Number });
        }
    }
}
