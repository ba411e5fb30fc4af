using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.People;
using Perron.Platform.Storage;
namespace Perron.Counters;

public readonly record struct HallDeviceId(Guid Value) : ITypedId<HallDeviceId>
{
    public static HallDeviceId New() => new(Guid.CreateVersion7());
    public static HallDeviceId From(Guid value) => new(value);
}

/// <summary>A kiosk of a hall: the device itself is signed in, and nobody at it is.</summary>
[Retained("Bornes des salles d'attente", KeptDays = 1826, IsPersonal = false)]
public sealed class HallDevice : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public required HallId HallId { get; init; }
    public HallDeviceId Id { get; init; } = HallDeviceId.New();

    /// <summary>Where it stands, as the administrators call it.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the code that was typed at it; null once it has been, from when on the cookie of the device counts.</summary>
    public string? CodeHash { get; set; }

    /// <summary>SHA-256 of what the device shows at each request; null until it has been signed in.</summary>
    public string? TokenHash { get; set; }

    public required Instant MadeAt { get; init; }

    /// <summary>Until when the code may be typed.</summary>
    public required Instant CodeUntil { get; set; }

    public Instant? RevokedAt { get; set; }

    /// <summary>By this code everybody signs in a kiosk of a demonstration, again and again.</summary>
    public const string DemonstrationCode = "24681357";

    internal static HallDevice OfDemonstration(CommuneId commune, HallId hall, Instant now) => new()
    {
        CommuneId = commune, HallId = hall, Name = "Démonstration", CodeHash = Session.HashOf(DemonstrationCode), MadeAt = now, CodeUntil = now + Duration.FromDays(3650),
    };

    internal sealed class Table : IEntityTypeConfiguration<HallDevice>
    {
        public void Configure(EntityTypeBuilder<HallDevice> table)
        {
            table.ToTable("hall_devices");
            table.HasKey(device => new { device.CommuneId, device.Id });
        }
    }
}
