using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases.Beside;

/// <summary>Why a case exists that no citizen has sent: which service asked what. All that those who handle it may know of the case that waits for theirs.</summary>
[Retained("Origine d'un dossier ouvert par un autre service", With = "cases")]
public sealed class CaseOrigin : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StreamId CaseId { get; init; }

    /// <summary>The case that waits. It is found only by those who may see it.</summary>
    public required StreamId ParentId { get; init; }

    public required LocalText Service { get; init; }
    public required string Question { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<CaseOrigin>
    {
        public void Configure(EntityTypeBuilder<CaseOrigin> table)
        {
            table.ToTable("case_origins");
            table.HasKey(origin => new { origin.CommuneId, origin.CaseId });
            table.HasIndex(origin => new { origin.CommuneId, origin.ParentId });
        }
    }
}

/// <summary>Another service is asked for something by a case of its own.</summary>
public sealed record SubCaseOpened(Guid SubCase);

/// <summary>What was asked of another service is over.</summary>
public sealed record SubCaseClosed(Guid SubCase, bool IsFavourable);

/// <summary>The case for which this one was opened is over: nobody waits for the answer any more.</summary>
public sealed record NobodyWaits;
