using Perron.Procedures;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>A price by rule: on the tile and the page as a range, exact before sending, and written on the case.</summary>
public sealed class PriceTests
{
    private const string Graves = "communes/braine-lalleud/tables/concessions.csv", Form = "/demarches/concession/demande";

    [Fact]
    public async Task A_grave_is_priced_on_its_tile_its_page_before_sending_and_on_its_case()
    {
        await using var portal = await Portal.Open();
        var claire = await portal.VisitAs(await portal.Claire(), portal.Braine).Open("/demarches");
        Assert.True(claire.Shows("de 150,00 € à 1 200,00 €"), claire.Text);
        await claire.Open("/demarches?gratuit=oui");
        Assert.False(claire.Shows("Concession au cimetière"), claire.Text);
        await claire.Open("/demarches/concession");
        Assert.True(claire.Shows("Le prix dépend de vos réponses : de 150,00 € à 1 200,00 €."), claire.Text);
        await AskForAVault(claire);
        Assert.True(claire.Shows("900,00 €, à payer quand un agent aura vérifié la demande."), claire.Text);
        var reference = await claire.Send();
        Assert.Equal(90000, (await portal.Case(portal.Braine, reference)).PriceCents);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("900,00 €"), claire.Text);
    }

    [Fact]
    public async Task A_new_price_list_and_a_line_that_has_gone_change_nothing_on_a_case_that_was_sent()
    {
        using var catalogue = new CopiedCatalogue();
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await AskForAVault(claire);
        var reference = await claire.Send();
        catalogue.Change(Graves, "caveau,Caveau,Grafkelder,Gruft,Vault,450", "crypte,Crypte,Crypte,Krypta,Crypt,999");
        await portal.InDb(portal.Braine, async db =>
        {
            await DemoProcedures.Load(db, portal.Braine, catalogue.Folder);
            await db.SaveChangesAsync();
        });
        Assert.Equal(90000, (await portal.Case(portal.Braine, reference)).PriceCents);
        var officer = await portal.VisitAs(await portal.Officer(portal.Braine, "olivier.fontenoy"), portal.Braine).Open($"/agent/dossiers/{reference}");
        Assert.True(officer.Shows("Type de concession Caveau") && officer.Shows("900") && !officer.Shows("999"), officer.Text);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Caveau") && claire.Shows("900,00 €"), claire.Text);
    }

    [Fact]
    public async Task Copies_of_a_certificate_cost_each_what_the_commune_asks()
    {
        await using var portal = await Portal.Open();
        var claire = await portal.VisitAs(await portal.Claire(), portal.Braine).Open("/demarches/certificat-de-residence");
        Assert.True(claire.Shows("à partir de 3,00 €"), claire.Text);
        Assert.True(claire.Shows("Vous payez quand un agent a vérifié la demande."), claire.Text);
        var file = ScenarioFile.Read("certificat-de-residence");
        var reference = await ScenarioTests.FillIn(portal, claire, file, new(2026, 11, 24));
        Assert.Equal(600, (await portal.Case(portal.Braine, reference)).PriceCents);
    }

    private static async Task AskForAVault(Browser claire)
    {
        await claire.Open(Form);
        await claire.Submit("Continuer", ("cimetiere", "ophain"), ("type", "caveau"), ("duree", "30"), ("resident", "non"));
        await claire.Submit("Continuer", ("parcelle", "ophain-allees"));
        await claire.Submit("Continuer", ("titulaire", "seul"));
        await claire.Submit("Continuer", [("beneficiaires.1.qui-est-ce.prenom", "Claire"), ("beneficiaires.1.qui-est-ce.nom", "Dubois"), .. ScenarioFile.Boxes("beneficiaires.1.qui-est-ce.naissance", "1985-07-30"), ("beneficiaires.1.contenant", "urne")]);
        Assert.True(claire.Shows("900"), claire.Text);
        await claire.Submit("Continuer", ("reglement", "oui"));
        await claire.Submit("Continuer", ("courriel", "claire@example.org"));
        Assert.EndsWith("/verifier", claire.Url, StringComparison.Ordinal);
    }
}
