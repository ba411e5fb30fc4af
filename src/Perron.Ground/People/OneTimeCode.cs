using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>What a one-time code is for.</summary>
public enum CodePurpose { SignIn, ConfirmEmail, ConfirmPhone, Welcome, HandOff, ProveAddress, JoinAccounts }

/// <summary>
/// A code that was sent to somebody: six digits to type, and a link that does the same. Ten minutes, one use, five tries.
/// The digits count only in the browser that asked for them.
/// </summary>
[Retained("Codes à usage unique pour se connecter", Basis = LegalBasis.Security, KeptDays = 1)]
public sealed class OneTimeCode : IBelongsToCommune
{
    public static readonly Duration Life = Duration.FromMinutes(10);
    private const int MostTries = 5;

    public required CommuneId CommuneId { get; init; }
    public required Guid Id { get; init; }
    public required CodePurpose Purpose { get; init; }

    /// <summary>The address or number it was sent to.</summary>
    public required string Address { get; init; }

    /// <summary>Whose change it confirms, when somebody is known.</summary>
    public Guid? Person { get; init; }

    public required string CodeHash { get; init; }
    public required string LinkHash { get; init; }
    public required string BrowserHash { get; init; }
    public required string Return { get; init; }
    public required Instant WrittenAt { get; init; }
    public required Instant Until { get; init; }
    public int Tries { get; private set; }
    public Instant? UsedAt { get; private set; }

    /// <summary>A new code with the three secrets that are told: the digits and the link to the address, the key to the browser.</summary>
    internal static (OneTimeCode Row, string Digits, string Link, string Browser) New(
        CommuneId commune, CodePurpose purpose, string address, Guid? person, string back, HouseKeys keys, Instant now, Duration? life = null)
    {
        var (id, digits) = (Guid.CreateVersion7(), RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture));
        var (link, browser) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)));
        return (new()
        {
            CommuneId = commune, Id = id, Purpose = purpose, Address = address, Person = person, CodeHash = HashOf(commune, id, digits, keys),
            LinkHash = Session.HashOf(link), BrowserHash = Session.HashOf(browser), Return = back, WrittenAt = now, Until = now + (life ?? Life),
        }, digits, link, browser);
    }

    /// <summary>Takes the digits: right and in time, and nobody was faster. A wrong try counts, so the caller keeps its refusal.</summary>
    internal async Task<bool> Accept(PerronDb db, string digits, HouseKeys keys, Instant now)
    {
        var mine = db.Set<OneTimeCode>().Where(code => code.Id == Id && code.UsedAt == null && code.Until > now);
        return await mine.Where(code => code.Tries < MostTries).ExecuteUpdateAsync(row => row.SetProperty(code => code.Tries, code => code.Tries + 1)) == 1
            && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(CodeHash), Convert.FromHexString(HashOf(CommuneId, Id, digits, keys)))
            && await Use(db, now);
    }

    internal async Task<bool> Use(PerronDb db, Instant now) =>
        await db.Set<OneTimeCode>().Where(code => code.Id == Id && code.UsedAt == null && code.Until > now).ExecuteUpdateAsync(row => row.SetProperty(code => code.UsedAt, now)) == 1;

    internal bool IsDead(Instant now) => UsedAt is not null || Until <= now || Tries >= MostTries;

    // The id in it makes equal digits of two codes different; the key of the house makes a million guesses useless without it.
    private static string HashOf(CommuneId commune, Guid id, string digits, HouseKeys keys) => keys.Index(commune, $"code:{id:N}:{digits}");

    internal sealed class Table : IEntityTypeConfiguration<OneTimeCode>
    {
        public void Configure(EntityTypeBuilder<OneTimeCode> table)
        {
            table.ToTable("one_time_codes");
            table.HasKey(code => new { code.CommuneId, code.Id });
            table.HasIndex(code => new { code.CommuneId, code.LinkHash }).IsUnique();
            table.HasIndex(code => new { code.CommuneId, code.BrowserHash }).IsUnique();
            table.HasIndex(code => new { code.CommuneId, code.Address, code.WrittenAt });
        }
    }
}
