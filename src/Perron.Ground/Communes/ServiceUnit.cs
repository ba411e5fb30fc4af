using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
using Perron.Texts;
namespace Perron.Communes;

public readonly record struct ServiceUnitId(Guid Value) : ITypedId<ServiceUnitId>
{
    public static ServiceUnitId New() => new(Guid.CreateVersion7());
    public static ServiceUnitId From(Guid value) => new(value);
}

/// <summary>A service of an organisation, as the public meets it (Population, État civil): who to call, where to go, when it is open. Its officers are a team.</summary>
[Retained("Coordonnées publiques des services", With = "communes", IsPersonal = false)]
public sealed class ServiceUnit : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public ServiceUnitId Id { get; init; } = ServiceUnitId.New();

    /// <summary>The organisation it is part of. What it says of itself is public, so this is no second wall.</summary>
    public required OrganisationId RunBy { get; init; }

    public required string Slug { get; init; }
    public required LocalText Name { get; set; }
    public LocalText Purpose { get; set; } = LocalText.Empty;
    public string Phone { get; set; } = "";
    public string Email { get; set; } = "";
    public string Address { get; set; } = "";

    /// <summary>Opening hours by day of the week, as JSON: see <see cref="OpeningHours"/>.</summary>
    public string Hours { get; set; } = "{}";

    /// <summary>Within how many office days it answers a message.</summary>
    public int ReplyDays { get; set; } = UsualReplyDays;

    public const int UsualReplyDays = 2;

    public OpeningHours Opening => OpeningHours.Parse(Hours);

    internal sealed class Table : IEntityTypeConfiguration<ServiceUnit>
    {
        public void Configure(EntityTypeBuilder<ServiceUnit> table)
        {
            table.ToTable("service_units");
            table.HasKey(unit => new { unit.CommuneId, unit.Id });
            table.HasIndex(unit => new { unit.CommuneId, unit.Slug }).IsUnique();
            table.Property(unit => unit.ReplyDays).HasDefaultValue(UsualReplyDays);
            table.Ignore(unit => unit.Opening);
        }
    }
}

/// <summary>One stretch of a day, in the commune's own time.</summary>
public sealed record OpenStretch(LocalTime From, LocalTime Until);

/// <summary>A week of opening hours: for each day the stretches during which the door is open.</summary>
public sealed record OpeningHours(IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<OpenStretch>> Week)
{
    private static readonly NodaTime.Text.LocalTimePattern Clock = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public IReadOnlyList<OpenStretch> On(LocalDate day) => Week.GetValueOrDefault(day.DayOfWeek, []);

    /// <summary>The stretch that is open at this moment, or null.</summary>
    public OpenStretch? At(LocalDateTime moment) =>
        On(moment.Date).FirstOrDefault(open => open.From <= moment.TimeOfDay && moment.TimeOfDay < open.Until);

    /// <summary>When the door opens next, within the coming week; null when it never does.</summary>
    public LocalDateTime? NextAfter(LocalDateTime moment) => Enumerable.Range(0, 8)
        .Select(days => moment.Date.PlusDays(days))
        .SelectMany(day => On(day).Select(open => day + open.From))
        .Where(opens => opens > moment)
        .Cast<LocalDateTime?>().FirstOrDefault();

    /// <summary>Reads {"1":["08:30-12:00","13:00-16:00"],…}, 1 being Monday.</summary>
    public static OpeningHours Parse(string json) => new(JsonSerializer.Deserialize<Dictionary<int, List<string>>>(json)!
        .ToDictionary(day => (IsoDayOfWeek)day.Key, day => (IReadOnlyList<OpenStretch>)[.. day.Value.Select(Stretch)]));

    /// <summary>Reads 08:30-12:00.</summary>
    public static OpenStretch Stretch(string text) => text.Split('-') is [var from, var until]
        ? new(Clock.Parse(from).Value, Clock.Parse(until).Value)
        : throw new FormatException($"Opening hours are written 08:30-12:00, not {text}.");
}
