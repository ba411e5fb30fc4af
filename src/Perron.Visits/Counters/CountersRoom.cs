using Perron.Counters.ForMachines;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Counters;

/// <summary>Counters: the hall, its queues, who is called where, and how busy it is.</summary>
public static class CountersRoom
{
    public static void AddCounters(this IServiceCollection services)
    {
        services.AddTables(typeof(CountersRoom));
        services.AddSingleton<HallBooks>();
    }

    public static void MapCounters(this IEndpointRouteBuilder routes)
    {
        WatchHall.Map(routes.ForMachines());
    }
}
