using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Cases.Beside;

public readonly record struct SubCaseId(Guid Value) : ITypedId<SubCaseId>
{
    public static SubCaseId New() => new(Guid.CreateVersion7());
    public static SubCaseId From(Guid value) => new(value);
}

/// <summary>
/// What a case waits for in another service: a case of another procedure, or a task of that service. This row is all that those who asked may know of it;
/// the case itself belongs to whoever handles it, and behind another wall it does not exist for them.
/// </summary>
[Retained("Dossiers liés demandés à un autre service", With = "cases")]
public sealed class SubCase : IBelongsToOrganisation, ICallsForWork
{
    internal static readonly Topic Waiting = new("sub-cases");

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public SubCaseId Id { get; init; } = SubCaseId.New();

    /// <summary>The case that waits.</summary>
    public required StreamId CaseId { get; init; }

    public required string Procedure { get; init; }

    /// <summary>The service that is asked.</summary>
    public required LocalText Service { get; init; }

    public required string Question { get; init; }
    public required OfficerId AskedBy { get; init; }
    public required Instant AskedAt { get; init; }
    public required LocalDate Until { get; init; }

    /// <summary>The case that was opened for it; null until the house has done so.</summary>
    public StreamId? ChildId { get; set; }

    public Instant? ClosedAt { get; set; }
    public bool IsFavourable { get; set; }

    /// <summary>What the other service has answered, in the language of the commune.</summary>
    public string Outcome { get; set; } = "";

    Topic ICallsForWork.Calls => Waiting;

    internal sealed class Table : IEntityTypeConfiguration<SubCase>
    {
        public void Configure(EntityTypeBuilder<SubCase> table)
        {
            table.ToTable("sub_cases");
            table.HasKey(sub => new { sub.CommuneId, sub.Id });
            table.HasIndex(sub => new { sub.CommuneId, sub.CaseId });
            table.HasIndex(sub => new { sub.CommuneId, sub.ChildId }).HasFilter("closed_at is null");
        }
    }
}
