using Perron.Communes.ForCitizens;
using Perron.Communes.ForMachines;
using Perron.Platform.Jobs;
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
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<IPageFrame, CommuneFrame>();
    }

    /// <summary>The front door: the host says which commune is visited, and from here on only its rows exist.</summary>
    public static void UseCommunes(this IApplicationBuilder app) =>
        app.Use((context, next) => IsNoCommunes(context.Request.Path) || context.Features.Get<OutsideCommunes>() is not null ? next(context) : CommuneHall.Enter(context, next));

    // Probes, and style sheets and scripts, which are the same for all.
    private static bool IsNoCommunes(PathString path) => path.StartsWithSegments("/healthz") || path == "/metrics" || path.StartsWithSegments("/_content");

    public static void MapCommunes(this IEndpointRouteBuilder routes)
    {
        ChooseMode.Map(routes.ForCitizens());
        GiveTheme.Map(routes.ForMachines());
        GivePicture.Map(routes.ForMachines());
    }
}

/// <summary>Says of a request that it came to a host of the house itself, which serves all communes and is in none.</summary>
public sealed record OutsideCommunes;
