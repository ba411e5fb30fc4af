using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases.OnBehalf;

/// <summary>
/// The code on the receipt of a request that was filed at the desk for somebody without a number: with it, strongly known under the same name and birth date, that person takes it into their own space.
/// One use, ninety days, five tries. The code is derived and stands nowhere.
/// </summary>
[Retained("Codes du récépissé pour reprendre une demande introduite au guichet", With = "cases")]
public sealed class CaseClaim : IBelongsToOrganisation
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; // 31 signs that nobody confuses
    private const int MostTries = 5, Signs = 12;

    public static readonly Duration Life = Duration.FromDays(90);

    public required CommuneId CommuneId { get; init; }
    public required OrganisationId OrganisationId { get; init; }
    public required StreamId CaseId { get; init; }
    public required Instant Until { get; init; }
    public int Tries { get; private set; }
    public Instant? ClaimedAt { get; private set; }

    public bool IsOpen(Instant now) => ClaimedAt is null && now < Until && Tries < MostTries;

    /// <summary>As it is printed: ABCD-EFGH-JKMN.</summary>
    public static string CodeOf(CommuneId commune, StreamId of, HouseKeys keys)
    {
        var bytes = Convert.FromHexString(keys.Index(commune, $"claim:{of.Value:N}"));
        return string.Join('-', new string([.. bytes.Take(Signs).Select(one => Alphabet[one % Alphabet.Length])]).Chunk(4).Select(part => new string(part)));
    }

    /// <summary>Counts the try and compares. A wrong try counts, so the caller keeps its refusal.</summary>
    internal async Task<bool> Try(PerronDb db, string typed, HouseKeys keys, Instant now)
    {
        var written = new string([.. typed.ToUpperInvariant().Where(char.IsLetterOrDigit)]);
        return await db.Set<CaseClaim>().Where(claim => claim.CaseId == CaseId && claim.ClaimedAt == null && claim.Until > now && claim.Tries < MostTries)
                .ExecuteUpdateAsync(row => row.SetProperty(claim => claim.Tries, claim => claim.Tries + 1)) == 1
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeOf(CommuneId, CaseId, keys).Replace("-", "", StringComparison.Ordinal)), Encoding.UTF8.GetBytes(written));
    }

    /// <summary>Takes it once; false when somebody was faster.</summary>
    internal async Task<bool> Take(PerronDb db, Instant now) =>
        await db.Set<CaseClaim>().Where(claim => claim.CaseId == CaseId && claim.ClaimedAt == null).ExecuteUpdateAsync(row => row.SetProperty(claim => claim.ClaimedAt, now)) == 1;

    internal sealed class Table : IEntityTypeConfiguration<CaseClaim>
    {
        public void Configure(EntityTypeBuilder<CaseClaim> table)
        {
            table.ToTable("case_claims");
            table.HasKey(claim => new { claim.CommuneId, claim.CaseId });
        }
    }
}

/// <summary>The person for whom an officer had filed it has taken it into their own space.</summary>
public sealed record CaseClaimed;
