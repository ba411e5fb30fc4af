using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Perron.Browser.Tests.Hands;
using Perron.Browser.Tests.Stage;
using Perron.Delivery;
using Perron.People;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Journeys;

/// <summary>A passkey from its making to the sign-in with it, with an authenticator that the browser pretends to have.</summary>
public sealed class PasskeyTests : IAsyncLifetime
{
    private LivePortal _portal = null!;
    private Chromium _chromium = null!;

    public async ValueTask InitializeAsync() => (_portal, _chromium) = (await LivePortal.OpenDoors(), await Chromium.Start());

    [Fact]
    public async Task A_citizen_makes_a_passkey_signs_out_and_comes_back_with_it()
    {
        var citizen = await _chromium.Visitor();
        await citizen.GiveAuthenticator(isVerified: true);
        await SignIn(citizen, "%2Fmon-espace%2Fconnexion");
        await citizen.Follow("Ajouter une clé d'accès");
        await citizen.Type("Nom de cet appareil", "mon téléphone");
        await citizen.Press("Créer la clé d'accès");
        await citizen.Sees("Votre clé d'accès est prête");
        await citizen.Sees("mon téléphone");

        await SignOut(citizen);
        await citizen.GotoAsync(_portal.Address(_portal.Braine, "/mon-espace"));
        await citizen.Follow("J'ai un mot de passe ou une clé d'accès");
        await citizen.Follow("Se connecter avec une clé d'accès");
        await citizen.Press("Utiliser ma clé d'accès");
        await citizen.Sees("Claire");
        await Assertions.Expect(citizen).ToHaveURLAsync(new Regex("/mon-espace$"));

        await citizen.GotoAsync(_portal.Address(_portal.Boussu, "/connexion/cle?retour=%2Fmon-espace")); // another commune does not know it
        await citizen.Press("Utiliser ma clé d'accès");
        await Assertions.Expect(citizen).ToHaveURLAsync(new Regex("/connexion/cle"));
    }

    [Fact]
    public async Task An_account_by_e_mail_joins_the_one_of_the_identity_and_its_passkey_opens_that_one()
    {
        var claire = await _chromium.Visitor();
        await SignIn(claire, "%2Fmon-espace");
        await Assertions.Expect(claire).ToHaveURLAsync(new Regex("/mon-espace$")); // known before, or the account by e-mail would itself become hers

        var citizen = await _chromium.Visitor();
        await citizen.GiveAuthenticator(isVerified: true);
        await SignInByMail(citizen, "%2Fmon-espace%2Fconnexion");
        await citizen.Follow("Ajouter une clé d'accès");
        await citizen.Press("Créer la clé d'accès");
        await citizen.Sees("Votre clé d'accès est prête");

        await citizen.GotoAsync(_portal.Address(_portal.Braine, "/mon-espace/reunir"));
        await citizen.Follow("Se connecter avec CSAM");
        await citizen.Follow("Claire Dubois");
        await citizen.Sees("Voici ce qui sera réuni");
        await citizen.CheckAsync("[name=compris]");
        await citizen.Press("Réunir les deux comptes");
        await citizen.Sees("Vos deux comptes n’en font plus qu’un");

        await SignOut(citizen);
        await citizen.GotoAsync(_portal.Address(_portal.Braine, "/connexion/cle?retour=%2Fmon-espace%2Fprofil"));
        await citizen.Press("Utiliser ma clé d'accès");
        await citizen.Sees("Claire");
        Assert.Equal(1, await _portal.InDb(_portal.Braine, db => db.Set<Citizen>().CountAsync(one => one.MergedInto != null)));
    }

    [Fact]
    public async Task An_identity_that_has_no_account_yet_takes_the_one_by_e_mail_and_says_so()
    {
        var citizen = await _chromium.Visitor();
        await SignInByMail(citizen, "%2Fmon-espace%2Freunir");
        await citizen.Follow("Se connecter avec CSAM");
        await citizen.Follow("Claire Dubois");
        await citizen.Sees("Votre identité est maintenant liée à ce compte.");
        Assert.Equal(("ancienne.adresse@example.org", true), await _portal.InDb(_portal.Braine, async db => (await db.Set<Citizen>().SingleAsync()) is var only ? (only.SignInAddress, only.NumberIndex is not null) : default));
    }

    [Fact]
    public async Task A_device_that_does_not_check_who_holds_it_makes_no_passkey()
    {
        var citizen = await _chromium.Visitor();
        await citizen.GiveAuthenticator(isVerified: false);
        await SignIn(citizen, "%2Fmon-espace%2Fconnexion");
        await citizen.Follow("Ajouter une clé d'accès");
        await citizen.Press("Créer la clé d'accès");
        await citizen.Sees("L'appareil n'a pas donné de clé");
    }

    private async Task SignInByMail(IPage page, string back)
    {
        await page.GotoAsync(_portal.Address(_portal.Braine, $"/connexion/courriel?retour={back}"));
        await page.Type("Adresse e-mail", "ancienne.adresse@example.org");
        await page.PressOn(page.Locator("main form[data-once] button.button-primary"));
        await page.FillAsync("[name=code]", await _portal.InDb(_portal.Braine, async db => (await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(mail => mail.Template == "sign-in-code")).Given["code"]));
        await page.PressOn(page.Locator("main form[data-once] button.button-primary"));
    }

    private async Task SignIn(IPage page, string back)
    {
        await page.GotoAsync(_portal.Address(_portal.Braine, $"/connexion?niveau=fort&retour={back}"));
        await page.PressOn(page.Locator("main a.button-primary").First);
        await page.Follow("Claire Dubois");
    }

    private async Task SignOut(IPage page)
    {
        await page.GotoAsync(_portal.Address(_portal.Braine, "/deconnexion"));
        await page.PressOn(page.Locator("main button.button-primary").First);
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await _portal.DisposeAsync();
    }
}

internal static class Authenticators
{
    /// <summary>As if the device had a reader of fingers.</summary>
    public static async Task GiveAuthenticator(this IPage page, bool isVerified)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = isVerified, ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
