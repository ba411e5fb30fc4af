using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Procedures;

/// <summary>A version of a procedure that was once offered: cases filed with it go on by it. The catalogue is of all communes, so this is too.</summary>
[Retained("Versions des démarches du catalogue", KeptDays = 36525, IsPersonal = false, Since = nameof(KeptAt))]
public sealed class ProcedureVersion : ISharedByAll
{
    /// <summary>From this number on a version is the edition of one commune, below it one of the catalogue.</summary>
    public const int FirstEdition = 1_000_000;

    public required string Slug { get; init; }
    public required int Version { get; init; }
    public required string Hash { get; set; }
    public required string Source { get; set; }
    public required Instant KeptAt { get; set; }

    /// <summary>A commune proposed it and the owner of the catalogue accepted it: the original from then on, until a file of the catalogue has this number or a higher one.</summary>
    public Instant? AcceptedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<ProcedureVersion>
    {
        public void Configure(EntityTypeBuilder<ProcedureVersion> table)
        {
            table.ToTable("procedure_versions");
            table.HasKey(version => new { version.Slug, version.Version });
        }
    }
}
