using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.Replies;

/// <summary>A message that an officer is writing in a case: kept until it was read once more and sent. One for each officer and case.</summary>
[Retained("Message qu'un agent prépare", KeptDays = 30)]
public sealed class MessageDraft : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>The files that will go with it belong to this until it is sent: no citizen sees them before.</summary>
    public StreamId Id { get; init; } = StreamId.New();

    public required StreamId CaseId { get; init; }
    public required OfficerId OfficerId { get; init; }
    public string Text { get; set; } = "";

    /// <summary>The template it began with; its gaps must be filled before it goes.</summary>
    public string Template { get; set; } = "";

    /// <summary>Counts the changes: what is sent is what was previewed.</summary>
    public int Changes { get; set; }

    public required Instant ChangedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<MessageDraft>
    {
        public void Configure(EntityTypeBuilder<MessageDraft> table)
        {
            table.ToTable("message_drafts");
            table.HasKey(draft => new { draft.CommuneId, draft.Id });
            table.Property(draft => draft.Changes).IsConcurrencyToken();
            table.HasIndex(draft => new { draft.CommuneId, draft.CaseId, draft.OfficerId }).IsUnique();
        }
    }
}
