using System.Net;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>The session runs out while a form is being filled in.</summary>
public sealed class HeldFormTests
{
    private const string Page = "/mon-espace/contact/population/message", Words = "Bonjour, j'ai écrit cela pendant une heure.";

    [Fact]
    public async Task The_same_person_signs_in_and_finds_what_was_typed_once()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await TypeForAnHour(portal, claire);
        Assert.StartsWith("/connexion?retour=", claire.Location, StringComparison.Ordinal);
        Assert.True(claire.Shows("Ce que vous envoyiez est gardé"), claire.Text);
        await claire.SignInByEmail(portal, portal.Braine, back: Page);
        Assert.Equal(Page, claire.Location);
        Assert.Contains(Words, claire.Body.Replace("&#x27;", "'", StringComparison.Ordinal).Replace("&#xE9;", "é", StringComparison.Ordinal), StringComparison.Ordinal);
        await claire.Submit("Envoyer le message");
        Assert.Equal("/mon-espace?fait=message", claire.Location);
        await claire.Open(Page);
        Assert.DoesNotContain("pendant une heure", claire.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_person_on_the_same_browser_sees_nothing_of_it()
    {
        await using var portal = await Portal.Open();
        var browser = portal.Visit(portal.Braine);
        await TypeForAnHour(portal, browser);
        await browser.SignInByEmail(portal, portal.Braine, "ahmed@example.org", Page);
        Assert.Equal((Page, HttpStatusCode.OK), (browser.Location, browser.Status));
        Assert.DoesNotContain("pendant une heure", browser.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_no_form_of_ours_is_not_kept()
    {
        await using var portal = await Portal.Open();
        var browser = portal.Visit(portal.Braine);
        await browser.Post(Page, ("nom", "Evil"), ("texte", "pendant une heure"), ("key", Guid.CreateVersion7().ToString()));
        await browser.SignInByEmail(portal, portal.Braine, back: Page);
        Assert.DoesNotContain("pendant une heure", browser.Body, StringComparison.Ordinal);
    }

    private static async Task TypeForAnHour(Portal portal, Browser browser)
    {
        await browser.SignInByEmail(portal, portal.Braine);
        await browser.Open(Page);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await browser.Submit("Envoyer le message", ("nom", "Claire Dubois"), ("courriel", Callers.Claire), ("texte", Words));
    }
}
