using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.Communes.ForCitizens;

/// <summary>Light, dark, or as the system says: kept in a cookie that tells nothing of the person, so that it works without a script.</summary>
internal static class ChooseMode
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/affichage", Choose).Declares(Audit.Nothing, Rate.Reading);

    private static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Choose(string? mode, string? retour, HttpContext context)
    {
        if (mode is "light" or "dark")
        {
            context.Response.Cookies.Append(DisplayMode.Cookie, mode, new() { Path = "/", MaxAge = TimeSpan.FromDays(365), IsEssential = true, Secure = true, HttpOnly = false, SameSite = SameSiteMode.Lax });
        }
        else
        {
            context.Response.Cookies.Delete(DisplayMode.Cookie, new() { Path = "/", Secure = true });
        }

        return TypedResults.LocalRedirect(retour is ['/', not ('/' or '\\'), ..] or "/" ? retour : "/");
    }
}
