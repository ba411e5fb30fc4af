using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForOfficers;

/// <summary>An officer's own means of sign-in: recovery codes, which are shown once, and the way to sessions and password.</summary>
public static class KeepSecure
{
    private const string CodesPath = "/agent/securite/codes";

    public sealed record Model(Guid Key, int CodesLeft, IReadOnlyList<string> NewCodes, bool IsNew, bool HasPassword);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/securite", Show).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost(CodesPath, MakeCodes).Declares(Audit.Change, Rate.SigningIn);
        routes.MapGet("/agent/confirmer", Confirm).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/confirmer", Prove).Declares(Audit.Change, Rate.SigningIn);
    }

    private static async Task<IResult> Show(string? nouveau, Visitor visitor, PerronDb db, Accounts accounts, HeldForm held)
    {
        var account = await accounts.Of(visitor.Officer!.Value.Value);
        var made = await held.Take(db, visitor, CodesPath);
        return KeepSecurePage.Of(new(PostedForm.Blank().Key, account?.RecoveryHashes.Count ?? 0, made?.Values("codes") ?? [], nouveau is not null, account is not null));
    }

    // Shown once and kept nowhere readable: until they are shown they wait sealed, as a form does whose session ran out.
    private static async Task<IResult> MakeCodes(PostedForm posted, Visitor visitor, Commune commune, PerronDb db, Accounts accounts, HeldForm held, TimeProvider time, HttpContext context)
    {
        if (Fresh.Or(context, "/agent/securite", time.GetCurrentInstant()) is { } door)
        {
            return TypedResults.LocalRedirect(door);
        }

        if (await accounts.Of(visitor.Officer!.Value.Value) is not { } account)
        {
            return TypedResults.NotFound();
        }

        var form = PostedForm.Blank();
        form.Set("codes", [.. await accounts.NewRecoveryCodes(account)]);
        await db.SaveChangesAsync();
        held.Hold(db, context, commune.Id, CodesPath, form, null, visitor.Officer);
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/securite");
    }

    private static PageResult Confirm(Visitor visitor) => UnlockPage.Of(new(PostedForm.Blank(), visitor.Name, IsHeld: false, IsConfirmation: true));

    private static async Task<IResult> Prove(
        string? retour, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, Accounts accounts, Tries tries, TimeProvider time, HttpContext context)
    {
        var words = Words.Of(typeof(KeepSecure));
        var typed = posted.Text("code").OrElse(words.In(language.Code, "code-missing"));
        var account = await accounts.Of(visitor.Officer!.Value.Value);
        if (posted.IsRight && !tries.MayTry(commune.Id, $"second:{visitor.Officer.Value.Value}", context))
        {
            posted.Refuse("code", words.In(language.Code, "sign-in-slower"));
        }

        if (posted.IsRight && (account is null || !await accounts.SecondFactor(account, typed)))
        {
            posted.Refuse("code", words.In(language.Code, "second-wrong"));
        }

        if (!posted.IsRight)
        {
            return UnlockPage.Of(new(posted, visitor.Name, IsHeld: false, IsConfirmation: true), StatusCodes.Status422UnprocessableEntity);
        }

        await db.Open(context, null, visitor.Officer, IdentityLevel.Strong, "mot-de-passe", time.GetCurrentInstant());
        return TypedResults.LocalRedirect(ReturnPath.Of(retour, "/agent"));
    }
}
