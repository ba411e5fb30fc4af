using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
namespace Perron.People.Broker;

/// <summary>How we speak to one provider: discovery, code flow with PKCE, signed tokens only, the level asked for and checked.</summary>
internal sealed class ProviderOptions(IOptions<IdentitySettings> settings, TimeProvider time, BrokerDesk desk) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public const string Prefix = "oidc:", AcrItem = "acr";

    // Asymmetric only: a token signed with our own secret, or with nothing, is nobody's.
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.EcdsaSha384];

    // What is inside an envelope sealed for us; the signature within is asked for all the same (SignedTokens).
    private static readonly string[] Envelopes = [SecurityAlgorithms.Aes128CbcHmacSha256, SecurityAlgorithms.Aes256CbcHmacSha512, SecurityAlgorithms.Aes128Gcm, SecurityAlgorithms.Aes256Gcm];

    public void Configure(OpenIdConnectOptions options)
    {
    }

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name?.StartsWith(Prefix, StringComparison.Ordinal) is not true || settings.Value.Providers.FirstOrDefault(one => one.Slug == name[Prefix.Length..]) is not { } provider)
        {
            return;
        }

        options.TimeProvider = time;
        options.Authority = provider.Authority;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret is { Length: > 0 } secret ? secret : null;
        options.CallbackPath = $"/retour/{provider.Slug}";
        options.RequireHttpsMetadata = !IsOfThisMachine(provider.Authority);
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.DisableTelemetry = true;
        options.Scope.Clear();
        foreach (var scope in provider.Scopes is [] ? ["openid", "profile"] : provider.Scopes)
        {
            options.Scope.Add(scope);
        }

        // What the provider says beside the token may add these; what was signed for this sign-in (sub, acr, amr, iss) stays as it was signed.
        options.ClaimActions.Clear();
        foreach (var claim in new[] { provider.NumberClaim, provider.GivenNameClaim, provider.FamilyNameClaim, provider.EmailClaim })
        {
            options.ClaimActions.MapJsonKey(claim, claim);
        }

        Harden(options, provider);
        options.Events = desk.EventsFor(provider);
    }

    private void Harden(OpenIdConnectOptions options, ProviderSettings provider)
    {
        options.ProtocolValidator.RequireNonce = true;
        options.TokenHandler = new SignedTokens { MapInboundClaims = false };
        options.TokenValidationParameters = new()
        {
            ValidAlgorithms = provider.DecryptionKeyFile.Length > 0 ? [.. Algorithms, .. Envelopes] : Algorithms, RequireSignedTokens = true, RequireExpirationTime = true, ValidateIssuer = true, ValidateAudience = true, NameClaimType = "sub",
            ValidateIssuerSigningKey = true, ClockSkew = TimeSpan.FromSeconds(60),
            LifetimeValidator = (notBefore, expires, _, rules) =>
                expires is { } end && end > time.GetUtcNow().UtcDateTime - rules.ClockSkew && (notBefore is null || notBefore <= time.GetUtcNow().UtcDateTime + rules.ClockSkew),
            TokenDecryptionKey = provider.DecryptionKeyFile.Length > 0 ? new JsonWebKey(File.ReadAllText(provider.DecryptionKeyFile)) : null,
        };
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            (cookie.Path, cookie.SameSite, cookie.SecurePolicy, cookie.HttpOnly) = ("/", SameSiteMode.Lax, CookieSecurePolicy.None, true); // HouseCookies makes them Secure
        }

        (options.CorrelationCookie.Name, options.NonceCookie.Name) = ("__Host-oidc-etat.", "__Host-oidc-nonce.");
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        if (IsOfThisMachine(provider.Authority))
        {
            options.BackchannelHttpHandler = LoopbackHosts.Calls();
        }
    }

    internal static bool IsOfThisMachine(string address) => new Uri(address).Host is var host && (host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || host == "127.0.0.1");
}
