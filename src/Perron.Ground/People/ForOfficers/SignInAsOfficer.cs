using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.Broker;
using Perron.People.SignIn;
using Perron.Platform;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForOfficers;

/// <summary>An officer says who they are: by the town's own identity provider, or by address and password, and then by a second factor.</summary>
public static class SignInAsOfficer
{
    public sealed record DemoOfficer(Guid Id, string Name, string Email, string Teams, string Code);
    public sealed record Model(PostedForm Form, IReadOnlyList<(string Name, string Href)> Town, IReadOnlyList<DemoOfficer> Demo, bool IsHeld, string? Refusal, string? Return);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/connexion", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/connexion", Check).Declares(Audit.Change, Rate.SigningIn);
        routes.MapPost("/agent/connexion/demonstration", Demonstrate).Declares(Audit.Change, Rate.SigningIn);
    }

    private static async Task<IResult> Ask(
        string? retour, string? garde, string? refus, Commune commune, PageLanguage language, PerronDb db, IdentityProviders providers, IOptions<PerronOptions> options, HouseKeys keys, TimeProvider time) =>
        await Page(PostedForm.Blank(), retour, garde is not null, refus is null ? null : ForCitizens.Entering.Refusals.Of(refus), commune, language, db, providers, options, keys, time.GetCurrentInstant(), StatusCodes.Status200OK);

    private static async Task<IResult> Check(
        string? retour, PostedForm posted, Commune commune, PageLanguage language, PerronDb db, Accounts accounts, Tries tries, IDataProtectionProvider protection,
        IdentityProviders providers, IOptions<PerronOptions> options, HouseKeys keys, TimeProvider time, HttpContext context)
    {
        var words = Words.Of(typeof(SignInAsOfficer));
        var now = time.GetCurrentInstant();
        var email = posted.Text("courriel").OrElse(words.In(language.Code, "email-missing"))?.ToLowerInvariant();
        var password = posted.Text("mot-de-passe").OrElse(words.In(language.Code, "password-missing"));
        if (posted.IsRight && !tries.MayTry(commune.Id, $"officer:{email}", context))
        {
            posted.Refuse("mot-de-passe", words.In(language.Code, "sign-in-slower"));
        }

        var account = posted.IsRight ? await accounts.ByPassword(isOfficer: true, email!, password) : null;
        if (posted.IsRight && (account is null || !await db.Set<Officer>().AnyAsync(officer => officer.Id == OfficerId.From(account.Id) && officer.LeftAt == null)))
        {
            posted.Refuse("mot-de-passe", words.In(language.Code, "sign-in-wrong"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, retour, false, null, commune, language, db, providers, options, keys, now, StatusCodes.Status422UnprocessableEntity);
        }

        if (account!.SecondFactorSince is null)
        {
            await accounts.KeyToEnrol(account);
        }

        new HalfWay(account.Id, account.Stamp, ReturnPath.Of(retour, "/agent")).Keep(context, commune.Id, protection, now);
        return TypedResults.LocalRedirect("/agent/connexion/code");
    }

    // The same checks as by hand, with what the page shows: a newcomer need not set up an authenticator to look around.
    private static async Task<IResult> Demonstrate(
        string? retour, PostedForm posted, PerronDb db, Accounts accounts, IOptions<PerronOptions> options, HouseKeys keys, TimeProvider time, HttpContext context)
    {
        var now = time.GetCurrentInstant();
        if (!options.Value.Demonstration || await accounts.Of(posted.Id("agent").Or(Guid.Empty)) is not { IsDemonstration: true, IsOfficer: true, SealedTotpKey: { } key } chosen
            || await accounts.ByPassword(isOfficer: true, chosen.Name, DemoPeople.Password) is not { } account
            || !await accounts.SecondFactor(account, ClockedAuthenticator.CodeAt(keys.Open(account.CommuneId, key), now)))
        {
            return TypedResults.NotFound();
        }

        await db.Open(context, null, OfficerId.From(account.Id), IdentityLevel.Strong, "mot-de-passe", now);
        return TypedResults.LocalRedirect(ReturnPath.Of(retour, "/agent"));
    }

    private static async Task<IResult> Page(
        PostedForm form, string? retour, bool isHeld, string? refusal, Commune commune, PageLanguage language, PerronDb db, IdentityProviders providers, IOptions<PerronOptions> options, HouseKeys keys, Instant now, int status)
    {
        var town = providers.ForOfficersOf(commune).Select(one => (one.Name, $"/connexion/fort/{one.Slug}?retour={Uri.EscapeDataString(ReturnPath.Of(retour, "/agent"))}")).ToList();
        return SignInAsOfficerPage.Of(new(form, town, options.Value.Demonstration ? await Demo(db, commune, language.Code, keys, now) : [], isHeld, refusal, retour), status);
    }

    private static async Task<IReadOnlyList<DemoOfficer>> Demo(PerronDb db, Commune commune, string language, HouseKeys keys, Instant now)
    {
        var accounts = await db.Set<Account>().AsNoTracking().Where(account => account.IsDemonstration && account.IsOfficer && account.SealedTotpKey != null).ToListAsync();
        var officers = await db.Set<Officer>().AsNoTracking().Where(officer => officer.LeftAt == null).OrderBy(officer => officer.FamilyName).ToListAsync();
        var members = await db.Set<TeamMember>().AsNoTracking().ToListAsync();
        var units = await db.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name.In(language));
        return [.. from officer in officers
                   join account in accounts on officer.Id.Value equals account.Id
                   select new DemoOfficer(account.Id, officer.Name, officer.Email,
                       string.Join(", ", members.Where(member => member.OfficerId == officer.Id).Select(member => units[member.ServiceUnitId])),
                       ClockedAuthenticator.CodeAt(keys.Open(commune.Id, account.SealedTotpKey!), now))];
    }
}
