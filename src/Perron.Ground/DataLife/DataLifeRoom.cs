using Microsoft.Extensions.Options;
using Perron.DataLife.ForCitizens;
using Perron.DataLife.ForEverybody;
using Perron.Platform.DataLife;
using Perron.Platform.Jobs;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.DataLife;

/// <summary>DataLife: how long things are kept, what people take along, and what is forgotten.</summary>
public static class DataLifeRoom
{
    public static void AddDataLife(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTables(typeof(DataLifeRoom));
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection("Perron:Retention")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionCheck>();
        services.AddScoped<Erasing>();
        services.AddScoped<ErasureLedger>();
        services.AddRound<RetentionRound>();
    }

    public static void MapDataLife(this IEndpointRouteBuilder routes)
    {
        ShowRegister.Map(routes.ForCitizens());
        var citizens = routes.ForKnownCitizens();
        ShowMyData.Map(citizens);
        EraseMyData.Map(citizens);
    }
}
