using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases;

public readonly record struct CaseMessageId(Guid Value) : ITypedId<CaseMessageId>
{
    public static CaseMessageId New() => new(Guid.CreateVersion7());
    public static CaseMessageId From(Guid value) => new(value);
}

/// <summary>Who wrote, and for whom: a note stays among officers and can never be taken for a message.</summary>
public enum MessageKind { FromCitizen, FromOfficer, InternalNote }

/// <summary>Something written in a case, by the citizen or by an officer.</summary>
[Retained("Échanges au sujet d'une demande", With = "cases")]
public sealed class CaseMessage : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public CaseMessageId Id { get; init; } = CaseMessageId.New();
    public required StreamId CaseId { get; init; }
    public required MessageKind Kind { get; init; }
    public OfficerId? Officer { get; init; }
    public required string Text { get; set; }
    public required Instant At { get; init; }

    /// <summary>When the other side saw it first.</summary>
    public Instant? ReadAt { get; set; }

    /// <summary>By when the citizen was promised a reply; null for what asks for none.</summary>
    public LocalDate? ReplyDueOn { get; init; }

    public Instant? AnsweredAt { get; set; }

    public bool AwaitsReply => ReplyDueOn is not null && AnsweredAt is null;

    internal sealed class Table : IEntityTypeConfiguration<CaseMessage>
    {
        public void Configure(EntityTypeBuilder<CaseMessage> table)
        {
            table.ToTable("case_messages");
            table.HasKey(message => new { message.CommuneId, message.Id });
            table.Ignore(message => message.AwaitsReply);
            table.HasIndex(message => new { message.CommuneId, message.CaseId, message.At });
            table.HasIndex(message => new { message.CommuneId, message.ReplyDueOn }).HasFilter("answered_at is null and reply_due_on is not null");
        }
    }
}
