using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.People;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>How officers get in, and who does not.</summary>
public sealed class OfficerSignInTests
{
    private const string Karim = "karim.benali@braine.example.org";

    [Fact]
    public async Task A_password_alone_opens_nothing()
    {
        await using var portal = await Portal.Open();
        var karim = portal.Visit(portal.Braine);
        await Password(karim, Karim, DemoPeople.Password);
        Assert.Equal("/agent/connexion/code", karim.Location);
        await karim.Open("/agent/absence");
        Assert.StartsWith("/agent/connexion", karim.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_and_code_lead_to_the_page_that_was_wanted()
    {
        await using var portal = await Portal.Open();
        var karim = portal.Visit(portal.Braine);
        var code = await portal.Visit(portal.Braine).CodeOf(Karim);
        await karim.Open("/agent/absence");
        Assert.StartsWith("/agent/connexion?retour=", karim.Location, StringComparison.Ordinal);
        await karim.Submit("Continuer", ("courriel", Karim), ("mot-de-passe", DemoPeople.Password));
        await karim.Submit("Me connecter", ("code", code));
        Assert.Equal("/agent/absence", karim.Location);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_told_the_same()
    {
        await using var portal = await Portal.Open();
        var (wrong, unknown) = (portal.Visit(portal.Braine), portal.Visit(portal.Braine));
        await Password(wrong, Karim, "pas du tout le bon");
        await Password(unknown, "nobody@example.org", "pas du tout le bon");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(wrong.Error("mot-de-passe"), unknown.Error("mot-de-passe"));
        Assert.DoesNotContain("pas du tout le bon", wrong.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_of_one_commune_is_unknown_in_another()
    {
        await using var portal = await Portal.Open();
        var karim = portal.Visit(portal.Boussu);
        await Password(karim, Karim, DemoPeople.Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, karim.Status);
    }

    [Fact]
    public async Task An_idle_screen_is_locked_and_the_code_opens_it_at_the_same_page()
    {
        await using var portal = await Portal.Open();
        var karim = portal.Visit(portal.Braine);
        await karim.SignInAsOfficer("Karim Benali");
        Assert.Equal(HttpStatusCode.OK, karim.Status);
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        await karim.Open("/agent/absence?x=1");
        Assert.StartsWith("/agent/deverrouiller?retour=%2Fagent%2Fabsence%3Fx%3D1", karim.Location, StringComparison.Ordinal);
        Assert.True(karim.Shows("Écran verrouillé") && karim.Shows("Karim, vous n'avez rien fait"), karim.Text);
        await karim.Submit("Déverrouiller", ("code", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, karim.Status);
        var code = await portal.Visit(portal.Braine).CodeOf(Karim);
        await karim.Submit("Déverrouiller", ("code", code));
        Assert.Equal("/agent/absence?x=1", karim.Location);
        Assert.Equal(HttpStatusCode.OK, karim.Status);
    }

    [Fact]
    public async Task After_ten_hours_a_locked_screen_is_a_new_sign_in()
    {
        await using var portal = await Portal.Open();
        var karim = portal.Visit(portal.Braine);
        await karim.SignInAsOfficer("Karim Benali");
        portal.Clock.Advance(TimeSpan.FromHours(11));
        await karim.Open("/agent/absence");
        Assert.StartsWith("/agent/connexion?", karim.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_that_is_taken_away_is_gone_at_the_next_request()
    {
        await using var portal = await Portal.Open();
        var nadia = portal.Visit(portal.Braine);
        await nadia.SignInAsOfficer("Nadia Verbruggen", "/agent/reglages/agents");
        Assert.Equal(HttpStatusCode.OK, nadia.Status);
        await portal.InDb(portal.Braine, async db =>
        {
            (await db.Set<Officer>().SingleAsync(officer => officer.GivenName == "Nadia")).Rights = [];
            await db.SaveChangesAsync();
        });
        await nadia.Open("/agent/reglages/agents");
        Assert.Equal(HttpStatusCode.NotFound, nadia.Status);
    }

    [Theory, InlineData("/agent/absence"), InlineData("/agent/rappels"), InlineData("/agent/securite"), InlineData("/agent/sessions"), InlineData("/agent/reglages/agents")]
    public async Task A_citizen_gets_404_on_every_page_of_officers(string path)
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.SignInByEmail(portal, portal.Braine);
        await claire.Open(path);
        Assert.Equal(HttpStatusCode.NotFound, claire.Status);
    }

    [Fact]
    public async Task A_recovery_code_opens_once()
    {
        await using var portal = await Portal.Open();
        var karim = portal.Visit(portal.Braine);
        await karim.SignInAsOfficer("Karim Benali");
        await karim.Submit("Faire dix nouveaux codes");
        var codes = karim.Page.QuerySelectorAll("main li code").Select(code => code.TextContent).ToList();
        Assert.Equal(10, codes.Count);
        await karim.Open("/agent/securite");
        Assert.Empty(karim.Page.QuerySelectorAll("main li code")); // shown once
        Assert.Equal("/agent/securite", await EnterWith(portal, codes[3]));
        Assert.Null(await EnterWith(portal, codes[3]));
        Assert.Equal("/agent/securite", await EnterWith(portal, codes[4].ToLowerInvariant()));
    }

    private static async Task<string?> EnterWith(Portal portal, string code)
    {
        var browser = portal.Visit(portal.Braine);
        await browser.Open("/agent/connexion?retour=/agent/securite");
        await browser.Submit("Continuer", ("courriel", Karim), ("mot-de-passe", DemoPeople.Password));
        await browser.Submit("Me connecter", ("code", code));
        return browser.Location;
    }

    private static async Task Password(Browser browser, string email, string password)
    {
        await browser.Open("/agent/connexion");
        await browser.Submit("Continuer", ("courriel", email), ("mot-de-passe", password));
    }
}
