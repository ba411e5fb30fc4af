using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Texts;
namespace Perron.Counters;

public readonly record struct HallId(Guid Value) : ITypedId<HallId>
{
    public static HallId New() => new(Guid.CreateVersion7());
    public static HallId From(Guid value) => new(value);
}

/// <summary>A hall in which people wait for counters. It is open to everybody of the commune, whichever organisation a counter belongs to.</summary>
[Retained("Salles d'attente : files, guichets, horaires", With = "communes", IsPersonal = false)]
public sealed class Hall : IBelongsToCommune, IShownLive
{
    public required CommuneId CommuneId { get; init; }
    public HallId Id { get; init; } = HallId.New();

    /// <summary>In its addresses: /affluence/maison-communale.</summary>
    public required string Slug { get; init; }

    public required LocalText Name { get; set; }

    /// <summary>How it is set up, as JSON: see <see cref="HallSetup"/>.</summary>
    public required string Setup { get; set; }

    /// <summary>Counts the changes of its set-up: who keeps it in memory sees by it that it has to read again.</summary>
    public int Version { get; set; } = 1;

    /// <summary>SHA-256 of the key by which the computer in the hall writes its queue; null where the server does.</summary>
    public string? NodeKeyHash { get; set; }

    /// <summary>When the computer in the hall was last heard.</summary>
    public Instant? NodeHeardAt { get; set; }

    public Topic Topic => TopicOf(Id);

    /// <summary>Changes with all that happens in the hall.</summary>
    public static Topic TopicOf(HallId id) => Topic.Of("hall", id.Value);

    Topic? IShownLive.ShownIn => Topic;

    internal sealed class Table : IEntityTypeConfiguration<Hall>
    {
        public void Configure(EntityTypeBuilder<Hall> table)
        {
            table.ToTable("halls");
            table.HasKey(hall => new { hall.CommuneId, hall.Id });
            table.HasIndex(hall => new { hall.CommuneId, hall.Slug }).IsUnique();
            table.Property(hall => hall.Version).IsConcurrencyToken();
            table.Ignore(hall => hall.Topic);
        }
    }
}
