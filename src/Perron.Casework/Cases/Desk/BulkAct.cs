using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Cases.Desk;

public readonly record struct BulkActId(Guid Value) : ITypedId<BulkActId>
{
    public static BulkActId New() => new(Guid.CreateVersion7());
    public static BulkActId From(Guid value) => new(value);
}

/// <summary>What an officer did with several cases at once, so that it can be undone for a while.</summary>
[Retained("Actes groupés d'un agent, pour pouvoir les défaire", KeptDays = 2)]
public sealed class BulkAct : IBelongsToOrganisation
{
    /// <summary>So long it can be undone.</summary>
    public static readonly Duration Undoable = Duration.FromMinutes(15);

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public BulkActId Id { get; init; } = BulkActId.New();
    public required OfficerId OfficerId { get; init; }

    /// <summary>"attribuer", "etiquette" or "sans-etiquette".</summary>
    public required string What { get; init; }

    /// <summary>The label, or the id of the officer to whom the cases went.</summary>
    public required string Value { get; init; }

    /// <summary>The cases that it changed: id, then a colon and who had it before, if anybody had.</summary>
    public required List<string> Cases { get; init; }

    public required Instant At { get; init; }
    public Instant? UndoneAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<BulkAct>
    {
        public void Configure(EntityTypeBuilder<BulkAct> table)
        {
            table.ToTable("bulk_acts");
            table.HasKey(act => new { act.CommuneId, act.Id });
        }
    }
}
