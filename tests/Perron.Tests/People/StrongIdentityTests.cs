using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.People;
using Perron.Platform.Security;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>Strong identity: the demonstration's own provider, and a certified one that behaves and misbehaves.</summary>
public sealed class StrongIdentityTests
{
    private const string Strong = "urn:be:fedict:iam:fas:Level450";

    [Fact]
    public async Task A_person_of_the_demonstration_is_chosen_and_strongly_known_at_the_page_that_was_wanted()
    {
        await using var portal = await IdentityPortal.Open();
        using var claire = new Traveller(portal.Server);
        await claire.Open("https://braine-lalleud.localhost/connexion?niveau=fort&retour=%2Fmon-espace%2Fprofil");
        await claire.Click("CSAM");
        Assert.Contains("DÉMONSTRATION", claire.Text, StringComparison.Ordinal);
        await claire.Click("Claire Dubois");
        Assert.Equal(("/mon-espace/profil", HttpStatusCode.OK), (claire.Url.PathAndQuery, claire.Status));
        Assert.Contains("85.07.30-***.**", claire.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(claire.Way, url => url.AbsoluteUri.Contains("85073003328", StringComparison.Ordinal));
        var row = await portal.InDb(portal.Braine, db => db.Set<Citizen>().AsNoTracking().SingleAsync());
        Assert.Equal(("Claire Dubois", IdentityLevel.Strong), (row.Name, row.ProvenLevel));
        Assert.Equal(0, await portal.InDb(portal.Boussu, db => db.Set<Citizen>().CountAsync()));
    }

    [Fact]
    public async Task The_demonstration_provider_is_absent_in_production()
    {
        await using var portal = await IdentityPortal.Open([("Perron:Demonstration", "false"), .. TestSeals.Settings, ("Perron:PopulationRegister:Gateway", "https://register.example.org"), ("Perron:Mail:Host", "mail.example.org")]);
        using var anybody = new Traveller(portal.Server);
        await anybody.Open("https://identite.localhost/demo-idp/.well-known/openid-configuration");
        Assert.Equal(HttpStatusCode.NotFound, anybody.Status);
        await anybody.Open("https://braine-lalleud.localhost/connexion/fort/demonstration");
        Assert.Equal(HttpStatusCode.NotFound, anybody.Status);
        await anybody.Open("https://braine-lalleud.localhost/agent/connexion");
        Assert.DoesNotContain(DemoPeople.Password, anybody.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_is_good_once_for_thirty_seconds_in_this_browser_and_this_commune()
    {
        await using var portal = await IdentityPortal.Open();
        using var claire = new Traveller(portal.Server);
        var code = await UpToTheDoor(claire);
        using (var thief = new Traveller(portal.Server))
        {
            await thief.Open(code.AbsoluteUri);
            Assert.Equal("/connexion?refus=perime", thief.Url.PathAndQuery);
        }

        await claire.Open($"https://boussu.localhost{code.PathAndQuery}");
        Assert.Equal("/connexion?refus=perime", claire.Url.PathAndQuery);
        await claire.Open(code.AbsoluteUri);
        Assert.Equal(HttpStatusCode.OK, claire.Status);
        Assert.Equal("/mon-espace", claire.Url.PathAndQuery);
        await claire.Open(code.AbsoluteUri);
        Assert.Equal("/connexion?refus=perime", claire.Url.PathAndQuery);

        using var slow = new Traveller(portal.Server);
        code = await UpToTheDoor(slow);
        portal.Clock.Advance(TimeSpan.FromSeconds(31));
        await slow.Open(code.AbsoluteUri);
        Assert.Equal("/connexion?refus=perime", slow.Url.PathAndQuery);
    }

    [Fact]
    public async Task A_certified_provider_vouches_and_what_it_does_not_vouch_for_is_refused()
    {
        await using var provider = await CertifiedProvider.Start();
        await using var portal = await IdentityPortal.Open(Settings(provider));
        await Expect(portal, provider, "good", "/mon-espace");
        var first = await portal.InDb(portal.Braine, db => db.Set<Citizen>().AsNoTracking().SingleAsync());
        Assert.Equal("Claire Dubois", first.Name);

        // The account at the provider was made anew; the person is the same.
        await Expect(portal, provider, "new-sub", "/mon-espace");
        Assert.Equal(first.Id, (await portal.InDb(portal.Braine, db => db.Set<Citizen>().AsNoTracking().SingleAsync())).Id);

        var known = await portal.InDb(portal.Braine, db => db.Set<Session>().CountAsync());
        await Expect(portal, provider, "low", "refus=niveau");
        await Expect(portal, provider, "no-acr", "refus=niveau");
        await Expect(portal, provider, "cancel", "refus=annule");
        await Expect(portal, provider, "no-number", "refus=numero");
        foreach (var crime in new[] { "nonce", "no-nonce", "expired", "audience", "issuer", "other-key", "tampered", "none", "hs256", "hs256-public", "mix-up" })
        {
            await Expect(portal, provider, crime, "refus=autre");
        }

        Assert.Equal(known, await portal.InDb(portal.Braine, db => db.Set<Session>().CountAsync()));
        await Expect(portal, provider, "good", "/mon-espace", "certifie-cle"); // signs its requests with a key in the place of a secret
        await Expect(portal, provider, "good", "/mon-espace", "certifie-scelle"); // and is given an encrypted token, and signed words beside it
    }

    [Fact]
    public async Task The_towns_own_provider_lets_in_its_officers_and_nobody_else()
    {
        await using var provider = await CertifiedProvider.Start();
        var town = One(0, "certifie", "perron", provider).Where(setting => !setting.Item1.Contains(":Acr", StringComparison.Ordinal)).Concat(
        [
            ("Perron:Identity:Providers:0:ClientSecret", "a secret of forty characters for the tests"), ("Perron:Identity:Providers:0:For", "Officers"), ("Perron:Identity:Providers:0:Commune", "braine-lalleud"),
            ("Perron:Identity:Providers:0:Scopes:3", "email"),
        ]).ToList();
        await using var portal = await IdentityPortal.Open(town);
        using var karim = new Traveller(portal.Server);
        await karim.Open("https://braine-lalleud.localhost/connexion/fort/certifie?retour=%2Fagent%2Fabsence");
        Assert.Equal(("/agent/connexion/code", HttpStatusCode.OK), (karim.Url.PathAndQuery, karim.Status)); // one proof is not two
        await provider.Behave("mfa");
        await karim.Open("https://braine-lalleud.localhost/connexion/fort/certifie?retour=%2Fagent%2Fabsence");
        Assert.Equal(("/agent/absence", HttpStatusCode.OK), (karim.Url.PathAndQuery, karim.Status));

        using var elsewhere = new Traveller(portal.Server);
        await elsewhere.Open("https://boussu.localhost/connexion/fort/certifie?retour=%2Fagent");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.Status);

        // Who has left stays out, although the town's provider still vouches.
        await portal.InDb(portal.Braine, async db =>
        {
            (await db.Set<Officer>().SingleAsync(officer => officer.GivenName == "Karim")).LeftAt = portal.Now;
            await db.SaveChangesAsync();
        });
        await karim.Open("https://braine-lalleud.localhost/agent/absence");
        Assert.Equal("/agent/connexion", karim.Url.AbsolutePath);
        await karim.Open("https://braine-lalleud.localhost/connexion/fort/certifie?retour=%2Fagent%2Fabsence");
        Assert.Equal("/agent/connexion?refus=agent", karim.Url.PathAndQuery);
    }

    [Theory, InlineData("https://idp.example.org", "Acr is missing"), InlineData("http://idp.example.org", "not https")]
    public async Task A_provider_that_is_wrongly_written_stops_the_start_and_is_named(string authority, string fault)
    {
        var stopped = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => IdentityPortal.Open(
            ("Perron:Identity:Providers:0:Slug", "csam"), ("Perron:Identity:Providers:0:Name", "CSAM"), ("Perron:Identity:Providers:0:Authority", authority),
            ("Perron:Identity:Providers:0:ClientId", "perron"), ("Perron:Identity:Providers:0:ClientSecret", "x")));
        Assert.Contains("(csam)", stopped.Message, StringComparison.Ordinal);
        Assert.Contains(fault, stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_away_is_told_and_the_other_ways_stay_open()
    {
        await using var portal = await IdentityPortal.Open(
            ("Perron:Identity:Providers:0:Slug", "loin"), ("Perron:Identity:Providers:0:Name", "Loin"), ("Perron:Identity:Providers:0:Authority", "http://localhost:9"),
            ("Perron:Identity:Providers:0:ClientId", "perron"), ("Perron:Identity:Providers:0:ClientSecret", "x"), ("Perron:Identity:Providers:0:Acr:0", Strong));
        using var claire = new Traveller(portal.Server);
        await claire.Open("https://braine-lalleud.localhost/connexion/fort/loin");
        Assert.StartsWith("/connexion?refus=autre", claire.Url.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, claire.Status);
        Assert.Contains("Recevoir un code par e-mail", claire.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_is_refused()
    {
        await using var portal = await IdentityPortal.Open();
        using var anybody = new Traveller(portal.Server);
        await anybody.Open("https://identite.localhost/retour/demonstration?code=x&state=y");
        Assert.Equal(HttpStatusCode.BadRequest, anybody.Status);
        await anybody.Open("https://identite.localhost/entree?billet=x");
        Assert.Equal(HttpStatusCode.BadRequest, anybody.Status);
    }

    private static async Task Expect(IdentityPortal portal, CertifiedProvider provider, string mode, string end, string slug = "certifie")
    {
        await provider.Behave(mode);
        using var claire = new Traveller(portal.Server);
        await claire.Open($"https://braine-lalleud.localhost/connexion/fort/{slug}?retour=%2Fmon-espace");
        Assert.True(claire.Url.PathAndQuery.Contains(end, StringComparison.Ordinal) && claire.Status == HttpStatusCode.OK, $"{mode}: {claire.Url} {claire.Status} {claire.Text}");
    }

    private static async Task<Uri> UpToTheDoor(Traveller traveller)
    {
        await traveller.Open("https://braine-lalleud.localhost/connexion/fort/demonstration?retour=%2Fmon-espace");
        var link = traveller.Page.QuerySelectorAll("a").First(one => one.TextContent.Contains("Claire Dubois", StringComparison.Ordinal)).GetAttribute("href")!;
        await traveller.Open(new Uri(traveller.Url, link).AbsoluteUri, url => url.AbsolutePath == "/connexion/retour");
        return traveller.Url;
    }

    private static IReadOnlyList<(string, string)> Settings(CertifiedProvider provider) =>
    [
        .. One(0, "certifie", "perron", provider), ("Perron:Identity:Providers:0:ClientSecret", "a secret of forty characters for the tests"),
        .. One(1, "certifie-cle", "perron-key", provider), ("Perron:Identity:Providers:1:ClientKeyFile", provider.KeyFile),
        .. One(2, "certifie-scelle", "perron-sealed", provider), ("Perron:Identity:Providers:2:ClientKeyFile", provider.KeyFile), ("Perron:Identity:Providers:2:DecryptionKeyFile", provider.DecryptionKeyFile),
    ];

    private static IEnumerable<(string, string)> One(int place, string slug, string client, CertifiedProvider provider) => new[]
    {
        ("Slug", slug), ("Name", "Certifié"), ("Authority", provider.Issuer), ("ClientId", client), ("Acr:0", Strong), ("Scopes:0", "openid"), ("Scopes:1", "profile"), ("Scopes:2", "egovnrn"),
        ("GivenNameClaim", "givenName"), ("FamilyNameClaim", "surname"),
    }.Select(setting => ($"Perron:Identity:Providers:{place}:{setting.Item1}", setting.Item2));
}
