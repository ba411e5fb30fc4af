using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Perron.People.Broker;
using Perron.Platform;
using static OpenIddict.Abstractions.OpenIddictConstants;
namespace Perron.People.DemoProvider;

/// <summary>The demonstration's identity provider: OpenIddict, real OpenID Connect, in the same process and in demonstrations only.</summary>
internal static class DemoProviderRegistration
{
    public static void AddDemoProvider(this IServiceCollection services, ProviderSettings itself)
    {
        services.AddSingleton(provider => new DemoIdentities(provider.GetRequiredService<IOptions<PerronOptions>>().Value.Catalogue));
        services.AddOpenIddict().AddServer(server =>
        {
            var path = DemoIdentities.Path[1..];
            server.EnableDegradedMode(); // no tables: there is one client, and what a demonstration vouches for is worth nothing
            server.SetIssuer(itself.Authority);
            server.SetConfigurationEndpointUris($"{path}/.well-known/openid-configuration").SetJsonWebKeySetEndpointUris($"{path}/jwks")
                .SetAuthorizationEndpointUris($"{path}/authorize").SetTokenEndpointUris($"{path}/token").SetUserInfoEndpointUris($"{path}/userinfo");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes(Scopes.OpenId, Scopes.Profile, "egovnrn");
            // Made anew at each start, and of kinds that are made at once: large RSA keys take seconds on a laptop.
            server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
            server.AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
            server.AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(request => KnowTheClient(request, itself)));
            server.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler => handler.UseInlineHandler(request => KnowTheSecret(request, itself)));
            server.AddEventHandler<OpenIddictServerEvents.HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(Tell));
        });
    }

    private static ValueTask KnowTheClient(OpenIddictServerEvents.ValidateAuthorizationRequestContext request, ProviderSettings itself)
    {
        var back = itself.Authority[..^DemoIdentities.Path.Length] + $"/retour/{itself.Slug}";
        if (request.ClientId != itself.ClientId || request.RedirectUri != back)
        {
            request.Reject(Errors.InvalidClient, "The client or its address is not known.");
        }

        return default;
    }

    private static ValueTask KnowTheSecret(OpenIddictServerEvents.ValidateTokenRequestContext request, ProviderSettings itself)
    {
        if (request.ClientId != itself.ClientId || request.ClientSecret != itself.ClientSecret)
        {
            request.Reject(Errors.InvalidClient, "The client is not known.");
        }

        return default;
    }

    // As CSAM does: the number and the names come from here, not from the token.
    private static ValueTask Tell(OpenIddictServerEvents.HandleUserInfoRequestContext request)
    {
        foreach (var claim in new[] { "egovNRN", "givenName", "surname" })
        {
            if (request.AccessTokenPrincipal.GetClaim(claim) is { } value)
            {
                request.Claims[claim] = value;
            }
        }

        return default;
    }
}
