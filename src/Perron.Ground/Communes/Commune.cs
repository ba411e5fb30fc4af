using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Belgium;
using Perron.Calendar;
using Perron.Platform.DataLife;
using Perron.Platform.Live;
using Perron.Platform.Storage;
namespace Perron.Communes;

/// <summary>What sort of local body has a portal of its own.</summary>
public enum CommuneKind { Commune, Cpas, PoliceZone, Intercommunale, Province }

/// <summary>A commune (or another local body) with its own host name. Handlers take it as an argument: the one whose host was asked.</summary>
[Retained("Identité et réglages de la commune", With = "communes", IsPersonal = false)]
public sealed class Commune : ISharedByAll, IBindableFromHttpContext<Commune>
{
    public required CommuneId Id { get; init; }
    public required string Slug { get; init; }
    public required string Name { get; set; }
    public required string Host { get; set; }
    public CommuneKind Kind { get; set; }

    /// <summary>The kind of the organisation that answers for what the portal itself keeps: the commune in a commune's, the body itself in its own.</summary>
    public OrganisationKind Holder => Kind switch { CommuneKind.Commune => OrganisationKind.Commune, CommuneKind.Cpas => OrganisationKind.Cpas, _ => OrganisationKind.Body };

    public string TimeZone { get; set; } = "Europe/Brussels";

    /// <summary>Prefix of the references people see: three capitals, BLA.</summary>
    public required string Letters { get; set; }

    /// <summary>In these are its decisions and documents; the first is the language of its addresses without prefix.</summary>
    public List<string> OfficialLanguages { get; set; } = ["fr"];

    /// <summary>Offered to inhabitants by law (communes à facilités); other languages are courtesy translations.</summary>
    public List<string> FacilityLanguages { get; set; } = [];

    /// <summary>A tourist centre may use more languages for tourists (coordinated laws of 18 July 1966, art. 11 §3).</summary>
    public bool IsTouristCentre { get; set; }

    public bool IsDemonstration { get; set; }

    /// <summary>Its theme.json, as written; checked when it was loaded.</summary>
    public required string Theme { get; set; }

    /// <summary>Its menu, as JSON: one entry per line of the commune's settings file.</summary>
    public string Menu { get; set; } = "[]";

    /// <summary>Where it keeps things for another time than the house, as JSON: the part 'retention' of its file.</summary>
    public string Retention { get; set; } = "{}";

    /// <summary>What every page of the public side says above all else, as JSON of a text in several languages; null when nothing is.</summary>
    public string? Alert { get; set; }

    /// <summary>From then on it is said no more.</summary>
    public Instant? AlertUntil { get; set; }

    /// <summary>When something that every page of it shows was last changed. A node that nobody calls (SQLite, another process) sees by it that it has to read again.</summary>
    public Instant? ChangedAt { get; set; }

    /// <summary>Changes when the commune, its organisations, its services, its menu or its theme do: every kept page of it is then drawn anew, on every node.</summary>
    public static readonly Topic Topic = new("commune");

    /// <summary>The day from which nobody uses this portal any more.</summary>
    public Instant? ClosedAt { get; set; }

    public string Language => OfficialLanguages[0];

    /// <summary>In which languages it may and must speak.</summary>
    public LanguageRegime Speech => new(OfficialLanguages, FacilityLanguages, IsTouristCentre);

    /// <summary>The days on which its offices work. Whoever reads a commune for the sake of its dates brings it along: the front door, and <see cref="Closures.Home"/>.</summary>
    public OfficeCalendar Calendar { get; internal set; } = new([]);

    /// <summary>Where it is and how it is drawn; null without a map. It comes by the front door, from its settings file.</summary>
    public CommuneMap? Map { get; internal set; }

    /// <summary>How long it keeps things: as the house does, where its own file says nothing else.</summary>
    public RetentionOptions Keeps(RetentionOptions house) => Retention == "{}" ? house : house.With(JsonSerializer.Deserialize<RetentionOptions>(Retention)!);

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];

    /// <summary>What stands in this language is no mere courtesy.</summary>
    public bool IsOfficial(string language) => !Speech.IsCourtesy(language);

    /// <summary>What clock and calendar of the commune show at this moment.</summary>
    public LocalDateTime Local(Instant moment) => moment.InZone(Zone).LocalDateTime;

    public LocalDate Today(Instant now) => Local(now).Date;

    public static ValueTask<Commune?> BindAsync(HttpContext context, ParameterInfo parameter) => new(context.Features.Get<Commune>());

    internal sealed class Table : IEntityTypeConfiguration<Commune>
    {
        public void Configure(EntityTypeBuilder<Commune> table)
        {
            table.ToTable("communes");
            table.Ignore(commune => commune.Zone);
            table.Ignore(commune => commune.Language).Ignore(commune => commune.Speech).Ignore(commune => commune.Holder);
            table.Ignore(commune => commune.Calendar).Ignore(commune => commune.Map);
            table.Property(commune => commune.Retention).HasDefaultValue("{}");
            table.HasIndex(commune => commune.Host).IsUnique();
            table.HasIndex(commune => commune.Slug).IsUnique();
        }
    }
}
