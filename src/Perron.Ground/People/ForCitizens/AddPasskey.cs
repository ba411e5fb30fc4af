using Microsoft.AspNetCore.Identity;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens;

/// <summary>A new passkey on this device, for a citizen or an officer. Only its public half comes here.</summary>
public static class AddPasskey
{
    private const int LongestName = 60;

    public sealed record Model(PostedForm Form, string Options, bool IsOfficer);

    public static void MapForCitizens(IEndpointRouteBuilder routes) => Map(routes, "/mon-espace/connexion/cle");

    public static void MapForOfficers(IEndpointRouteBuilder routes) => Map(routes, "/agent/securite/cle");

    private static void Map(IEndpointRouteBuilder routes, string path)
    {
        routes.MapGet(path, Ask).Declares(Audit.Nothing, Rate.SigningIn);
        routes.MapPost(path, Keep).Declares(Audit.Change, Rate.SigningIn);
    }

    private static async Task<IResult> Ask(Visitor visitor, SignInManager<Account> desk, TimeProvider time, HttpContext context) =>
        Fresh.Or(context, context.Request.Path, time.GetCurrentInstant()) is { } door
            ? TypedResults.LocalRedirect(door)
            : AddPasskeyPage.Of(new(PostedForm.Blank(), await Options(visitor, desk), visitor.IsOfficer));

    private static async Task<IResult> Keep(
        PostedForm posted, Visitor visitor, PageLanguage language, PerronDb db, SignInManager<Account> desk, UserManager<Account> manager, Accounts accounts, IPeoplePost post, TimeProvider time, HttpContext context)
    {
        var (words, now) = (Words.Of(typeof(AddPasskey)), time.GetCurrentInstant());
        if (Fresh.Or(context, context.Request.Path, now) is { } door)
        {
            return TypedResults.LocalRedirect(door);
        }

        var made = posted.Text("cle").OrElse(words.In(language.Code, "passkey-none"));
        var result = posted.IsRight ? await Performed(desk, made) : null;
        var owner = visitor.Officer?.Value ?? visitor.Citizen!.Value.Value;
        if (result is not { Succeeded: true, Passkey.IsUserVerified: true } || result.UserEntity.Id != owner.ToString() || await Account(visitor, db, accounts) is not { } account)
        {
            posted.Refuse("cle", words.In(language.Code, "passkey-wrong"));
            posted.Set("cle", "");
            return AddPasskeyPage.Of(new(posted, await Options(visitor, desk), visitor.IsOfficer), StatusCodes.Status422UnprocessableEntity);
        }

        result.Passkey.Name = (posted.Value("nom") ?? "") is var name && name.Length > LongestName ? name[..LongestName] : name;
        await manager.AddOrUpdatePasskeyAsync(account, result.Passkey);
        if (await db.CitizenOf(visitor) is { } citizen)
        {
            KeepKeys.Tell(citizen, "notice-passkey", db, post, words, now);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect(visitor.IsOfficer ? "/agent/securite" : "/mon-espace/connexion?fait=cle");
    }

    private static Task<string> Options(Visitor visitor, SignInManager<Account> desk) =>
        desk.MakePasskeyCreationOptionsAsync(new() { Id = (visitor.Officer?.Value ?? visitor.Citizen!.Value.Value).ToString(), Name = visitor.Name, DisplayName = visitor.Name });

    private static async Task<PasskeyAttestationResult?> Performed(SignInManager<Account> desk, string made)
    {
        try
        {
            return await desk.PerformPasskeyAttestationAsync(made);
        }
        catch (Exception broken) when (broken is InvalidOperationException or System.Text.Json.JsonException or FormatException)
        {
            return null;
        }
    }

    private static async Task<Account?> Account(Visitor visitor, PerronDb db, Accounts accounts) =>
        visitor.Officer is { } officer ? await accounts.Of(officer.Value) : await accounts.AccountOf((await db.CitizenOf(visitor))!);
}
