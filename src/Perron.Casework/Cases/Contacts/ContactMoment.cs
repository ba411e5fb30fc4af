using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.Contacts;

public readonly record struct ContactMomentId(Guid Value) : ITypedId<ContactMomentId>
{
    public static ContactMomentId New() => new(Guid.CreateVersion7());
    public static ContactMomentId From(Guid value) => new(value);
}

/// <summary>By what way somebody spoke to the service, other than on these pages.</summary>
public enum ContactWay { Phone, Counter, Letter }

/// <summary>A telephone call, a visit or a letter about a case, as an officer noted it. The citizen reads those that are public.</summary>
[Retained("Contacts au sujet d'une demande (téléphone, guichet, courrier)", With = "cases")]
public sealed class ContactMoment : IBelongsToOrganisation
{
    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public ContactMomentId Id { get; init; } = ContactMomentId.New();
    public required StreamId CaseId { get; init; }
    public required OfficerId OfficerId { get; init; }
    public required ContactWay Way { get; init; }
    public required Instant At { get; init; }
    public required string Text { get; init; }
    public required bool IsPublic { get; init; }
    public required Instant NotedAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<ContactMoment>
    {
        public void Configure(EntityTypeBuilder<ContactMoment> table)
        {
            table.ToTable("contact_moments");
            table.HasKey(moment => new { moment.CommuneId, moment.Id });
            table.HasIndex(moment => new { moment.CommuneId, moment.CaseId, moment.At });
        }
    }
}

/// <summary>An officer has noted a call, a visit or a letter.</summary>
public sealed record ContactNoted(Guid Moment, string Way);
