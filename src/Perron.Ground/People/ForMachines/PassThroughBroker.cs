using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using NodaTime.Extensions;
using Perron.People.Broker;
using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.People.ForMachines;

/// <summary>The broker host: people pass through it on the way to an identity provider and back. It shows nothing and keeps nothing.</summary>
internal static class PassThroughBroker
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/entree", SendOn).Declares(Audit.Nothing, Rate.SigningIn);
        routes.MapGet("/retour/{provider}", TakeBack).Declares(Audit.Nothing, Rate.SigningIn);
    }

    private static Task SendOn(string? billet, IDataProtectionProvider protection, TimeProvider time, HttpContext context) =>
        Errand.Read(billet, protection, time.GetCurrentInstant()) is { } errand
            ? context.ChallengeAsync(ProviderOptions.Prefix + errand.Provider, BrokerDesk.Wishes(errand))
            : BrokerSign.Say(context);

    private static async Task TakeBack(string provider, IAuthenticationHandlerProvider handlers, HttpContext context)
    {
        if (await handlers.GetHandlerAsync(context, ProviderOptions.Prefix + provider) is not IAuthenticationRequestHandler handler || !await handler.HandleRequestAsync())
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
