using System.Net;
using Perron.Tests.Files;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Asking;

/// <summary>Who does not have a document now can go on: "I do not have it", or "I will bring it to the counter".</summary>
public sealed class OtherWayTests
{
    [Fact]
    public async Task A_document_that_is_missing_or_will_be_brought_is_said_on_the_check_page_and_on_the_case()
    {
        await using var portal = await Portal.Open();
        var claire = await AtTheDocuments(portal);
        await claire.Submit("Continuer");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.NotNull(claire.Error("facture"));
        Assert.NotNull(claire.Error("paiement"));
        await claire.Submit("Continuer", ("facture-autrement", "missing"));
        Assert.Null(claire.Error("facture"));
        Assert.NotNull(claire.Error("paiement"));
        await claire.Submit("Continuer", ("facture-autrement", "missing"), ("paiement-autrement", "ailleurs")); // no such way
        Assert.NotNull(claire.Error("paiement"));
        await claire.Submit("Continuer", ("facture-autrement", "missing"), ("paiement-autrement", "counter"));
        Assert.EndsWith("/compte", claire.Url, StringComparison.Ordinal);
        await claire.Submit("Continuer", ("compte", "BE32 1234 5678 9002"));
        await claire.Submit("Continuer", ("courriel", "claire@example.org"));
        var (missing, brought) = (Answer(claire, "Facture"), Answer(claire, "Preuve du paiement"));
        Assert.Contains("pas ce document", missing, StringComparison.Ordinal);
        Assert.Contains("guichet", brought, StringComparison.Ordinal);
        var reference = await claire.Send();
        var nora = await portal.VisitAs(await portal.Officer(portal.Braine, "nora.haddad"), portal.Braine).Open($"/agent/dossiers/{reference}");
        Assert.True(nora.Shows(missing) && nora.Shows(brought), nora.Text);
    }

    [Fact]
    public async Task A_document_that_is_found_after_all_takes_the_place_of_the_promise()
    {
        await using var portal = await Portal.Open();
        var claire = await AtTheDocuments(portal);
        await claire.Submit("Continuer", ("facture-autrement", "counter"), ("paiement-autrement", "counter"));
        await claire.Submit("Continuer", ("compte", "BE32 1234 5678 9002"));
        await claire.Submit("Continuer", ("courriel", "claire@example.org"));
        await claire.Open("/demarches/prime-velo/demande/pieces?modifier=1");
        await claire.Attach("facture", "facture.pdf", Samples.Pdf()).Submit("Continuer");
        Assert.EndsWith("/verifier", claire.Url, StringComparison.Ordinal);
        Assert.Equal("facture.pdf", Answer(claire, "Facture"));
    }

    private static async Task<Browser> AtTheDocuments(Portal portal)
    {
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open("/demarches/prime-velo/demande");
        await claire.Submit("Continuer", ("achat", "velo"), ("date-achat-jour", "3"), ("date-achat-mois", "9"), ("date-achat-annee", "2026"), ("prix", "1899"));
        await claire.Submit("Continuer", ("usage", "travail"));
        Assert.EndsWith("/pieces", claire.Url, StringComparison.Ordinal);
        return claire;
    }

    private static string Answer(Browser page, string label) =>
        page.Page.QuerySelectorAll(".summary-row").Single(row => row.QuerySelector("dt")!.TextContent.Trim() == label).QuerySelector("dd")!.TextContent.Trim();
}
