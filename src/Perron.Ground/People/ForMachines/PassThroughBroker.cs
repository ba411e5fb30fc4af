using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
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

    private static async Task SendOn(string? billet, IDataProtectionProvider protection, BrokerDesk desk, TimeProvider time, HttpContext context)
    {
        if (Errand.Read(billet, protection, time.GetCurrentInstant()) is not { } errand)
        {
            await BrokerSign.Say(context);
            return;
        }

        try
        {
            await context.ChallengeAsync(ProviderOptions.Prefix + errand.Provider, BrokerDesk.Wishes(errand));
        }
        catch (Exception away) when (away is InvalidOperationException or IOException or HttpRequestException or OpenIdConnectProtocolException)
        {
            desk.SendHome(context, errand, away); // the provider does not answer; the other ways to sign in do
        }
    }

    private static async Task TakeBack(string provider, IAuthenticationHandlerProvider handlers, HttpContext context)
    {
        if (await handlers.GetHandlerAsync(context, ProviderOptions.Prefix + provider) is not IAuthenticationRequestHandler handler || !await handler.HandleRequestAsync())
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
