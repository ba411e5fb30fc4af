using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Asking;

/// <summary>Where something is: in words, which is always enough; with a point of the map where one was chosen.</summary>
public sealed class PlaceTests
{
    private const string Report = "/demarches/signaler-un-probleme/demande";

    [Fact]
    public async Task A_place_goes_by_words_alone_and_the_street_leads_to_its_section()
    {
        await using var portal = await Portal.Open();
        var claire = await AtThePlace(portal);
        Assert.Contains(claire.Page.QuerySelectorAll("datalist#ou-rues option"), street => street.GetAttribute("value") == "Rue du Ménil");
        await claire.Submit("Continuer", ("ou", "Rue du Ménil 90, devant l'école"));
        Assert.EndsWith("/vos-coordonnees", claire.Url, StringComparison.Ordinal);
        var one = await Sent(portal, claire);
        Assert.Null(one.Given.One("ou.lat"));
    }

    [Fact]
    public async Task A_point_of_the_map_is_said_before_sending_while_it_is_followed_and_to_the_officer()
    {
        await using var portal = await Portal.Open();
        var claire = await AtThePlace(portal);
        await claire.Submit("Continuer", ("ou", "Rue du Ménil"), ("ou.lat", "50.68360"), ("ou.lon", "4.36860"));
        Assert.EndsWith("/vos-coordonnees", claire.Url, StringComparison.Ordinal);
        await claire.Open($"{Report}/ou");
        Assert.True(claire.Shows("Point choisi sur la carte : 50,68360 N · 4,36860 E"), claire.Text);
        await claire.Submit("Continuer");
        var one = await Sent(portal, claire, page => Assert.True(page.Shows("Rue du Ménil. Point choisi sur la carte : 50,68360 N · 4,36860 E"), page.Text));
        Assert.Equal(("50.68360", "4.36860"), (one.Given.One("ou.lat"), one.Given.One("ou.lon")));
        await claire.Open($"/suivi/{one.Reference}");
        Assert.True(claire.Shows("50,68360 N · 4,36860 E"), claire.Text);
        var officer = portal.VisitAs(await portal.Officer(portal.Braine, "benoit.sacre"), portal.Braine);
        await officer.Open($"/agent/dossiers/{one.Reference}");
        Assert.True(officer.Shows("50,68360 N · 4,36860 E"), officer.Text);
        Assert.NotNull(officer.Page.QuerySelector("a[href='geo:50.68360,4.36860']"));
        Assert.NotNull(officer.Page.QuerySelector("[data-still='50.68360,4.36860']"));
    }

    [Theory]
    [InlineData("50.43400", "3.79400", "hors de la commune")]
    [InlineData("nord", "est", "ne peut pas être lu")]
    public async Task A_point_elsewhere_is_refused_at_its_place_and_can_be_taken_away_without_scripts(string latitude, string longitude, string says)
    {
        await using var portal = await Portal.Open();
        var claire = await AtThePlace(portal);
        await claire.Submit("Continuer", ("ou", "Rue du Ménil 90"), ("ou.lat", latitude), ("ou.lon", longitude));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.Contains(says, claire.Error("ou"), StringComparison.Ordinal);
        Assert.Contains(("ou", "Rue du Ménil 90"), claire.FieldsOf("Continuer"));
        if (latitude[0] != 'n')
        {
            await claire.Submit("Retirer ce point");
            Assert.EndsWith("/ou", claire.Url, StringComparison.Ordinal);
            Assert.Contains(("ou.lat", ""), claire.FieldsOf("Continuer"));
            await claire.Submit("Continuer");
            Assert.EndsWith("/vos-coordonnees", claire.Url, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_plan_of_the_commune_is_given_by_the_house_and_where_there_are_no_tiles_there_are_none()
    {
        await using var portal = await Portal.Open();
        var anybody = portal.Visit(portal.Braine);
        await anybody.Open("/carte/plan");
        Assert.Equal((HttpStatusCode.OK, "application/geo+json"), (anybody.Status, anybody.Response.Content.Headers.ContentType?.MediaType));
        await anybody.Open("/carte/14/8391/5510");
        Assert.Equal(HttpStatusCode.NotFound, anybody.Status);
    }

    [Fact]
    public async Task Tiles_are_fetched_by_the_house_within_the_commune_and_kept_and_a_missing_one_is_grey()
    {
        using var provider = new FakeTiles();
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("communes/braine-lalleud/commune.yaml", "centre: [4.3686, 50.6836],", $"centre: [4.3686, 50.6836], tiles: \"{provider.Address}/{{z}}/{{x}}/{{y}}.png\",");
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        using var http = portal.CreateClient(new() { BaseAddress = new($"https://{portal.Braine.Host}"), AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("Cookie", "secret=claire");
        using var there = await http.GetAsync(new Uri("/carte/14/8390/5512", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (there.StatusCode, there.Content.Headers.ContentType?.MediaType));
        Assert.Equal(FakeTiles.Picture, await there.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var again = await http.GetAsync(new Uri("/carte/14/8390/5512", UriKind.Relative), TestContext.Current.CancellationToken);
        using var missing = await http.GetAsync(new Uri("/carte/14/8391/5512", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (missing.StatusCode, missing.Content.Headers.ContentType?.MediaType));
        Assert.Equal(2, provider.Asked.Count);
        Assert.All(provider.Asked, asked => Assert.DoesNotContain("claire", asked, StringComparison.Ordinal));
        foreach (var elsewhere in (string[])["/carte/14/8190/5510", "/carte/9/262/172", "/carte/19/0/0", "/carte/14/-1/5512"])
        {
            using var refused = await http.GetAsync(new Uri(elsewhere, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        Assert.Equal(2, provider.Asked.Count);
        using var plan = await http.GetAsync(new Uri("/carte/plan", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, plan.StatusCode);
    }

    [Theory]
    [InlineData("bounds: [4.30, 50.63, 4.43, 50.72]", "bounds: [4.30, 50.63, 4.43]", "'bounds' is not 4 numbers")]
    [InlineData("centre: [4.3686, 50.6836]", "centre: [50.6836, 4.3686]", "not within its bounds")]
    [InlineData("centre: [4.3686, 50.6836],", "centre: [4.3686, 50.6836], tiles: http://tiles.example.org/z,", "'tiles' is no address")]
    [InlineData("centre: [4.3686, 50.6836],", "centre: [4.3686, 50.6836], zoom: 3,", "'zoom' is not known here")]
    public void A_map_that_cannot_be_is_named_with_its_place(string right, string wrong, string says)
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("communes/braine-lalleud/commune.yaml", right, wrong);
        var fault = Assert.Throws<Perron.Platform.Catalogue.CatalogueFault>(() => Perron.Communes.CommuneFile.Read(catalogue.Folder, "braine-lalleud"));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    private static async Task<Browser> AtThePlace(Portal portal)
    {
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open(Report);
        await claire.Submit("Continuer", ("quoi", "voirie"));
        await claire.Submit("Continuer", ("description", "Un trou"), ("danger", "non"));
        Assert.EndsWith("/ou", claire.Url, StringComparison.Ordinal);
        return claire;
    }

    private static async Task<Case> Sent(Portal portal, Browser claire, Action<Browser>? before = null)
    {
        await claire.Submit("Continuer", ("courriel", "claire@example.org"));
        before?.Invoke(claire);
        await claire.Submit("Envoyer ma demande");
        return await portal.InDb(portal.Braine, db => db.Set<Case>().SingleAsync());
    }
}
