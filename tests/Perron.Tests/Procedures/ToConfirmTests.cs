using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Platform.Catalogue;
using Perron.Procedures;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>What no source gives is confirmed by the commune before the public reads it: until then only its officers see the page.</summary>
public sealed class ToConfirmTests
{
    private const string File = "procedures/prime-velo.yaml", Communes = "communes/braine-lalleud/procedures.yaml", Line = "{ slug: prime-velo, service: cadre-de-vie, price-cents: 0, office-days: 40, featured: 7, checked: 2026-10-01 }";

    [Fact]
    public void What_a_commune_cannot_confirm_is_refused_with_its_line()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change(File, "to-confirm: [gives, conditions, legal]\n", "to-confirm: [legal, prix]\n");
        var fault = Assert.Throws<CatalogueFault>(() => ProcedureCatalogue.Load(catalogue.Folder));
        Assert.Equal("catalogue/procedures/prime-velo.yaml, line 6: 'prix' is nothing that a commune confirms. Choose among price, delay, gives, conditions, evidence, legal, contact.", fault.Message);
    }

    [Theory]
    [InlineData(Line, "is opened to the public, and the commune has not confirmed: gives, conditions, legal. Confirm it (confirmed: [gives, conditions, legal]")]
    [InlineData("{ slug: prime-velo, confirmed: [gives, conditions], service: cadre-de-vie, price-cents: 0, office-days: 40, checked: 2026-10-01 }", "the commune has not confirmed: legal.")]
    [InlineData("{ slug: prime-velo, confirmed: [gives, conditions, legal], service: cadre-de-vie, price-cents: 0, office-days: 40, checked: 2026-10-01 }", "'legal' is confirmed, and nothing says it. Write legal: { fr: … }.")]
    [InlineData("{ slug: prime-velo, confirmed: [gives, conditions, legal], legal: { nl: Reglement }, service: cadre-de-vie, price-cents: 0, office-days: 40, checked: 2026-10-01 }", "the text 'legal' is missing in 'fr'")]
    [InlineData("{ slug: prime-velo, open: false, confirmed: [loi], service: cadre-de-vie, price-cents: 0, office-days: 40, checked: 2026-10-01 }", "'loi' is nothing that a commune confirms.")]
    public async Task A_commune_does_not_open_what_it_has_not_confirmed(string line, string says)
    {
        using var catalogue = Unconfirmed(line);
        await using var portal = await Portal.Open();
        var fault = await Assert.ThrowsAsync<CatalogueFault>(() => Load(portal, catalogue));
        Assert.StartsWith("catalogue/communes/braine-lalleud/procedures.yaml, line 11:", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.Message.Contains(says, StringComparison.Ordinal), fault.Message);
    }

    [Fact]
    public async Task In_preparation_only_officers_see_it_with_what_is_to_be_confirmed_at_its_place()
    {
        using var catalogue = Unconfirmed("{ slug: prime-velo, open: false, service: cadre-de-vie, price-cents: 0, office-days: 40, checked: 2026-10-01 }");
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        await Load(portal, catalogue);
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        Assert.Equal(HttpStatusCode.NotFound, (await claire.Open("/demarches/prime-velo")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await claire.Open("/demarches/prime-velo/demande")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await claire.Open("/agent/demarches/prime-velo/page")).Status);
        foreach (var page in (string[])["/demarches", "/a-z", "/recherche?q=velo", "/", "/services/cadre-de-vie"])
        {
            Assert.False((await claire.Open(page)).Shows("Prime vélo électrique"), page);
        }

        var sophie = await (await portal.AsSophie()).Open("/agent/demarches");
        Assert.True(sophie.Shows("En préparation") && sophie.Shows("À confirmer avant de l'ouvrir au public : le montant donné, les conditions, la base légale."), sophie.Text);
        await sophie.Open("/agent/demarches/prime-velo/page");
        Assert.Equal("À confirmer par la commune", sophie.Page.QuerySelector("#loi .to-confirm")?.TextContent);
        Assert.True(sophie.Shows("À confirmer par la commune") && !sophie.Shows("Jusqu'à 200 €"), sophie.Text);
        Assert.Null(sophie.Page.QuerySelector("a[href$='/demande']"));
    }

    [Fact]
    public async Task Once_confirmed_the_public_reads_it_with_the_words_of_the_commune()
    {
        using var catalogue = Unconfirmed("{ slug: prime-velo, confirmed: [gives, conditions, legal], legal: { fr: Règlement de la démonstration }, conditions: [ { fr: Le vélo a deux roues. } ], service: cadre-de-vie, price-cents: 0, office-days: 40, checked: 2026-10-01 }");
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        await Load(portal, catalogue);
        var claire = await portal.VisitAs(await portal.Claire(), portal.Braine).Open("/demarches/prime-velo");
        Assert.True(claire.Shows("Règlement de la démonstration") && claire.Shows("Le vélo a deux roues.") && !claire.Shows("Le vélo est neuf") && !claire.Shows("À confirmer"), claire.Text);
    }

    [Fact]
    public async Task What_a_later_version_leaves_open_is_not_shown_to_the_public_until_it_is_confirmed()
    {
        using var catalogue = Unconfirmed(Line);
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder)); // the commune took it when nothing was open
        await portal.InDb(portal.Braine, db => db.Set<AdoptedProcedure>().Where(row => row.Slug == "prime-velo").ExecuteUpdateAsync(row => row.SetProperty(one => one.IsInPreparation, false).SetProperty(one => one.Confirmed, (Confirmation?)null)));
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open("/demarches/prime-velo")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await portal.AsSophie()).Open("/agent/demarches/prime-velo/page")).Status);
    }

    private static CopiedCatalogue Unconfirmed(string line)
    {
        var catalogue = new CopiedCatalogue();
        var written = System.IO.File.ReadLines(Path.Combine(catalogue.Folder, Communes)).Single(one => one.Contains("slug: prime-velo,", StringComparison.Ordinal));
        catalogue.Change(Communes, written, $"  - {line}");
        return catalogue;
    }

    private static Task<int> Load(Portal portal, CopiedCatalogue catalogue) => portal.InDb(portal.Braine, async db =>
    {
        await DemoProcedures.Load(db, portal.Braine, catalogue.Folder);
        return await db.SaveChangesAsync();
    });
}
