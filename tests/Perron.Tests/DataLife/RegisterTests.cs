using System.Net;
using Perron.Tests.Support;
namespace Perron.Tests.DataLife;

/// <summary>The register of processing names who answers for what, on which ground, who receives it and how long it is kept.</summary>
public sealed class RegisterTests
{
    [Fact]
    public async Task Each_organisation_answers_for_its_own_and_the_commune_for_the_portal_as_well()
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open("/vie-privee/registre");
        var (commune, cpas) = (page.Page.GetElementById("commune")!.TextContent, page.Page.GetElementById("cpas")!.TextContent);
        Assert.Contains("Responsable du traitement", commune, StringComparison.Ordinal);
        Assert.Contains("Sessions ouvertes et terminées", commune, StringComparison.Ordinal);
        Assert.DoesNotContain("Sessions ouvertes et terminées", cpas, StringComparison.Ordinal);
        Assert.All((string[])[commune, cpas], part => Assert.Contains("Base légale : mission d'intérêt public (RGPD, art. 6.1.e)", part.Replace('\u00A0', ' '), StringComparison.Ordinal));
        Assert.Contains("la poste", cpas, StringComparison.Ordinal);
    }

    [Theory, InlineData("de", "Bearbeitung des Antrags eines Bürgers"), InlineData("nl", "Behandeling van de aanvraag van een burger")]
    public async Task It_is_written_in_the_language_of_the_page(string language, string purpose)
    {
        await using var portal = await Portal.Open();
        Assert.True((await portal.Visit(portal.Braine).Open($"/{language}/vie-privee/registre")).Shows(purpose));
    }

    [Theory, InlineData("de-BE,fr;q=0.5", "de", "Jede Gemeinde oder Einrichtung hat ihre eigene Adresse"), InlineData("en;q=0.1,nl", "nl", "Elke gemeente of instelling heeft haar eigen adres"), InlineData("ja", "fr", "Chaque commune ou organisme a sa propre adresse")]
    public async Task The_signs_to_the_communes_speak_as_the_browser_does(string asked, string language, string says)
    {
        await using var portal = await Portal.Open();
        using var http = portal.CreateClient(new() { BaseAddress = new("https://localhost") });
        http.DefaultRequestHeaders.Add("Accept-Language", asked);
        var page = await http.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains(says, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }
}
