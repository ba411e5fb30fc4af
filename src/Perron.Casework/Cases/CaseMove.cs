using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases;

public readonly record struct CaseMoveId(Guid Value) : ITypedId<CaseMoveId>
{
    public static CaseMoveId New() => new(Guid.CreateVersion7());
    public static CaseMoveId From(Guid value) => new(value);
}

/// <summary>
/// One action of the workflow that was carried out: who did it, from which state to which. The second pair of eyes, the times in a state, the timers that have rung
/// and the dates that are learnt are read from these rows.
/// </summary>
[Retained("Étapes par lesquelles une demande est passée", With = "cases")]
public sealed class CaseMove : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public CaseMoveId Id { get; init; } = CaseMoveId.New();
    public required StreamId CaseId { get; init; }

    /// <summary>The name of the action in the workflow.</summary>
    public required string Action { get; init; }

    /// <summary>As in the timeline: "officer:…", "citizen:…", "house".</summary>
    public required string Actor { get; init; }

    public required string From { get; init; }
    public required string To { get; init; }
    public required Instant At { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<CaseMove>
    {
        public void Configure(EntityTypeBuilder<CaseMove> table)
        {
            table.ToTable("case_moves");
            table.HasKey(move => new { move.CommuneId, move.Id });
            table.HasIndex(move => new { move.CommuneId, move.CaseId, move.At });
        }
    }
}
