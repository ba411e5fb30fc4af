using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Belgium;
using Perron.Communes;
using Perron.People.Broker;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens.Entering;

/// <summary>To an identity provider and back: the broker speaks with it, the commune is handed the result.</summary>
public static class SignInStrongly
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connexion/fort/{provider}", Leave).Declares(Audit.Nothing, Rate.SigningIn);
        routes.MapGet("/connexion/retour", Return).Declares(Audit.Reading, Rate.SigningIn); // it writes: bound to this browser, good once
    }

    private static IResult Leave(
        string provider, string? retour, Visitor visitor, Commune commune, PageLanguage language, IdentityProviders providers, IDataProtectionProvider protection, TimeProvider time, HttpContext context)
    {
        if (providers.Find(commune, provider) is not { } chosen)
        {
            return TypedResults.NotFound();
        }

        // The way back stands outside the languages: it is told now in which one it began.
        var back = context.Request.PathBase + ReturnPath.Of(retour, chosen.For == Audience.Officers ? "/agent" : "/mon-espace");
        var errand = Errand.Begin(context, commune.Id, chosen.Slug, back, visitor.Citizen?.Value, language.Code, time.GetCurrentInstant());
        return TypedResults.Redirect(providers.BrokerAddress($"/entree?billet={errand.Write(protection)}"));
    }

    private static async Task<IResult> Return(
        string? code, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, IdentityProviders providers, IDataProtectionProvider protection, TimeProvider time, HttpContext context)
    {
        var now = time.GetCurrentInstant();
        var proven = code is { Length: < 100 } && Errand.BrowserOf(context) is { } browser ? await HandOff.Take(db, code, browser, keys, now) : null;
        Errand.Forget(context);
        if (proven is null || providers.Find(commune, proven.Provider) is not { } provider)
        {
            return TypedResults.LocalRedirect("/connexion?refus=perime");
        }

        return provider.For == Audience.Officers
            ? await EnterAsOfficer(proven, commune, db, protection, now, context)
            : await EnterAsCitizen(proven, commune, language, db, keys, now, context);
    }

    private static async Task<IResult> EnterAsCitizen(ProvenIdentity proven, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, Instant now, HttpContext context)
    {
        var citizen = await db.CitizenWith(NationalNumber.Parse(proven.Number)!.Value, proven.SteppingUp is { } id ? CitizenId.From(id) : null, commune, language.Code, keys, now);
        var isFirstProof = db.Entry(citizen) is { State: not EntityState.Added } row && row.Property(one => one.NumberIndex).OriginalValue is null;
        (citizen.GivenName, citizen.FamilyName) = (proven.Given, proven.Family);
        citizen.Email ??= proven.Email;
        await db.SaveChangesAsync();
        return await db.Enter(context, citizen.Id, IdentityLevel.Strong, proven.Provider, now, await JoinMyAccounts.Proven(db, commune, proven, citizen, isFirstProof, now));
    }

    private static async Task<IResult> EnterAsOfficer(ProvenIdentity proven, Commune commune, PerronDb db, IDataProtectionProvider protection, Instant now, HttpContext context)
    {
        var link = await db.Set<LinkedIdentity>().SingleOrDefaultAsync(one => one.Issuer == proven.Issuer && one.Subject == proven.Subject);
        var officer = link is not null
            ? await db.Set<Officer>().SingleOrDefaultAsync(one => one.Id == link.OfficerId && one.LeftAt == null)
            : await db.Set<Officer>().SingleOrDefaultAsync(one => one.Email == proven.Email && one.LeftAt == null);
        if (officer is null)
        {
            return TypedResults.LocalRedirect("/agent/connexion?refus=agent");
        }

        if (link is null)
        {
            db.Add(new LinkedIdentity { CommuneId = commune.Id, Issuer = proven.Issuer, Subject = proven.Subject, OfficerId = officer.Id, LinkedAt = now });
            await db.SaveChangesAsync();
        }

        if (!proven.HasSecondFactor && await db.Set<Account>().SingleOrDefaultAsync(account => account.Id == officer.Id.Value) is { SecondFactorSince: not null } account)
        {
            new HalfWay(account.Id, account.Stamp, proven.Return).Keep(context, commune.Id, protection, now);
            return TypedResults.LocalRedirect("/agent/connexion/code");
        }

        if (!proven.HasSecondFactor)
        {
            return TypedResults.LocalRedirect("/agent/connexion?refus=niveau");
        }

        await db.Open(context, null, officer.Id, IdentityLevel.Strong, proven.Provider, now);
        return TypedResults.LocalRedirect(proven.Return);
    }
}
