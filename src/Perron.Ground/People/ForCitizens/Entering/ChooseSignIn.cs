using Perron.Communes;
using Perron.People.Broker;
using Perron.People.SignIn;
using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.People.ForCitizens.Entering;

/// <summary>The ways to say who one is: strongly by an identity provider, weakly by e-mail, a passkey or a password.</summary>
public static class ChooseSignIn
{
    public sealed record Model(IReadOnlyList<(string Name, string Href)> Strong, string Return, bool AsksStrong, bool IsHeld, string? Refusal, bool HasDemoProvider);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/connexion", Show).Declares(Audit.Nothing, Rate.Reading);

    private static IResult Show(string? retour, string? niveau, string? garde, string? refus, Visitor visitor, Commune commune, IdentityProviders providers)
    {
        var back = ReturnPath.Of(retour);
        var asksStrong = niveau == "fort";
        if (refus is null && visitor.IsCitizen && (!asksStrong || visitor.Level == IdentityLevel.Strong) && retour is not null && garde is null && niveau is not null)
        {
            return TypedResults.LocalRedirect(back);
        }

        var strong = providers.ForCitizensOf(commune).Select(one => (one.Name, $"/connexion/fort/{one.Slug}?retour={Uri.EscapeDataString(back)}")).ToList();
        return ChooseSignInPage.Of(new(strong, back, asksStrong, garde is not null, refus is null ? null : Refusals.Of(refus), providers.HasDemonstration));
    }
}

/// <summary>Why a strong sign-in did not succeed, as a key of our words; what comes from outside is not repeated.</summary>
internal static class Refusals
{
    public static string Of(string refusal) => refusal is "annule" or "niveau" or "numero" or "perime" or "agent" or "ferme" ? $"refused-{refusal}" : "refused-autre";
}
