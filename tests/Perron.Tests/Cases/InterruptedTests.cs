using Perron.Tests.Support;
namespace Perron.Tests.Cases;

/// <summary>The session ends in the middle of a form: one signs in, goes on, and nothing that was typed is lost.</summary>
public sealed class InterruptedTests
{
    [Fact]
    public async Task A_step_that_was_being_filled_in_comes_back_after_the_sign_in()
    {
        await using var portal = await Portal.Open();
        var lieve = portal.Visit(portal.Braine);
        await SignIn(portal, lieve, Townspeople.Form);
        await lieve.Open(Townspeople.Form);
        await lieve.Submit("Continuer", ("pour-qui", "moi"));
        await lieve.Submit("Continuer", ("motif", "allocations"));
        await lieve.Submit("Continuer", ("remise-papier", "poste"));
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        await lieve.Submit("Continuer", ("votre-prenom", "Lieve"), ("votre-nom", "Peeters"), ("votre-naissance-jour", "18"), ("votre-naissance-mois", "4"), ("votre-naissance-annee", "1991"), ("courriel", "lieve@example.org"));
        Assert.StartsWith("/connexion", lieve.Url, StringComparison.Ordinal);
        var back = System.Web.HttpUtility.ParseQueryString(lieve.Url[lieve.Url.IndexOf('?', StringComparison.Ordinal)..])["retour"]!;
        await SignIn(portal, lieve, back); // and is led back there
        var kept = lieve.FieldsOf("Continuer");
        Assert.Contains(("votre-prenom", "Lieve"), kept);
        Assert.Contains(("votre-nom", "Peeters"), kept);
        Assert.Contains(("votre-naissance-annee", "1991"), kept);
        await lieve.Submit("Continuer");
        Assert.StartsWith("BLA-", await lieve.Send(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_on_the_same_browser_does_not_get_it()
    {
        await using var portal = await Portal.Open();
        var browser = portal.Visit(portal.Braine);
        await SignIn(portal, browser, Townspeople.Form);
        await browser.Open(Townspeople.Form);
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        await browser.Submit("Continuer", ("pour-qui", "autre"));
        await SignIn(portal, browser, Townspeople.Form, "stranger@example.org");
        await browser.Open($"{Townspeople.Form}/pour-qui");
        Assert.DoesNotContain(("pour-qui", "autre"), browser.FieldsOf("Continuer"));
    }

    [Fact]
    public async Task A_message_written_on_the_tracking_page_of_another_device_is_kept_as_well()
    {
        await using var portal = await Portal.Open();
        var telephone = portal.Visit(portal.Braine);
        await SignIn(portal, telephone, Townspeople.Form);
        var reference = await telephone.AskOnPaper("poste");
        var laptop = portal.Visit(portal.Braine);
        await SignIn(portal, laptop, $"/suivi/{reference}");
        await laptop.Open($"/suivi/{reference}");
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        await laptop.Submit("Envoyer le message", ("message", "Une longue question"));
        Assert.StartsWith("/connexion", laptop.Url, StringComparison.Ordinal);
        await SignIn(portal, laptop, $"/suivi/{reference}");
        Assert.Contains(("message", "Une longue question"), laptop.FieldsOf("Envoyer le message"));
    }

    // By the code that came by e-mail, as a citizen does it.
    private static async Task SignIn(Portal portal, Browser browser, string back, string address = "lieve@example.org")
    {
        await browser.Open($"/connexion/courriel?retour={Uri.EscapeDataString(back)}");
        await browser.Submit("Envoyer le code", ("courriel", address));
        var mail = (await portal.Mails(portal.Braine)).Last(mail => mail.Template == "sign-in-code");
        await browser.Submit("Continuer", ("code", mail.Given["code"]));
    }
}
