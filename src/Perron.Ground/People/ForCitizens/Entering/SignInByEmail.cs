using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens.Entering;

/// <summary>An address, a code sent to it, and whoever types the code is signed in weakly. Known or not, the answer is the same.</summary>
public static class SignInByEmail
{
    private const int MostMails = 5;
    private static readonly Duration MailWindow = Duration.FromMinutes(15);

    public sealed record Model(PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connexion/courriel", Ask).Declares(Audit.Nothing, Rate.Reading);
        routes.MapPost("/connexion/courriel", Send).Declares(Audit.Change, Rate.SigningIn);
    }

    private static PageResult Ask() => SignInByEmailPage.Of(new(PostedForm.Blank()));

    private static async Task<IResult> Send(
        string? retour, PostedForm posted, Commune commune, PageLanguage language, PerronDb db, IPeoplePost post, PublicAddress address, HouseKeys keys, TimeProvider time, HttpContext context)
    {
        var words = Words.Of(typeof(SignInByEmail));
        var typed = posted.Text("courriel").OrElse(words.In(language.Code, "email-missing"));
        if (posted.IsRight && EmailAddress.Of(typed) is null)
        {
            posted.Refuse("courriel", words.In(language.Code, "email-wrong"));
        }

        if (!posted.IsRight)
        {
            return SignInByEmailPage.Of(new(posted), StatusCodes.Status422UnprocessableEntity);
        }

        var (to, now) = (EmailAddress.Of(typed)!, time.GetCurrentInstant());
        var since = now - MailWindow;
        var sent = await db.Set<OneTimeCode>().CountAsync(code => code.Purpose == CodePurpose.SignIn && code.Address == to && code.WrittenAt > since);
        var (row, digits, link, browser) = OneTimeCode.New(commune.Id, CodePurpose.SignIn, to, null, ReturnPath.Of(retour), keys, now);
        db.Add(row);
        if (sent < MostMails) // beyond that nobody is told, and no mailbox is flooded
        {
            post.Mail(db, to, language.Code, "sign-in-code", new Dictionary<string, string>
            {
                ["code"] = $"{digits[..3]} {digits[3..]}", ["link"] = address.Of(commune, Localised(language, commune, $"/connexion/lien/{link}")),
            }, now);
        }

        await db.SaveChangesAsync();
        PendingCode.Keep(context, browser);
        return TypedResults.LocalRedirect("/connexion/code");
    }

    private static string Localised(PageLanguage language, Commune commune, string path) => language.Code == commune.Language ? path : $"/{language.Code}{path}";
}

/// <summary>The browser's half of a code that was asked for.</summary>
internal static class PendingCode
{
    private const string CookieName = "__Host-code";

    public static void Keep(HttpContext context, string browser) => context.Response.Cookies.Append(CookieName, browser,
        new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = OneTimeCode.Life.ToTimeSpan() });

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(CookieName, new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });

    public static Task<OneTimeCode?> PendingIn(this PerronDb db, HttpContext context, params CodePurpose[] purposes)
    {
        var hash = context.Request.Cookies[CookieName] is { Length: > 20 and < 100 } browser ? Session.HashOf(browser) : "";
        return db.Set<OneTimeCode>().AsNoTracking().SingleOrDefaultAsync(code => code.BrowserHash == hash && purposes.Contains(code.Purpose));
    }
}
