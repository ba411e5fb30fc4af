using Perron.Communes;
using Perron.Counters.ForAdministrators;
using Perron.Counters.ForCitizens;
using Perron.Counters.ForMachines;
using Perron.Counters.ForOfficers;
using Perron.Counters.ForScreens;
using Perron.Counters.Node;
using Perron.Counters.Paper;
using Perron.Platform;
using Perron.Platform.Jobs;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Search;
namespace Perron.Counters;

/// <summary>Counters: the hall, its queues, who is called where, and how busy it is.</summary>
public static class CountersRoom
{
    public static void AddCounters(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Perron").Get<PerronOptions>()!;
        services.AddTables(typeof(CountersRoom));
        services.AddSingleton<HallBooks>();
        services.AddSingleton<CrowdNews>();
        services.AddSingleton<IDeskEntries, StaffDeskEntry>();
        services.AddSingleton<IDeskEntries, HallsEntry>();
        services.AddScoped<AskHall>();
        services.AddScoped<ISearchSource, HallsFound>();
        services.AddRound<HallRound>();
        HallPrinters.AddTo(services, configuration);
        if (NodeSettings.Of(configuration) is { } node)
        {
            services.AddSingleton(node);
            // The server may well stand in the network of the town hall: the address is the operator's own.
            services.AddHttpClient<HallLink>().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) });
            services.AddHostedService(provider => provider.GetRequiredService<HallLink>());
        }

        if (options is { Demonstration: true, DemoDay: > 0 })
        {
            services.AddSingleton<TimeProvider>(DemoClock.OfNextMonday(options.DemoDay));
            services.AddHostedService<DemoDay>();
        }
    }

    public static void MapCounters(this IEndpointRouteBuilder routes)
    {
        var everybody = routes.ForCitizens();
        ShowCrowding.Map(everybody);
        TakeTicket.Map(everybody);
        FollowTicket.Map(everybody);
        ShowBoard.Map(everybody);
        ShowKiosk.Map(everybody);
        StaffDesk.Map(routes.ForOfficers());
        var administrators = routes.ForAdministrators();
        ManageHall.Map(administrators);
        PilotHall.Map(administrators);
        var machines = routes.ForMachines();
        WatchHall.Map(machines);
        MeetNode.Map(machines);
        WatchCrowding.Map(machines);
    }
}
