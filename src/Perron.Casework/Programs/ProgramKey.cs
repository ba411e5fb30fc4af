using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Programs;

/// <summary>By what a program of somebody else is known: it sees what one organisation of the commune sees, as far as its scopes go.</summary>
[Retained("Logiciels reliés : clés et ce qu'elles ouvrent", KeptDays = 3653)]
public sealed class ProgramKey : IBelongsToOrganisation
{
    private const string Signs = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private const int PrefixLength = 10;
    private const int SecretLength = 44; // of 57 signs: 256 bits

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public ProgramKeyId Id { get; init; } = ProgramKeyId.New();

    /// <summary>Which program it is for, as the administrators call it.</summary>
    public required string Name { get; init; }

    /// <summary>By which it is found, and told from others on the screen.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the whole key, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The whole key, sealed, until whoever made it has seen it once; null from then on.</summary>
    public byte[]? SealedKey { get; set; }

    /// <summary>See <see cref="Scope"/>.</summary>
    public required List<string> Scopes { get; init; }

    public required OfficerId CreatedBy { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant ExpiresAt { get; init; }

    /// <summary>Noted once an hour at most.</summary>
    public Instant? UsedAt { get; set; }

    public Instant? RevokedAt { get; set; }

    public bool Opens(string key, Instant now) => RevokedAt is null && now < ExpiresAt && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(key)), Encoding.ASCII.GetBytes(Hash));

    /// <summary>The prefix of what may be a key; null when it is none.</summary>
    public static string? PrefixOf(string key) => key.Split('_') is ["prn", { Length: PrefixLength } prefix, { Length: SecretLength }] ? prefix : null;

    /// <summary>A new one, whose secret is in it until it is seen.</summary>
    public static ProgramKey Make(HouseKeys keys, CommuneId commune, OrganisationId organisation, string name, IEnumerable<string> scopes, OfficerId by, Instant now, Instant until)
    {
        var prefix = RandomNumberGenerator.GetString(Signs, PrefixLength);
        var whole = $"prn_{prefix}_{RandomNumberGenerator.GetString(Signs, SecretLength)}";
        return new()
        {
            CommuneId = commune, OrganisationId = organisation, Name = name, Prefix = prefix, Hash = HashOf(whole), SealedKey = keys.Seal(commune, whole),
            Scopes = [.. scopes], CreatedBy = by, CreatedAt = now, ExpiresAt = until,
        };
    }

    private static string HashOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    internal sealed class Table : IEntityTypeConfiguration<ProgramKey>
    {
        public void Configure(EntityTypeBuilder<ProgramKey> table)
        {
            table.ToTable("api_keys");
            table.HasKey(key => new { key.CommuneId, key.Id });
            table.HasIndex(key => new { key.CommuneId, key.Prefix }).IsUnique();
        }
    }
}
