using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.People;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>A citizen's own means of sign-in, and what may be changed by whoever finds a telephone on a table.</summary>
public sealed class KeysTests
{
    private const string Password = "trois chats sur le toit";

    [Fact]
    public async Task A_password_is_set_with_a_recent_proof_then_opens_then_asks_for_the_app()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.SignInByEmail(portal, portal.Braine, back: "/mon-espace/connexion");
        await claire.Submit("Enregistrer le mot de passe", ("mot-de-passe", "123456789012345"));
        Assert.Contains("se devine", claire.Error("mot-de-passe"), StringComparison.Ordinal);
        await claire.Submit("Enregistrer le mot de passe", ("mot-de-passe", Password));
        Assert.Equal("/mon-espace/connexion?fait=mot-de-passe", claire.Location);
        Assert.Equal(1, await portal.Mails(portal.Braine, "security-notice"));
        await claire.Submit("Ajouter une application");
        Assert.Equal("/connexion/second", claire.Location);
        var key = claire.Page.QuerySelector("main ol code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await claire.Submit("Me connecter", ("code", Totp.At(key, portal.Clock.GetUtcNow())));
        Assert.Equal("/mon-espace/connexion", claire.Location);

        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        var again = portal.Visit(portal.Braine);
        await again.Open("/connexion/mot-de-passe?retour=/mon-espace/profil");
        await again.Submit("Continuer", ("courriel", Callers.Claire), ("mot-de-passe", "trois chiens sur le toit"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        await again.Submit("Continuer", ("courriel", Callers.Claire), ("mot-de-passe", Password));
        Assert.Equal("/connexion/second", again.Location);
        Assert.False(await again.IsKnown());
        await again.Open("/connexion/second");
        await again.Submit("Me connecter", ("code", Totp.At(key, portal.Clock.GetUtcNow())));
        Assert.Equal("/mon-espace/profil", again.Location);
        Assert.True(await again.IsKnown());
    }

    [Theory, InlineData("/mon-espace/profil/courriel"), InlineData("/mon-espace/profil/telephone"), InlineData("/mon-espace/connexion/cle")]
    public async Task Another_address_or_key_asks_for_a_proof_of_the_last_ten_minutes(string path)
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.SignInByEmail(portal, portal.Braine, back: path);
        Assert.Equal((path, HttpStatusCode.OK), (claire.Location, claire.Status));
        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        await claire.Open(path);
        Assert.StartsWith($"/connexion?retour={Uri.EscapeDataString(path)}", claire.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_changes_when_the_new_one_has_answered_and_the_old_one_is_told()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.SignInByEmail(portal, portal.Braine, back: "/mon-espace/profil/courriel");
        await claire.Submit("Envoyer le code", ("courriel", "nouvelle@example.org"));
        await claire.Submit("Continuer", ("code", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        await claire.Submit("Continuer", ("code", (await portal.LastMail(portal.Braine, "sign-in-code"))["code"]));
        Assert.Equal("/mon-espace/profil?fait=courriel", claire.Location);
        var row = await portal.InDb(portal.Braine, db => db.Set<Citizen>().AsNoTracking().SingleAsync());
        Assert.Equal(("nouvelle@example.org", "nouvelle@example.org"), (row.Email, row.SignInAddress));
        var told = await portal.InDb(portal.Braine, db => db.Set<Perron.Delivery.OutboxMessage>().AsNoTracking().SingleAsync(message => message.Template == "security-notice"));
        Assert.Equal(Callers.Claire, told.To);
    }

    [Theory, InlineData("azertyuiopqsdfg"), InlineData("aaaaaaaaaaaaaaaa"), InlineData("motdepasse123456789"), InlineData("password password"), InlineData("claire claire claire")]
    public async Task What_is_guessed_first_is_no_password(string password)
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.SignInByEmail(portal, portal.Braine, back: "/mon-espace/connexion");
        await claire.Submit("Enregistrer le mot de passe", ("mot-de-passe", password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.DoesNotContain(password, claire.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_made_up_passkey_opens_nothing_and_breaks_nothing()
    {
        await using var portal = await Portal.Open();
        var thief = portal.Visit(portal.Braine);
        foreach (var made in new[] { "", "x", "{}", """{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA"},"clientExtensionResults":{}}""" })
        {
            await thief.Open("/connexion/cle");
            await thief.Submit("Utiliser ma clé", ("cle", made));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, thief.Status);
        }

        Assert.False(await thief.IsKnown());
    }
}
