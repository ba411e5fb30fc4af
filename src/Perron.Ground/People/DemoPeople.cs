using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Catalogue;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>The people of a demonstration commune: fictional officers who sign in with what the sign-in page shows.</summary>
public static class DemoPeople
{
    /// <summary>The password of every demonstration officer; no secret, it stands on the sign-in page.</summary>
    public const string Password = "bienvenue au guichet";

    // Slow on purpose, and the same for all of them: hashed once, it no longer is most of what settling a commune takes.
    private static readonly Lazy<string> Hash = new(() => new PasswordHasher<Account>().HashPassword(null!, Password));

    /// <summary>Adds the officers of the commune's people.yaml that are not there yet, with teams and competences; what exists is left as it is.</summary>
    public static async Task Load(PerronDb db, Commune commune, string catalogue, HouseKeys keys, Instant now)
    {
        if (PeopleFile.Load(catalogue, commune.Slug) is not { } file)
        {
            return;
        }

        await db.SaveChangesAsync();
        var organisations = await db.Set<Organisation>().ToDictionaryAsync(organisation => organisation.Slug);
        var units = await db.Set<ServiceUnit>().ToDictionaryAsync(unit => unit.Slug);
        var known = await db.Set<Officer>().Select(officer => officer.Email).ToListAsync();
        foreach (var written in file.Officers.Where(written => !known.Contains(written.Email)))
        {
            var officer = new Officer
            {
                CommuneId = commune.Id, OrganisationId = Named(organisations, written.Organisation, commune).Id, GivenName = written.Given, FamilyName = written.Family,
                Email = written.Email, Language = commune.Language, Rights = [.. written.Rights], Speaks = written.Speaks.Count == 0 ? null : [.. written.Speaks],
            };
            db.Add(officer);
            db.AddRange(written.Services.Select(slug => new TeamMember { CommuneId = commune.Id, OfficerId = officer.Id, ServiceUnitId = Named(units, slug, commune).Id, IsHead = written.Heads.Contains(slug) }));
            db.AddRange(written.Procedures.Select(procedure => new Competence { CommuneId = commune.Id, OfficerId = officer.Id, Procedure = procedure }));
            db.Add(AccountOf(officer, written.Key, keys, now));
        }

        await db.SaveChangesAsync();
    }

    private static Account AccountOf(Officer officer, string key, HouseKeys keys, Instant now) => new()
    {
        CommuneId = officer.CommuneId, Id = officer.Id.Value, IsOfficer = true, Name = officer.Email, IsDemonstration = true,
        SealedTotpKey = keys.Seal(officer.CommuneId, key), SecondFactorSince = now, Stamp = Guid.CreateVersion7().ToString("N"),
        PasswordHash = Hash.Value,
    };

    private static T Named<T>(Dictionary<string, T> known, string slug, Commune commune) => known.GetValueOrDefault(slug)
        ?? throw new CatalogueFault($"communes/{commune.Slug}/people.yaml", 1, $"'{slug}' is no organisation or service of the commune", $"Choose one of {string.Join(", ", known.Keys)}.");
}
