using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Belgium;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.SignIn;

/// <summary>Who has just proved something: the citizen we know already, or a new one.</summary>
internal static class Recognition
{
    /// <summary>By an address that has answered.</summary>
    public static async Task<Citizen> CitizenAt(this PerronDb db, string address, Commune commune, string language, Instant now)
    {
        var citizen = await db.Set<Citizen>().SingleOrDefaultAsync(one => one.SignInAddress == address)
            ?? db.Add(new Citizen { CommuneId = commune.Id, Email = address, SignInAddress = address, Language = language, Since = now, SeenAt = now }).Entity;
        citizen.SeenAt = now;
        citizen.ProvenLevel = citizen.ProvenLevel == IdentityLevel.None ? IdentityLevel.Weak : citizen.ProvenLevel;
        return citizen;
    }

    /// <summary>
    /// By a national number that an identity provider vouches for; never by the provider's own name for the person, which changes when an account is made anew.
    /// Who was signed in weakly on this browser and bears no number yet is the same person, stepping up.
    /// </summary>
    public static async Task<Citizen> CitizenWith(this PerronDb db, NationalNumber number, CitizenId? steppingUp, Commune commune, string language, HouseKeys keys, Instant now)
    {
        var index = Citizen.IndexOf(number, commune.Id, keys);
        var citizen = await db.Set<Citizen>().SingleOrDefaultAsync(one => one.NumberIndex == index);
        if (citizen is null && steppingUp is { } id)
        {
            citizen = await db.Set<Citizen>().SingleOrDefaultAsync(one => one.Id == id && one.NumberIndex == null);
            citizen?.Bear(number, keys);
        }

        if (citizen is null)
        {
            citizen = db.Add(new Citizen { CommuneId = commune.Id, Language = language, Since = now, SeenAt = now }).Entity;
            citizen.Bear(number, keys);
        }

        (citizen.SeenAt, citizen.ProvenLevel) = (now, IdentityLevel.Strong);
        return citizen;
    }
}
