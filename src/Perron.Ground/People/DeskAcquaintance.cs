using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Belgium;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Texts;
namespace Perron.People;

/// <summary>Somebody who stands at the counter or is on the telephone, as an officer writes them down.</summary>
public sealed record PersonAtDesk(NationalNumber? Number, string GivenName, string FamilyName, string Email, string Phone, string Language);

/// <summary>
/// Whom an officer meets: the citizen known by this number or this address, or a new one whom nobody can be until they sign in.
/// By a number only a strong sign-in with it leads to that citizen; by an address alone, whoever answers there.
/// </summary>
public static class DeskAcquaintance
{
    /// <summary>An address as sign-ins compare it; null when it cannot be one.</summary>
    public static string? AddressOf(string typed) => EmailAddress.Of(typed);

    /// <summary>Who bears the number; where none is given, who signs in with the address.</summary>
    public static async Task<Citizen?> Known(this PerronDb db, NationalNumber? number, string email, Commune commune, HouseKeys keys)
    {
        if (number is { } given)
        {
            var index = Citizen.IndexOf(given, commune.Id, keys);
            return await db.Keeping(await db.Set<Citizen>().SingleOrDefaultAsync(citizen => citizen.NumberIndex == index));
        }

        return email.Length == 0 ? null : await db.Keeping(await db.Set<Citizen>().SingleOrDefaultAsync(citizen => citizen.SignInAddress == email));
    }

    /// <summary>Whether both may be the same: an account that has a name answers to no other.</summary>
    public static bool MayBe(this Citizen citizen, string given, string family) =>
        (citizen.GivenName.Length == 0 || Folded.Of(citizen.GivenName) == Folded.Of(given)) && (citizen.FamilyName.Length == 0 || Folded.Of(citizen.FamilyName) == Folded.Of(family));

    /// <summary>Somebody new; null when a colleague has just met the same person.</summary>
    public static async Task<Citizen?> Meet(this PerronDb db, PersonAtDesk person, Commune commune, HouseKeys keys, Instant now)
    {
        var citizen = new Citizen
        {
            CommuneId = commune.Id, GivenName = person.GivenName, FamilyName = person.FamilyName, Email = person.Email.Length == 0 ? null : person.Email, Phone = person.Phone.Length == 0 ? null : person.Phone,
            SignInAddress = person.Number is null && person.Email.Length > 0 ? person.Email : null, Language = person.Language, Since = now, SeenAt = now,
        };
        if (person.Number is { } number)
        {
            citizen.Bear(number, keys);
        }

        db.Add(citizen);
        return await db.SaveUnlessTaken() ? citizen : null;
    }
}
