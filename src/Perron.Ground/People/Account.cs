using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>With what a citizen or an officer proves who they are: password, second factor, recovery codes. It has the id of its owner.</summary>
[Retained("Moyens de connexion (mot de passe haché, second facteur scellé)", Basis = LegalBasis.Security, KeptDays = 1096)]
public sealed class Account : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }

    /// <summary>The citizen's or the officer's id.</summary>
    public required Guid Id { get; init; }

    public required bool IsOfficer { get; init; }

    /// <summary>The e-mail address, lower case. A citizen and an officer may have the same.</summary>
    public required string Name { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>Changes with every change of a means of sign-in.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>The key of the authenticator application, sealed.</summary>
    public byte[]? SealedTotpKey { get; set; }

    /// <summary>The first time the authenticator gave a right code: before that it counts for nothing.</summary>
    public Instant? SecondFactorSince { get; set; }

    /// <summary>The time step of the last code that was taken: no code counts twice.</summary>
    public long LastTotpStep { get; set; }

    /// <summary>Hashes of the recovery codes that are left.</summary>
    public List<string> RecoveryHashes { get; set; } = [];

    /// <summary>Of the demonstration: its password and code are shown on the sign-in page.</summary>
    public bool IsDemonstration { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> table)
        {
            table.ToTable("accounts");
            table.HasKey(account => new { account.CommuneId, account.Id });
            table.HasIndex(account => new { account.CommuneId, account.IsOfficer, account.Name }).IsUnique();
            table.Property(account => account.Id).ValueGeneratedNever();
        }
    }
}

/// <summary>A passkey of an account: the public half of a key that never leaves its owner's device.</summary>
[Retained("Clés d'accès (clé publique)", With = "accounts")]
public sealed class Passkey : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }

    /// <summary>The credential's id in base64url.</summary>
    public required string CredentialId { get; init; }

    public required Guid AccountId { get; init; }
    public required string Name { get; set; }
    public required byte[] PublicKey { get; init; }
    public required Instant AddedAt { get; init; }
    public Instant? UsedAt { get; set; }
    public long SignCount { get; set; }
    public List<string> Transports { get; set; } = [];
    public bool IsUserVerified { get; set; }
    public bool IsBackupEligible { get; init; }
    public bool IsBackedUp { get; set; }
    public required byte[] Attestation { get; init; }
    public required byte[] ClientJson { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<Passkey>
    {
        public void Configure(EntityTypeBuilder<Passkey> table)
        {
            table.ToTable("passkeys");
            table.HasKey(passkey => new { passkey.CommuneId, passkey.CredentialId });
            table.HasIndex(passkey => new { passkey.CommuneId, passkey.AccountId });
        }
    }
}
