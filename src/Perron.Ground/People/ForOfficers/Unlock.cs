using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForOfficers;

/// <summary>An officer was idle: the screen is locked, the work behind it waits. The second factor opens it again at the same page.</summary>
public static class Unlock
{
    public sealed record Model(PostedForm Form, string Name, bool IsHeld, bool IsConfirmation = false);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/deverrouiller", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/agent/deverrouiller", Open).Declares(Audit.Change, Rate.SigningIn);
    }

    private static async Task<IResult> Ask(string? garde, Accounts accounts, HttpContext context) =>
        await Locked(accounts, context) is { } account
            ? UnlockPage.Of(new(PostedForm.Blank(), Called(account, context), garde is not null))
            : TypedResults.LocalRedirect("/agent/connexion");

    private static async Task<IResult> Open(
        string? retour, string? garde, PostedForm posted, Commune commune, PageLanguage language, PerronDb db, Accounts accounts, Tries tries, TimeProvider time, HttpContext context)
    {
        if (await Locked(accounts, context) is not { } account)
        {
            return TypedResults.LocalRedirect("/agent/connexion");
        }

        var words = Words.Of(typeof(Unlock));
        var typed = posted.Text("code").OrElse(words.In(language.Code, "code-missing"));
        if (posted.IsRight && !tries.MayTry(commune.Id, $"second:{account.Id}", context))
        {
            posted.Refuse("code", words.In(language.Code, "sign-in-slower"));
        }

        if (posted.IsRight && !await accounts.SecondFactor(account, typed))
        {
            posted.Refuse("code", words.In(language.Code, "second-wrong"));
        }

        if (!posted.IsRight)
        {
            return UnlockPage.Of(new(posted, Called(account, context), IsHeld: garde is not null), StatusCodes.Status422UnprocessableEntity);
        }

        var before = context.Features.Get<SessionAtTheDoor>()!.Session;
        await db.Open(context, null, before.OfficerId, before.Level, before.Way, time.GetCurrentInstant());
        return TypedResults.LocalRedirect(ReturnPath.Of(retour, "/agent"));
    }

    private static string Called(Account account, HttpContext context) => context.Features.Get<SessionAtTheDoor>() is { GivenName: { Length: > 0 } name } ? name : account.Name;

    private static async Task<Account?> Locked(Accounts accounts, HttpContext context) =>
        context.Features.Get<SessionAtTheDoor>() is { State: SessionState.Locked, Session.OfficerId: { } officer } ? await accounts.Of(officer.Value) : null;
}
