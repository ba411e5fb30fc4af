using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.Communes.ForMachines;

/// <summary>The style sheet of a commune's theme. Its address holds a hash of what it says, so a browser keeps it for a year.</summary>
internal static class GiveTheme
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/theme/{file}", Give).Declares(Audit.Nothing, Rate.Reading);

    private static IResult Give(string file, HttpContext context)
    {
        var household = context.Features.Get<CommuneRegister.Household>()!;
        if (Looks.Stylesheet(household) != $"/theme/{file}")
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Text(household.Sheet.Css, "text/css");
    }
}
