using Perron.Platform.Web;
using Perron.Style.ForCitizens;
namespace Perron.Style;

/// <summary>Style: every component in its states, in every theme. The first stop of whoever changes a look.</summary>
public static class StyleRoom
{
    public static void MapStyle(this IEndpointRouteBuilder routes)
    {
        var citizens = routes.ForCitizens();
        ShowStyle.Map(citizens);
        ShowSampleHome.Map(citizens);
    }
}
