using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.Style.ForCitizens;

/// <summary>A home with everything on it, in any of the six layouts and any of the themes.</summary>
public static class ShowSampleHome
{
    public sealed record Model(Choices Chosen, CommuneRegister Register);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/style/accueil", Show).Declares(Audit.Nothing, Rate.Reading);

    private static PageResult Show(CommuneRegister register, string? theme, string? mode, string? accueil) =>
        ShowSampleHomePage.Of(new(new(theme, mode, accueil), register));
}
