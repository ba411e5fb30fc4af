using Perron.Communes.ForCitizens;
using Perron.Communes.ForMachines;
using Perron.Platform.Jobs;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Communes;

/// <summary>Communes: who lives in this house, with its organisations and services. Each commune has its own host name.</summary>
public static class CommunesRoom
{
    public static void AddCommunes(this IServiceCollection services)
    {
        services.AddTables(typeof(CommunesRoom));
        services.AddSingleton<CommuneRegister>();
        services.AddSingleton<ICommuneRoll>(provider => provider.GetRequiredService<CommuneRegister>());
        services.AddHostedService<CommuneWatch>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<MapTiles>();
        services.AddSingleton<IPageFrame, CommuneFrame>();
    }

    /// <summary>The front door: the host says which commune is visited, and in which language.</summary>
    public static void UseCommunes(this IApplicationBuilder app)
    {
        var register = app.ApplicationServices.GetRequiredService<CommuneRegister>();
        app.Use((context, next) => IsNoCommunes(context.Request.Path) || context.Features.Get<OutsideCommunes>() is not null ? next(context) : CommuneHall.Meet(context, register, next));
    }

    /// <summary>Behind the front door: from here on only the commune's rows exist.</summary>
    public static void EnterCommune(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<Commune>() is { } commune)
        {
            context.RequestServices.GetRequiredService<CommuneEntered>().Enter(commune.Id);
            context.Shows(Commune.Topic, commune.Id); // menu, theme, help: every page that is kept shows them
        }

        return next(context);
    });

    // Probes, and style sheets and scripts, which are the same for all.
    private static bool IsNoCommunes(PathString path) => path.StartsWithSegments("/healthz") || path == "/metrics" || path.StartsWithSegments("/_content");

    public static void MapCommunes(this IEndpointRouteBuilder routes)
    {
        ChooseMode.Map(routes.ForCitizens());
        GiveTheme.Map(routes.ForMachines());
        GivePicture.Map(routes.ForMachines());
        GiveMap.Map(routes.ForMachines());
    }
}

/// <summary>Says of a request that it came to a host of the house itself, which serves all communes and is in none.</summary>
public sealed record OutsideCommunes;
