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

    /// <summary>In cents of euro; 0 is free.</summary>
    public required int PriceCents { get; set; }

    /// <summary>The promised time: in office days, unless the procedure counts its promise in others (<see cref="Procedure.Promised"/>).</summary>
    public required int OfficeDays { get; set; }

    /// <summary>Its place among the first tasks of the home page; null: not there.</summary>
    public int? Featured { get; set; }

    /// <summary>The day on which somebody of the commune last checked what the page says.</summary>
    public required LocalDate CheckedOn { get; set; }

    public Instant? ClosedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<AdoptedProcedure>
    {
        public void Configure(EntityTypeBuilder<AdoptedProcedure> table)
        {
            table.ToTable("adopted_procedures");
            table.HasKey(adopted => new { adopted.CommuneId, adopted.Slug });
        }
    }
}
