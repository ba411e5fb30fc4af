using Perron.Communes;
using Perron.Pages;
using Perron.Platform;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures.ForCitizens;
using Perron.Procedures.ForMachines;
using Perron.Procedures.Editions;
using Perron.Procedures.ForOfficers;
using Perron.Procedures.ForOperators;
using Perron.Search;
namespace Perron.Procedures;

/// <summary>Procedures: what can be asked of the commune. The catalogue is read and checked at start; a faulty file stops it.</summary>
public static class ProceduresRoom
{
    public static void AddProcedures(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTables(typeof(ProceduresRoom));
        services.AddSingleton(ProcedureCatalogue.Read(configuration.GetSection("Perron").Get<PerronOptions>()!.Catalogue));
        services.AddSingleton<KeepVersions>();
        services.AddHostedService(house => house.GetRequiredService<KeepVersions>());
        services.AddHostedService<HearVersions>();
        services.AddSingleton<IDeskEntries, ReviewEntry>();
        services.AddScoped<ISearchSource, WhatIsOffered>();
        services.AddScoped<IHomeSource, WhatIsOffered>();
        services.AddScoped<IServiceTasks, WhatIsOffered>();
    }

    public static void MapProcedures(this IEndpointRouteBuilder routes)
    {
        var citizens = routes.ForCitizens();
        ShowProcedures.Map(citizens);
        ShowProcedure.Map(citizens);
        GiveCatalogue.Map(citizens);
        var officers = routes.ForOfficers();
        ListRules.Map(officers);
        ShowRules.Map(officers);
        PreviewProcedure.Map(officers);
        var administrators = routes.ForAdministrators();
        AdaptProcedure.Map(administrators);
        CompareOriginal.Map(administrators);
        ReviewProposals.Map(administrators);
    }
}
