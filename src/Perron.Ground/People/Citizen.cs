using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Perron.Belgium;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>
/// A person who has said who they are, weakly (an address that answered) or strongly (eID, itsme).
/// The national number is sealed; its blind index finds the person again whatever the identity provider calls them.
/// </summary>
[Retained("Compte du citoyen : identité, coordonnées, préférences", KeptDays = 1096)]
public sealed class Citizen : IBelongsToCommune
{
    public required CommuneId CommuneId { get; init; }
    public CitizenId Id { get; init; } = CitizenId.New();
    public string GivenName { get; set; } = "";
    public string FamilyName { get; set; } = "";

    /// <summary>Where messages go.</summary>
    public string? Email { get; set; }

    /// <summary>The address with which this person signs in: it has answered with a code, and it is one person's in the commune.</summary>
    public string? SignInAddress { get; set; }

    public string? Phone { get; set; }
    public required string Language { get; set; }

    /// <summary>Street and place of living as the person gives them; what the population register says stands elsewhere and counts more.</summary>
    public string Street { get; set; } = "";

    public string Place { get; set; } = "";

    /// <summary>Also told by SMS what is urgent.</summary>
    public bool WantsSms { get; set; }

    /// <summary>Told by e-mail of each step, and not only when something is asked or ready.</summary>
    public bool WantsEveryStep { get; set; } = true;

    public string? NumberIndex { get; private set; }
    public byte[]? SealedNumber { get; private set; }

    /// <summary>The strongest proof this person has given, ever; what counts for an act is the level of the session.</summary>
    public IdentityLevel ProvenLevel { get; set; }

    public required Instant Since { get; init; }
    public required Instant SeenAt { get; set; }

    /// <summary>The account with which this one has been joined: whoever signs in here is there. Never one that is joined itself.</summary>
    public CitizenId? MergedInto { get; set; }

    /// <summary>Since when nobody signs in here any more: its owner has died.</summary>
    public Instant? FrozenAt { get; set; }

    public string Name => $"{GivenName} {FamilyName}".Trim();

    public NationalNumber? Number(HouseKeys keys) => SealedNumber is null ? null : NationalNumber.Parse(keys.Open(CommuneId, SealedNumber));

    public void Bear(NationalNumber number, HouseKeys keys) =>
        (NumberIndex, SealedNumber) = (IndexOf(number, CommuneId, keys), keys.Seal(CommuneId, number.Digits));

    public static string IndexOf(NationalNumber number, CommuneId commune, HouseKeys keys) => keys.Index(commune, number.Digits);

    internal sealed class Table : IEntityTypeConfiguration<Citizen>
    {
        public void Configure(EntityTypeBuilder<Citizen> table)
        {
            table.ToTable("citizens");
            table.HasKey(citizen => new { citizen.CommuneId, citizen.Id });
            table.HasIndex(citizen => new { citizen.CommuneId, citizen.NumberIndex }).IsUnique();
            table.HasIndex(citizen => new { citizen.CommuneId, citizen.SignInAddress }).IsUnique();
            table.HasIndex(citizen => new { citizen.CommuneId, citizen.MergedInto });
            table.Ignore(citizen => citizen.Name);
        }
    }
}

/// <summary>How citizens are found.</summary>
public static class Citizens
{
    public static Task<Citizen?> CitizenOf(this PerronDb db, Visitor visitor) =>
        visitor.Citizen is { } id ? db.Set<Citizen>().SingleOrDefaultAsync(citizen => citizen.Id == id) : Task.FromResult<Citizen?>(null);

    /// <summary>This account, or the one with which it has been joined.</summary>
    public static async Task<Citizen?> Keeping(this PerronDb db, Citizen? found) =>
        found?.MergedInto is { } kept ? await db.Set<Citizen>().SingleOrDefaultAsync(citizen => citizen.Id == kept) : found;

    /// <summary>The accounts that have been joined with this one.</summary>
    public static Task<List<Citizen>> JoinedWith(this PerronDb db, CitizenId kept) =>
        db.Set<Citizen>().AsNoTracking().Where(citizen => citizen.MergedInto == kept).OrderBy(citizen => citizen.Since).ToListAsync();

    /// <summary>Every address and number by which this person has been reached, of the accounts that were joined too.</summary>
    public static async Task<IReadOnlyList<string>> ContactsOf(this PerronDb db, Citizen citizen) =>
        [.. (await db.JoinedWith(citizen.Id)).Prepend(citizen).SelectMany(one => new[] { one.Email ?? "", one.SignInAddress ?? "", one.Phone ?? "" }).Where(contact => contact.Length > 0).Distinct()];
}
