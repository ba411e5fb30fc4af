using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.Communes.ForMachines;

/// <summary>The style sheet of a commune's theme. Its address holds a hash of what it says, so a browser keeps it for a year.</summary>
internal static class GiveTheme
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/theme/{file}", Give).Declares(Audit.Nothing, Rate.Reading);

    // A sheet says nothing that is not public: /style shows a commune the looks of the others too. Nearly always it is its own.
    private static IResult Give(string file, HttpContext context, CommuneRegister register)
    {
        if (register.All.Prepend(context.Features.Get<Household>()!).FirstOrDefault(household => Looks.Stylesheet(household) == $"/theme/{file}") is not { } household)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Text(household.Sheet.Css, "text/css");
    }
}
