using System.Net;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Asking;

/// <summary>A long form shows its parts and how far each is; they are filled in in any order, and found again on another device.</summary>
public sealed class PartsTests
{
    private const string Form = "/demarches/mariage/demande";

    [Fact]
    public async Task The_parts_are_filled_in_in_any_order_and_each_says_how_far_it_is()
    {
        await using var portal = await Portal.Open();
        var known = await portal.Claire();
        var claire = portal.VisitAs(known, portal.Braine);
        await claire.Open(Form);
        Assert.EndsWith("/etapes", claire.Url, StringComparison.Ordinal);
        Assert.Equal(["À commencer", "À commencer", "À commencer", "À commencer", "À commencer", "Pas encore possible"], States(claire));
        Assert.True(claire.Shows("0 sur 5 terminées") && claire.Shows("Répondez d'abord à tout ce qui précède."), claire.Text);

        await claire.Open($"{Form}/temoins"); // the fourth before the first
        Assert.True(claire.Shows("Étape 1 sur 1 · Les témoins"), claire.Text);
        Assert.NotNull(claire.Page.QuerySelector($"main a[href='{Form}/etapes']"));
        await claire.Submit("Continuer"); // no witnesses
        Assert.EndsWith("/etapes", claire.Url, StringComparison.Ordinal);
        await claire.Open(Link(claire, "La date et la cérémonie"));
        await claire.Submit("Continuer", ("date-souhaitee-jour", "20"), ("date-souhaitee-mois", "1"), ("date-souhaitee-annee", "2027"));
        Assert.EndsWith("/ceremonie", claire.Url, StringComparison.Ordinal);

        var laptop = portal.VisitAs(known, portal.Braine);
        await laptop.Open(Form);
        Assert.Equal(["À commencer", "À commencer", "En cours", "Terminée", "À commencer", "Pas encore possible"], States(laptop));
        await laptop.Open(Link(laptop, "La date et la cérémonie"));
        Assert.EndsWith("/ceremonie", laptop.Url, StringComparison.Ordinal);
        await laptop.Open($"{Form}/verifier");
        await laptop.Submit("Envoyer ma demande");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, laptop.Status);

        await laptop.Open($"{Form}/ceremonie");
        await laptop.Submit("Continuer", ("alliances", "oui"), ("personnalisee", "non"));
        await laptop.Open(Link(laptop, "Qui fait la déclaration"));
        await laptop.Submit("Continuer", ("pour-qui", "moi"));
        await laptop.Open(Link(laptop, "L'autre futur conjoint"));
        await laptop.Submit("Continuer", ("conjoint.prenom", "Lieve"), ("conjoint.nom", "Peeters"), ("conjoint.courriel", "lieve@example.org"), ("conjoint-naissance-jour", "18"), ("conjoint-naissance-mois", "4"), ("conjoint-naissance-annee", "1991"));
        Assert.True(laptop.Shows("4 sur 5 terminées"), laptop.Text);
        await laptop.Open(laptop.Page.QuerySelector("main a.button-primary")!.GetAttribute("href")!);
        Assert.EndsWith("/vos-coordonnees", laptop.Url, StringComparison.Ordinal);
        await laptop.Submit("Continuer", ("courriel", "claire@example.org"));
        Assert.EndsWith("/verifier", laptop.Url, StringComparison.Ordinal); // nothing is left
        await laptop.Send();
    }

    [Theory, InlineData("/nl", "De delen van uw aanvraag", "Te beginnen"), InlineData("/de", "Die Teile Ihres Antrags", "Noch nicht begonnen"), InlineData("/en", "The parts of your request", "Not started")]
    public async Task The_list_reads_in_every_language(string prefix, string title, string state)
    {
        await using var portal = await Portal.Open();
        var page = await portal.VisitAs(await portal.Claire(), portal.Braine).Open($"{prefix}{Form}/etapes");
        Assert.True(page.Shows(title) && page.Shows(state), page.Text);
    }

    [Fact]
    public async Task A_short_form_has_no_list_and_a_stranger_sees_none()
    {
        await using var portal = await Portal.Open();
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(await portal.Claire(), portal.Braine).Open($"{Townspeople.Form}/etapes")).Status);
        Assert.StartsWith("/connexion", (await portal.Visit(portal.Braine).Open($"{Form}/etapes")).Url, StringComparison.Ordinal);
    }

    private static string[] States(Browser page) => [.. page.Page.QuerySelectorAll(".task-state").Select(state => state.TextContent.Trim())];

    private static string Link(Browser page, string part) => page.Page.QuerySelectorAll(".task-row a").Single(link => link.TextContent.Trim() == part).GetAttribute("href")!;
}
