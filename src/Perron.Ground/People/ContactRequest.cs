using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

public readonly record struct ContactRequestId(Guid Value) : ITypedId<ContactRequestId>
{
    public static ContactRequestId New() => new(Guid.CreateVersion7());
    public static ContactRequestId From(Guid value) => new(value);
}

/// <summary>How somebody wants to reach a service: by a message, or by being called.</summary>
public enum ContactKind { Message, CallBack }

/// <summary>When somebody is best called.</summary>
public enum CallTime { Any, Morning, Afternoon }

/// <summary>A citizen wrote to a service or asked to be called back; it waits in the service's list until somebody has answered.</summary>
[Retained("Messages et rappels demandés à un service", KeptDays = 365)]
public sealed class ContactRequest : IBelongsToOrganisation
{
    public static readonly Topic Topic = new("contact-requests");

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public ContactRequestId Id { get; init; } = ContactRequestId.New();
    public required ServiceUnitId ServiceUnitId { get; init; }
    public required CitizenId CitizenId { get; init; }
    public required ContactKind Kind { get; init; }
    public required string Name { get; init; }
    public string Phone { get; init; } = "";
    public string Email { get; init; } = "";
    public required string Language { get; init; }
    public required string Text { get; init; }
    public CallTime CallTime { get; init; }
    public required Instant AskedAt { get; init; }

    /// <summary>The stream it is about, and its reference; empty when it is about nothing that was asked before.</summary>
    public Guid? StreamId { get; init; }

    public string Reference { get; init; } = "";

    /// <summary>By when somebody calls: the end of the opening hours of that day, or the moment that was said after a call in vain.</summary>
    public Instant? DueAt { get; set; }

    /// <summary>Times that somebody called and nobody answered.</summary>
    public int CallsInVain { get; set; }

    public Instant? LastCallAt { get; set; }
    public string Answer { get; set; } = "";
    public Instant? AnsweredAt { get; set; }
    public OfficerId? AnsweredBy { get; set; }

    public bool IsLate(Instant now) => AnsweredAt is null && DueAt < now;

    internal sealed class Table : IEntityTypeConfiguration<ContactRequest>
    {
        public void Configure(EntityTypeBuilder<ContactRequest> table)
        {
            table.ToTable("contact_requests");
            table.HasKey(request => new { request.CommuneId, request.Id });
            table.HasIndex(request => new { request.CommuneId, request.ServiceUnitId, request.AnsweredAt });
            table.HasIndex(request => new { request.CommuneId, request.CitizenId });
            table.HasIndex(request => new { request.CommuneId, request.StreamId });
        }
    }
}
