using Microsoft.AspNetCore.Authentication;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Programs.ForAdministrators;
using Perron.Programs.ForMachines;
using Perron.Programs.Webhooks;
namespace Perron.Programs;

/// <summary>Programs: the programs of others, by what they are known, what they read and write, and what they are told.</summary>
public static class ProgramsRoom
{
    public static void AddPrograms(this IServiceCollection services)
    {
        services.AddTables(typeof(ProgramsRoom));
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyDoor>(Policy.Programs, null);
        DescribeInterface.Add(services);
        services.AddSingleton<WebhookCall>();
        services.AddRound<WebhookRound>();
        services.AddSingleton<IDeskEntries, ProgramsEntry>();
    }

    public static void MapPrograms(this IEndpointRouteBuilder routes)
    {
        var administrators = routes.ForAdministrators().NeverKept();
        ManagePrograms.Map(administrators);
        ManageWebhooks.Map(administrators);
        DescribeInterface.Map(routes.ForMachines());
        ListProcedures.Map(routes.ForPrograms(Scope.ReadProcedures));
        var readers = routes.ForPrograms(Scope.ReadCases);
        ListCases.Map(readers);
        ReadCase.Map(readers);
        WriteNote.Map(routes.ForPrograms(Scope.WriteCases));
        WriteMessage.Map(routes.ForPrograms(Scope.WriteMessages));
        ManageSubscriptions.Map(routes.ForPrograms(Scope.Webhooks));
        ReadEvents.Map(routes.ForPrograms(Scope.ReadEvents));
    }

    // What these pages show may be a secret: no browser and no proxy keeps it. In the very words of the antiforgery guard, which would warn of others.
    private static RouteGroupBuilder NeverKept(this RouteGroupBuilder door)
    {
        door.AddEndpointFilter((context, next) =>
        {
            (context.HttpContext.Response.Headers.CacheControl, context.HttpContext.Response.Headers.Pragma) = ("no-cache, no-store", "no-cache");
            return next(context);
        });
        return door;
    }
}
