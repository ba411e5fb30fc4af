using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using NodaTime.Extensions;
using Perron.Belgium;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.People.Broker;

/// <summary>What the broker does at each station of a sign-in: asks for the level, checks who answers and how sure, hands the person on to the commune.</summary>
internal sealed partial class BrokerDesk(CommuneRegister communes, PublicAddress addresses, IServiceScopeFactory scopes, HouseKeys keys, TimeProvider time, ILogger<BrokerDesk> log)
{
    private const string Commune = "commune", Return = "return", Browser = "browser", SteppingUp = "stepping-up";

    public static AuthenticationProperties Wishes(Errand errand) => new(new Dictionary<string, string?>
    {
        [Commune] = errand.Commune.ToString(), [Return] = errand.Return, [Browser] = errand.BrowserHash, [SteppingUp] = errand.SteppingUp?.ToString(), ["language"] = errand.Language,
    })
    { RedirectUri = "/retour" };

    public OpenIdConnectEvents EventsFor(ProviderSettings provider) => new()
    {
        OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.AcrValues = provider.Acr.FirstOrDefault();
            context.ProtocolMessage.UiLocales = context.Properties.Items["language"];
            context.ProtocolMessage.RedirectUri = $"{context.Request.Scheme}://{context.Request.Host}/retour/{provider.Slug}";
            return Task.CompletedTask;
        },
        OnMessageReceived = context => CheckIssuer(context),
        OnPushAuthorization = context => Push(context, provider),
        OnAuthorizationCodeReceived = context => Redeem(context, provider),
        OnTokenValidated = context =>
        {
            if (provider.Acr.Length > 0 && !provider.Acr.Contains(context.Principal!.FindFirstValue("acr")))
            {
                context.Fail(new RefusedSignIn("niveau"));
            }

            return Task.CompletedTask;
        },
        OnTicketReceived = context => HandOn(context, provider),
        OnRemoteFailure = context => TurnBack(context, provider),
    };

    // RFC 9207: an answer says from whom it comes, so that one provider cannot pass for another.
    private static async Task CheckIssuer(MessageReceivedContext context)
    {
        OpenIdConnectConfiguration known;
        try
        {
            known = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (InvalidOperationException away)
        {
            context.Fail(away);
            return;
        }

        var told = context.ProtocolMessage.Iss;
        var must = known.AdditionalData.TryGetValue("authorization_response_iss_parameter_supported", out var supported) && supported?.ToString() is "True" or "true";
        if (told is { Length: > 0 } ? told != known.Issuer : must && context.ProtocolMessage.Error is null)
        {
            context.Fail(new RefusedSignIn("autre"));
        }
    }

    // A provider that takes the whole request beforehand (RFC 9126) wants to know there as well who asks.
    private Task Push(PushedAuthorizationContext context, ProviderSettings provider)
    {
        if (provider.ClientKeyFile.Length > 0)
        {
            Sign(context.ProtocolMessage, provider);
            context.HandleClientAuthentication();
        }

        return Task.CompletedTask;
    }

    private Task Redeem(AuthorizationCodeReceivedContext context, ProviderSettings provider)
    {
        if (provider.ClientKeyFile.Length > 0)
        {
            Sign(context.TokenEndpointRequest!, provider);
        }

        return Task.CompletedTask;
    }

    // private_key_jwt: a signed statement of a minute in the place of a shared secret (RFC 7523). Its audience is the issuer, as RFC 7523bis asks for.
    private void Sign(OpenIdConnectMessage request, ProviderSettings provider)
    {
        var (key, now) = (new JsonWebKey(File.ReadAllText(provider.ClientKeyFile)), time.GetUtcNow().UtcDateTime);
        request.ClientSecret = null;
        request.ClientAssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        request.ClientAssertion = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = provider.ClientId, Audience = provider.Authority, IssuedAt = now, NotBefore = now, Expires = now.AddMinutes(1),
            Claims = new Dictionary<string, object> { ["sub"] = provider.ClientId, ["jti"] = Guid.CreateVersion7().ToString("N") },
            SigningCredentials = new(key, key.Kty == "EC" ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.RsaSha256),
        });
    }

    private async Task HandOn(TicketReceivedContext context, ProviderSettings provider)
    {
        context.HandleResponse();
        var (items, who) = (context.Properties!.Items, context.Principal!);
        var number = NationalNumber.Parse(who.FindFirstValue(provider.NumberClaim));
        if (provider.For == Audience.Citizens && number is null)
        {
            await Leave(context.HttpContext, items, provider, "numero");
            return;
        }

        var id = CommuneId.From(Guid.Parse(items[Commune]!));
        var proven = new ProvenIdentity(
            provider.Slug, who.FindFirstValue("iss") ?? provider.Authority, who.FindFirstValue("sub")!, number?.Digits, who.FindFirstValue(provider.GivenNameClaim) ?? "", who.FindFirstValue(provider.FamilyNameClaim) ?? "",
            who.FindFirstValue(provider.EmailClaim)?.ToLowerInvariant(), who.FindAll("amr").Any(method => (provider.SecondFactors is [] ? method.Value == "mfa" : provider.SecondFactors.Contains(method.Value))), items[Return]!,
            Guid.TryParse(items[SteppingUp], out var citizen) ? citizen : null);
        var (row, code) = HandOff.New(id, items[Browser]!, proven, keys, time.GetCurrentInstant());
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        db.Enter(id);
        db.EnterEveryOrganisation();
        await using var writing = await db.BeginAsync();
        db.Add(row);
        await db.SaveChangesAsync();
        await writing.CommitAsync();
        context.Response.Redirect(addresses.Of(communes.Of(id).Commune, $"/connexion/retour?code={code}"));
    }

    /// <summary>The provider cannot even be asked.</summary>
    public void SendHome(HttpContext context, Errand errand, Exception away)
    {
        Refused(log, errand.Provider, "away", away);
        context.Response.Redirect(addresses.Of(communes.Of(CommuneId.From(errand.Commune)).Commune, $"/connexion?refus=autre&retour={Uri.EscapeDataString(errand.Return)}"));
    }

    private async Task TurnBack(RemoteFailureContext context, ProviderSettings provider)
    {
        context.HandleResponse();
        var reason = Reason(context.Failure);
        Refused(log, provider.Slug, reason, context.Failure is RefusedSignIn ? null : context.Failure);
        // Where we refused ourselves, the framework has dropped the state; it is ours, protected, and says where home is.
        var wishes = context.Properties ?? ((OpenIdConnectOptions)context.Options).StateDataFormat.Unprotect(context.Request.Query["state"]);
        await Leave(context.HttpContext, wishes?.Items, provider, reason);
    }

    private async Task Leave(HttpContext context, IDictionary<string, string?>? items, ProviderSettings provider, string reason)
    {
        if (items?.TryGetValue(Commune, out var commune) is not true)
        {
            await BrokerSign.Say(context);
            return;
        }

        var door = provider.For == Audience.Officers ? "/agent/connexion" : "/connexion";
        context.Response.Redirect(addresses.Of(communes.Of(CommuneId.From(Guid.Parse(commune!))).Commune, $"{door}?refus={reason}&retour={Uri.EscapeDataString(items[Return] ?? "/")}"));
    }

    private static string Reason(Exception? failure) => failure switch
    {
        RefusedSignIn refused => refused.Reason,
        { Data: var data } when data["error"] is "access_denied" => "annule",
        { InnerException: { } inner } => Reason(inner),
        _ => failure?.Message.Contains("access_denied", StringComparison.Ordinal) is true ? "annule" : "autre",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in by {Provider} was refused: {Reason}")]
    private static partial void Refused(ILogger logger, string provider, string reason, Exception? failure);
}

/// <summary>A sign-in that is refused for a reason that a person is told.</summary>
internal sealed class RefusedSignIn(string reason) : Exception(reason)
{
    public string Reason => Message;
}
