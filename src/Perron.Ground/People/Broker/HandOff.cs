using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.Broker;

/// <summary>Whom an identity provider has vouched for, on the way from the broker to the host of the commune. Thirty seconds, one use, this browser.</summary>
[Retained("Passage d'une connexion du fournisseur d'identité au portail", Basis = LegalBasis.Security, Recipient = Recipient.IdentityProvider, KeptDays = 1)]
public sealed class HandOff : IBelongsToCommune
{
    private static readonly Duration Life = Duration.FromSeconds(30);

    public required CommuneId CommuneId { get; init; }
    public required string CodeHash { get; init; }
    public required string BrowserHash { get; init; }

    /// <summary>A <see cref="ProvenIdentity"/>, sealed.</summary>
    public required byte[] Sealed { get; init; }

    public required Instant Until { get; init; }

    internal static (HandOff Row, string Code) New(CommuneId commune, string browserHash, ProvenIdentity proven, HouseKeys keys, Instant now)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (new() { CommuneId = commune, CodeHash = Session.HashOf(code), BrowserHash = browserHash, Sealed = keys.Seal(commune, JsonSerializer.Serialize(proven)), Until = now + Life }, code);
    }

    /// <summary>What the code stands for; null when it is over, used, or of another browser.</summary>
    internal static async Task<ProvenIdentity?> Take(PerronDb db, string code, string browser, HouseKeys keys, Instant now)
    {
        var (hash, mine) = (Session.HashOf(code), Session.HashOf(browser));
        var waiting = db.Set<HandOff>().Where(one => one.CodeHash == hash && one.BrowserHash == mine && one.Until > now);
        return await waiting.AsNoTracking().SingleOrDefaultAsync() is { } found && await waiting.ExecuteDeleteAsync() == 1
            ? JsonSerializer.Deserialize<ProvenIdentity>(keys.Open(found.CommuneId, found.Sealed))
            : null;
    }

    internal sealed class Table : IEntityTypeConfiguration<HandOff>
    {
        public void Configure(EntityTypeBuilder<HandOff> table)
        {
            table.ToTable("hand_offs");
            table.HasKey(one => new { one.CommuneId, one.CodeHash });
        }
    }
}

/// <summary>What a provider said of a person, checked.</summary>
internal sealed record ProvenIdentity(string Provider, string Issuer, string Subject, string? Number, string Given, string Family, string? Email, bool HasSecondFactor, string Return, Guid? SteppingUp);

/// <summary>An officer's account at the town's own identity provider: known by issuer and subject once it has been seen.</summary>
[Retained("Lien entre un agent et son compte du fournisseur d'identité", With = "officers")]
public sealed class LinkedIdentity : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public required string Issuer { get; init; }
    public required string Subject { get; init; }
    public required OfficerId OfficerId { get; init; }
    public required Instant LinkedAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<LinkedIdentity>
    {
        public void Configure(EntityTypeBuilder<LinkedIdentity> table)
        {
            table.ToTable("linked_identities");
            table.HasKey(one => new { one.CommuneId, one.Issuer, one.Subject });
        }
    }
}
