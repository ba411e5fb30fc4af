using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForOfficers;

/// <summary>The second factor: given, or set up at the first sign-in. No officer enters without; a citizen may have one.</summary>
public static class GiveSecondFactor
{
    /// <param name="Key">The key to set up, in groups of four, when there is no second factor yet.</param>
    /// <param name="Link">The same as the picture holds: on a telephone it opens the application itself, which cannot scan its own screen.</param>
    public sealed record Model(PostedForm Form, string? Key, string? Qr, string? Link, bool IsOfficer);

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in new[] { "/agent/connexion/code", "/connexion/second" })
        {
            routes.MapGet(path, Ask).Declares(Audit.Nothing, Rate.Reading);
            routes.MapPost(path, Check).Declares(Audit.Change, Rate.SigningIn);
        }
    }

    private static async Task<IResult> Ask(Commune commune, Accounts accounts, IDataProtectionProvider protection, TimeProvider time, HttpContext context) =>
        await Waiting(commune, accounts, protection, time, context) is { } account
            ? await Page(PostedForm.Blank(), account, commune, accounts, StatusCodes.Status200OK)
            : TypedResults.LocalRedirect(DoorOf(context));

    private static async Task<IResult> Check(
        PostedForm posted, Commune commune, PageLanguage language, PerronDb db, Accounts accounts, Tries tries, IDataProtectionProvider protection, TimeProvider time, HttpContext context)
    {
        if (await Waiting(commune, accounts, protection, time, context) is not { } account)
        {
            return TypedResults.LocalRedirect(DoorOf(context));
        }

        var words = Words.Of(typeof(GiveSecondFactor));
        var typed = posted.Text("code").OrElse(words.In(language.Code, "code-missing"));
        var isFirst = account.SecondFactorSince is null;
        if (posted.IsRight && !tries.MayTry(commune.Id, $"second:{account.Id}", context))
        {
            posted.Refuse("code", words.In(language.Code, "sign-in-slower"));
        }

        if (posted.IsRight && !(isFirst ? await accounts.Enrol(account, typed) : await accounts.SecondFactor(account, typed)))
        {
            posted.Refuse("code", words.In(language.Code, "second-wrong"));
        }

        if (!posted.IsRight)
        {
            return await Page(posted, account, commune, accounts, StatusCodes.Status422UnprocessableEntity);
        }

        var back = HalfWay.Of(context, commune.Id, protection, time.GetCurrentInstant())!.Return;
        HalfWay.Forget(context);
        if (!account.IsOfficer)
        {
            return await db.Enter(context, CitizenId.From(account.Id), IdentityLevel.Weak, "mot-de-passe", time.GetCurrentInstant(), back);
        }

        await db.Open(context, null, OfficerId.From(account.Id), IdentityLevel.Strong, "mot-de-passe", time.GetCurrentInstant());
        return TypedResults.LocalRedirect(isFirst ? "/agent/securite?nouveau" : back);
    }

    // A password that was changed meanwhile has another stamp: one begins again.
    private static async Task<Account?> Waiting(Commune commune, Accounts accounts, IDataProtectionProvider protection, TimeProvider time, HttpContext context) =>
        HalfWay.Of(context, commune.Id, protection, time.GetCurrentInstant()) is { } half && await accounts.Of(half.Account) is { } account && account.Stamp == half.Stamp ? account : null;

    private static string DoorOf(HttpContext context) => context.Request.Path.StartsWithSegments("/agent") ? "/agent/connexion" : "/connexion";

    private static async Task<IResult> Page(PostedForm form, Account account, Commune commune, Accounts accounts, int status)
    {
        if (account.SecondFactorSince is not null)
        {
            return GiveSecondFactorPage.Of(new(form, null, null, null, account.IsOfficer), status);
        }

        var key = await accounts.KeyToEnrol(account);
        var link = Link(key, account, commune);
        return GiveSecondFactorPage.Of(new(form, string.Join(' ', key.Chunk(4).Select(four => new string(four))), QrDrawing.Of(link), link, account.IsOfficer), status);
    }

    private static string Link(string key, Account account, Commune commune)
    {
        var issuer = Uri.EscapeDataString(commune.Name);
        return $"otpauth://totp/{issuer}:{Uri.EscapeDataString(account.Name)}?secret={key}&issuer={issuer}&digits=6&period=30";
    }
}
