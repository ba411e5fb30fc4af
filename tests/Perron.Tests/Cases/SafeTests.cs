using Perron.Cases;
using Perron.Platform.Files;
using Perron.Tests.Files;
using Perron.Tests.Support;
using Microsoft.EntityFrameworkCore;
namespace Perron.Tests.Cases;

/// <summary>The documents of a citizen in one place, and taken over in the next request by a press.</summary>
public sealed class SafeTests
{
    [Fact]
    public async Task What_was_issued_and_what_was_given_stand_there_by_kind_with_day_and_request()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var certificate = await claire.AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(certificate);
        await sophie.Produce(certificate);
        var grant = await AskGrant(claire);
        await claire.Open("/mon-espace/documents");
        Assert.True(claire.Shows("Certificat de composition de ménage") && claire.Shows(certificate), claire.Text);
        Assert.True(claire.Shows("Facture") && claire.Shows("facture.pdf") && claire.Shows(grant) && claire.Shows("mardi 24 novembre 2026"), claire.Text);
        foreach (var link in claire.Page.QuerySelectorAll("#delivres a, #donnes a"))
        {
            Assert.Equal(200, (int)(await claire.Http.GetAsync(link.GetAttribute("href"))).StatusCode);
        }

        var other = portal.VisitAs(await portal.Lieve(), portal.Braine);
        await other.Open("/mon-espace/documents");
        Assert.DoesNotContain("facture.pdf", other.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_given_before_answers_again_by_a_press_only_and_has_its_own_life_there()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var first = await AskGrant(claire);
        await AtTheDocuments(claire);
        Assert.True(claire.Shows($"Donné par vous le mardi 24 novembre 2026, demande {first}"), claire.Text);
        Assert.Equal(2, await Files(portal)); // nothing by itself
        var act = claire.Page.QuerySelectorAll("button[name=faire]").First(button => button.GetAttribute("value")!.StartsWith("reprendre-fichier:facture|", StringComparison.Ordinal)).GetAttribute("value")!;
        await claire.Post(claire.Url, [.. claire.FieldsOf(), ("faire", act)]);
        Assert.Equal(200, (int)claire.Status);
        Assert.Equal(3, await Files(portal));
        Assert.True(claire.Shows("facture.pdf"), claire.Text);
        await claire.Submit("Continuer", ("paiement-autrement", "counter"));
        Assert.EndsWith("/compte", claire.Url, StringComparison.Ordinal);

        // Somebody else presses the same button and gets nothing.
        var marcel = portal.VisitAs(await portal.Citizen(portal.Braine, "Ahmed", "El Amrani", "79021411769", Perron.Platform.Security.IdentityLevel.Strong, "ahmed@example.org"), portal.Braine);
        await AtTheDocuments(marcel);
        Assert.DoesNotContain("reprendre-fichier", marcel.Body, StringComparison.Ordinal);
        await marcel.Post(marcel.Url, [.. marcel.FieldsOf(), ("faire", act)]);
        Assert.Equal(3, await Files(portal));
    }

    private static Task<int> Files(Portal portal) => portal.InDb(portal.Braine, db => db.Set<StoredFile>().CountAsync());

    private static async Task<string> AskGrant(Browser citizen)
    {
        await AtTheDocuments(citizen);
        await citizen.Attach("facture", "facture.pdf", Samples.Pdf()).Attach("paiement", "paiement.pdf", Samples.Pdf(" ")).Submit("Continuer");
        await citizen.Submit("Continuer", ("compte", "BE32 1234 5678 9002"));
        await citizen.Submit("Continuer", ("courriel", "claire@example.org"));
        return await citizen.Send();
    }

    private static async Task AtTheDocuments(Browser citizen)
    {
        await citizen.Open("/demarches/prime-velo/demande");
        await citizen.Submit("Continuer", ("achat", "velo"), ("date-achat-jour", "3"), ("date-achat-mois", "9"), ("date-achat-annee", "2026"), ("prix", "1899"));
        await citizen.Submit("Continuer", ("usage", "travail"));
        Assert.EndsWith("/pieces", citizen.Url, StringComparison.Ordinal);
    }
}
