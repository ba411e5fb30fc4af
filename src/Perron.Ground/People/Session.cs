using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

public readonly record struct SessionId(Guid Value) : ITypedId<SessionId>
{
    public static SessionId New() => new(Guid.CreateVersion7());
    public static SessionId From(Guid value) => new(value);
}

/// <summary>Whether a session opens anything at a moment. Locked: an officer was idle, and is asked again without losing the place.</summary>
public enum SessionState { Open, Locked, Over }

/// <summary>
/// A sign-in on one browser, kept on the server so that it can be ended from elsewhere. The browser holds a random key of 256 bits;
/// here stands its hash only, so that a stolen table opens nothing.
/// </summary>
[Retained("Sessions ouvertes et terminées", Basis = LegalBasis.Security, KeptDays = 30)]
public sealed class Session : IBelongsToCommune
{
    // Inside NIST 800-63B's AAL2; an officer's session is short in hours because it outlives no working day.
    private static readonly Duration Idle = Duration.FromMinutes(30), CitizenDay = Duration.FromHours(12), OfficerDay = Duration.FromHours(10);

    public required CommuneId CommuneId { get; init; }
    public SessionId Id { get; init; } = SessionId.New();
    public required string KeyHash { get; init; }
    public CitizenId? CitizenId { get; init; }
    public OfficerId? OfficerId { get; init; }
    public required IdentityLevel Level { get; init; }

    /// <summary>How the person proved who they are: "courriel", "csam", "mot-de-passe"…</summary>
    public required string Way { get; init; }

    public required Instant OpenedAt { get; init; }
    public required Instant SeenAt { get; set; }

    /// <summary>The last time a proof was given in this session: some acts ask for a recent one.</summary>
    public required Instant ProvenAt { get; set; }

    public Instant? EndedAt { get; set; }

    /// <summary>"Firefox, Linux": enough to recognise one's own devices in a list.</summary>
    public required string Browser { get; init; }

    public SessionState At(Instant now) =>
        EndedAt is not null || now - OpenedAt > (OfficerId is null ? CitizenDay : OfficerDay) ? SessionState.Over
        : now - SeenAt <= Idle ? SessionState.Open
        : OfficerId is null ? SessionState.Over : SessionState.Locked;

    public static string HashOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    internal sealed class Table : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> table)
        {
            table.ToTable("sessions");
            table.HasKey(session => new { session.CommuneId, session.Id });
            table.HasIndex(session => new { session.CommuneId, session.KeyHash }).IsUnique();
            table.HasIndex(session => new { session.CommuneId, session.CitizenId });
            table.HasIndex(session => new { session.CommuneId, session.OfficerId });
        }
    }
}
