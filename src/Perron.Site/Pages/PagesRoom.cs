using Perron.Pages.ForCitizens;
using Perron.Platform.Web;
using Perron.Search;
namespace Perron.Pages;

/// <summary>Pages: what everybody reads. Later rooms plug into the home and into the pages of the services.</summary>
public static class PagesRoom
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddSingleton<ISearchSource, WhatToRead>();
        services.AddSingleton<IHomeSource, ReadingTasks>();
    }

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var citizens = routes.ForCitizens();
        ShowHome.Map(citizens);
        ShowServices.Map(citizens);
        ShowWays.Map(citizens);
        ShowLegal.Map(citizens);
    }
}
