using System.Net;
using Perron.Tests.Support;
using Perron.Tests.Procedures;
namespace Perron.Tests.Cases.Asking;

/// <summary>An address: postcode and municipality belong together, and nothing that was typed is lost.</summary>
public sealed class AddressTests
{
    [Fact]
    public async Task A_wrong_pair_says_whose_postcode_it_is_and_a_postcode_alone_fills_in_its_municipality()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open("/demarches/changement-d-adresse/demande");
        await claire.Submit("Continuer", [.. ScenarioFile.Boxes("depuis", "2026-11-20")]);
        var page = claire.Url;
        await claire.Submit("Continuer", ("adresse.rue", "Rue Neuve"), ("adresse.numero", "1"), ("adresse.code-postal", "1421"), ("adresse.commune", "Boussu"), ("occupe", "non"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.Contains("1421. C'est celui de Braine-l'Alleud", claire.Error("adresse.commune"), StringComparison.Ordinal);
        Assert.Contains(("adresse.commune", "Boussu"), claire.FieldsOf("Continuer"));
        Assert.Contains(("adresse.rue", "Rue Neuve"), claire.FieldsOf("Continuer"));

        await claire.Submit("Continuer", ("adresse.code-postal", "1423"));
        Assert.Contains("1423 n'existe pas", claire.Error("adresse.code-postal"), StringComparison.Ordinal);

        await claire.Submit("Continuer", ("adresse.code-postal", "1428"), ("adresse.commune", ""));
        Assert.NotEqual(page, claire.Url);
        await claire.Open(page);
        Assert.Contains(("adresse.commune", "Braine-l'Alleud"), claire.FieldsOf("Continuer"));

        await claire.Submit("Continuer", ("adresse.code-postal", "9000"), ("adresse.commune", "Gent"));
        Assert.NotEqual(page, claire.Url);
    }
}
