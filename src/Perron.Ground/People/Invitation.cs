using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.People.ForOfficers;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People;

/// <summary>How an organisation gets its first administrator: nobody is there yet who could invite one. The link is for one use; a second factor is set up at the first sign-in.</summary>
public static class Invitation
{
    private static readonly Duration Life = Duration.FromDays(3);

    /// <summary>Makes the officer where there is none, gives the right of an administrator and answers with the link; null when the address is none, or an officer's who has left or belongs to another organisation.</summary>
    public static async Task<(Officer Officer, string Link)?> Administrator(
        PerronDb db, Commune commune, OrganisationId organisation, string email, string given, string family, IPeoplePost post, PublicAddress address, HouseKeys keys, Instant now)
    {
        if (EmailAddress.Of(email) is not { } clean)
        {
            return null;
        }

        var officer = await db.Set<Officer>().SingleOrDefaultAsync(known => known.Email == clean);
        if (officer is { LeftAt: not null } || (officer is not null && officer.OrganisationId != organisation))
        {
            return null;
        }

        if (officer is null)
        {
            db.Add(officer = new() { CommuneId = commune.Id, OrganisationId = organisation, GivenName = given, FamilyName = family, Email = clean, Language = commune.Language });
        }

        if (!officer.Rights.Contains(Right.Administrator))
        {
            officer.Rights = [.. officer.Rights, Right.Administrator];
        }

        return (officer, SetPassword.Invite(db, officer, "officer-welcome", Life, commune, post, address, keys, now));
    }
}
