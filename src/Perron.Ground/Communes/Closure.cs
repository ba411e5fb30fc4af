using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Calendar;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Texts;
namespace Perron.Communes;

/// <summary>A day on which the offices of a commune stay closed though the law calls it no holiday: a local fair, a bridge between two days off, a storm.</summary>
[Retained("Jours de fermeture de la commune", With = "communes", IsPersonal = false)]
public sealed class Closure : IBelongsToCommune
{
    /// <summary>Changes with every day that is closed or opened.</summary>
    public static readonly Topic Topic = new("closures");

    public required CommuneId CommuneId { get; init; }
    public required LocalDate On { get; init; }

    /// <summary>As people read it: "Pont de l'Ascension".</summary>
    public required LocalText Why { get; set; }

    public required Instant EnteredAt { get; set; }

    /// <summary>The offices are open after all. The row stays until every open case has its date back.</summary>
    public Instant? RemovedAt { get; set; }

    /// <summary>The administrator who entered it or took it away; null for one that the commune began with.</summary>
    public OfficerId? EnteredBy { get; set; }

    /// <summary>Up to which case, by reference, the dates have followed the last change; null when all have.</summary>
    public string? MovedUpTo { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<Closure>
    {
        public void Configure(EntityTypeBuilder<Closure> table)
        {
            table.ToTable("closures");
            table.HasKey(closure => new { closure.CommuneId, closure.On });
        }
    }
}

public static class Closures
{
    /// <summary>The days on which the offices of the commune that was entered work.</summary>
    public static async Task<OfficeCalendar> OfficeCalendar(this PerronDb db) =>
        new(await db.Set<Closure>().AsNoTracking().Where(closure => closure.RemovedAt == null).Select(closure => closure.On).ToListAsync());

    /// <summary>The commune that was entered, with its calendar: for the house's own work, where no request has brought it.</summary>
    public static async Task<Commune> Home(this PerronDb db, CommuneId commune)
    {
        var home = await db.Set<Commune>().AsNoTracking().SingleAsync(one => one.Id == commune);
        home.Calendar = await db.OfficeCalendar();
        return home;
    }
}
