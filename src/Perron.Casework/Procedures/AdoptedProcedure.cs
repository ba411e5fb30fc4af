using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Storage;
namespace Perron.Procedures;

/// <summary>A procedure as one commune offers it: which service handles it, at what price, within what time.</summary>
[Retained("Démarches offertes par la commune", With = "communes", IsPersonal = false)]
public sealed class AdoptedProcedure : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public required string Slug { get; init; }
    public required int Version { get; set; }
    public required ServiceUnitId ServiceUnitId { get; set; }

    /// <summary>What this commune offers instead of the catalogue's file: its own edition, or an accepted proposal that it took over before the file had it. Null: it follows the file.</summary>
    public int? OwnVersion { get; set; }

    /// <summary>When officers last changed its price, time or service; null: all stands as its folder says.</summary>
    public Instant? ChangedAt { get; set; }

    public bool IsAdapted => OwnVersion >= ProcedureVersion.FirstEdition;

    /// <summary>In cents of euro; 0 is free.</summary>
    public required int PriceCents { get; set; }

    /// <summary>The promised time: in office days, unless the procedure counts its promise in others (<see cref="Procedure.Promised"/>).</summary>
    public required int OfficeDays { get; set; }

    /// <summary>Its place among the first tasks of the home page; null: not there.</summary>
    public int? Featured { get; set; }

    /// <summary>The day on which somebody of the commune last checked what the page says.</summary>
    public required LocalDate CheckedOn { get; set; }

    public Instant? ClosedAt { get; set; }

    /// <summary>Not yet opened to the public: only officers of the commune see its page.</summary>
    public bool IsInPreparation { get; set; }

    /// <summary>What the commune has confirmed of its page; null: nothing.</summary>
    public Confirmation? Confirmed { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<AdoptedProcedure>
    {
        public void Configure(EntityTypeBuilder<AdoptedProcedure> table)
        {
            table.ToTable("adopted_procedures");
            table.HasKey(adopted => new { adopted.CommuneId, adopted.Slug });
            table.Ignore(adopted => adopted.IsAdapted);
            table.Property(adopted => adopted.Confirmed).HasConversion(confirmed => confirmed!.ToJson(), json => Confirmation.FromJson(json));
        }
    }
}
