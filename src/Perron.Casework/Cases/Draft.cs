using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Cases.Asking;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases;

/// <summary>A request that is being filled in: kept at each step, found again on another device. One for each person and procedure, and for each mandate; those of officers are each one's own.</summary>
[Retained("Brouillon d'une demande", KeptDays = 30)]
public sealed class Draft : IBelongsToCommune, IShownLive
{
    public required CommuneId CommuneId { get; init; }

    /// <summary>The id that the case will have: what is uploaded meanwhile belongs to it from the start.</summary>
    public required StreamId Id { get; init; }

    public required CitizenId CitizenId { get; init; }

    /// <summary>The officer who fills it in for the citizen; null when the citizen does. The one never sees the draft of the other.</summary>
    public OfficerId? FilledBy { get; init; }

    /// <summary>The mandate under which it is asked in somebody's name; null for one's own.</summary>
    public MandateId? MandateId { get; init; }

    public required string Procedure { get; init; }
    public required int Version { get; set; }
    public required string Answers { get; set; }

    /// <summary>What a new version of the form changed since it was begun, as JSON; null when nothing the citizen must know.</summary>
    public string? Moved { get; set; }

    public required Instant StartedAt { get; init; }
    public required Instant ChangedAt { get; set; }

    Topic? IShownLive.ShownIn => FilledBy is null ? Space.TopicOf(CitizenId) : null;

    public Answers Given => new(JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(Answers)!);

    public DraftMoved? Changed => Moved is null ? null : DraftMoved.FromJson(Moved);

    internal sealed class Table : IEntityTypeConfiguration<Draft>
    {
        public void Configure(EntityTypeBuilder<Draft> table)
        {
            table.ToTable("drafts");
            table.HasKey(draft => new { draft.CommuneId, draft.Id });
            table.Ignore(draft => draft.Given).Ignore(draft => draft.Changed);
            table.HasIndex(draft => new { draft.CommuneId, draft.CitizenId, draft.Procedure }).IsUnique().HasFilter("filled_by is null and mandate_id is null");
            table.HasIndex(draft => new { draft.CommuneId, draft.CitizenId, draft.Procedure, draft.MandateId }).IsUnique().HasFilter("mandate_id is not null");
        }
    }
}
