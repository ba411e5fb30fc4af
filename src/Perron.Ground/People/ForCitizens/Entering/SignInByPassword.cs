using Microsoft.AspNetCore.DataProtection;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens.Entering;

/// <summary>A citizen who has set a password: address and password, then the second factor where one was set up.</summary>
public static class SignInByPassword
{
    public sealed record Model(PostedForm Form, string Return);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connexion/mot-de-passe", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/connexion/mot-de-passe", Check).Declares(Audit.Change, Rate.SigningIn);
    }

    private static PageResult Ask(string? retour) => SignInByPasswordPage.Of(new(PostedForm.Blank(), ReturnPath.Of(retour)));

    private static async Task<IResult> Check(
        string? retour, PostedForm posted, Commune commune, PageLanguage language, PerronDb db, Accounts accounts, Tries tries, IDataProtectionProvider protection, TimeProvider time, HttpContext context)
    {
        var (words, now) = (Words.Of(typeof(SignInByPassword)), time.GetCurrentInstant());
        var email = posted.Text("courriel").OrElse(words.In(language.Code, "email-missing"))?.ToLowerInvariant();
        var password = posted.Text("mot-de-passe").OrElse(words.In(language.Code, "password-missing"));
        if (posted.IsRight && !tries.MayTry(commune.Id, $"citizen:{email}", context))
        {
            posted.Refuse("mot-de-passe", words.In(language.Code, "sign-in-slower"));
        }

        var account = posted.IsRight ? await accounts.ByPassword(isOfficer: false, email!, password) : null;
        if (posted.IsRight && account is null)
        {
            posted.Refuse("mot-de-passe", words.In(language.Code, "sign-in-wrong"));
        }

        if (!posted.IsRight)
        {
            return SignInByPasswordPage.Of(new(posted, ReturnPath.Of(retour)), StatusCodes.Status422UnprocessableEntity);
        }

        if (account!.SecondFactorSince is not null)
        {
            new HalfWay(account.Id, account.Stamp, ReturnPath.Of(retour)).Keep(context, commune.Id, protection, now);
            return TypedResults.LocalRedirect("/connexion/second");
        }

        return await db.Enter(context, CitizenId.From(account.Id), IdentityLevel.Weak, "mot-de-passe", now, ReturnPath.Of(retour));
    }
}
