using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Platform.DataLife;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.SecondPart;

/// <summary>What the second applicant and the service write to each other about a common request, with files of its own. The first applicant reads none of it.</summary>
[Retained("Échanges du second demandeur avec le service", With = "awaited_parties")]
public sealed class OwnMessage : IBelongsToOrganisation, IOfOnePerson, IShownLive
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>Its files belong to it, and not to the case, where the first applicant would find them.</summary>
    public StreamId Id { get; init; } = StreamId.New();

    public required AwaitedPartyId PartyId { get; init; }
    public required CitizenId? CitizenId { get; init; }
    public required bool IsFromService { get; init; }
    public OfficerId? Officer { get; init; }
    public required string Text { get; set; }
    public required Instant At { get; init; }

    /// <summary>When the other side saw it first.</summary>
    public Instant? ReadAt { get; set; }

    /// <summary>By when a reply was promised; null for what asks for none.</summary>
    public LocalDate? ReplyDueOn { get; init; }

    public Instant? AnsweredAt { get; set; }

    Topic? IShownLive.ShownIn => CitizenId is { } citizen ? People.Space.TopicOf(citizen) : null;

    internal sealed class Table : IEntityTypeConfiguration<OwnMessage>
    {
        public void Configure(EntityTypeBuilder<OwnMessage> table)
        {
            table.ToTable("own_messages");
            table.HasKey(message => new { message.CommuneId, message.Id });
            table.HasIndex(message => new { message.CommuneId, message.PartyId, message.At });
            table.HasIndex(message => new { message.CommuneId, message.CitizenId });
            table.HasIndex(message => new { message.CommuneId, message.ReplyDueOn }).HasFilter("answered_at is null and reply_due_on is not null");
        }
    }
}
