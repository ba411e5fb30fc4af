using Microsoft.AspNetCore.Identity;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens.Entering;

/// <summary>A passkey signs in, citizens and officers alike: the device asks for finger, face or PIN, so it is two factors in one, and no false site gets anything.</summary>
public static class SignInByPasskey
{
    public sealed record Model(PostedForm Form, string Options);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connexion/cle", Ask).Declares(Audit.Nothing, Rate.SigningIn);
        routes.MapPost("/connexion/cle", Check).Declares(Audit.Change, Rate.SigningIn);
    }

    private static async Task<IResult> Ask(SignInManager<Account> desk) =>
        SignInByPasskeyPage.Of(new(PostedForm.Blank(), await desk.MakePasskeyRequestOptionsAsync(null)));

    private static async Task<IResult> Check(
        string? retour, PostedForm posted, PageLanguage language, PerronDb db, SignInManager<Account> desk, UserManager<Account> accounts, TimeProvider time, HttpContext context)
    {
        var (words, now) = (Words.Of(typeof(SignInByPasskey)), time.GetCurrentInstant());
        var signed = posted.Text("cle").OrElse(words.In(language.Code, "passkey-none"));
        var result = posted.IsRight ? await Performed(desk, signed) : null;
        if (result is not { Succeeded: true, Passkey.IsUserVerified: true } || !await MayEnter(db, result.User))
        {
            posted.Refuse("cle", words.In(language.Code, "passkey-wrong"));
            posted.Set("cle", "");
            return SignInByPasskeyPage.Of(new(posted, await desk.MakePasskeyRequestOptionsAsync(null)), StatusCodes.Status422UnprocessableEntity);
        }

        await accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey); // its counter
        var account = result.User;
        if (!account.IsOfficer)
        {
            return await db.Enter(context, CitizenId.From(account.Id), IdentityLevel.Weak, "cle", now, ReturnPath.Of(retour));
        }

        await db.Open(context, null, OfficerId.From(account.Id), IdentityLevel.Strong, "cle", now);
        return TypedResults.LocalRedirect(ReturnPath.Of(retour, "/agent"));
    }

    // What a browser sends here is checked by Identity; what cannot even be read is a wrong key, not an error of ours.
    private static async Task<PasskeyAssertionResult<Account>?> Performed(SignInManager<Account> desk, string signed)
    {
        try
        {
            return await desk.PerformPasskeyAssertionAsync(signed);
        }
        catch (Exception broken) when (broken is InvalidOperationException or System.Text.Json.JsonException or FormatException)
        {
            return null;
        }
    }

    private static async Task<bool> MayEnter(PerronDb db, Account account) =>
        !account.IsOfficer || await db.FindAsync<Officer>(account.CommuneId, OfficerId.From(account.Id)) is { LeftAt: null };
}
