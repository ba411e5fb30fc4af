using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Perron.People;
using Perron.Platform.Files;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Asking;

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
    public async Task A_file_of_ten_megabytes_comes_back_too_and_goes_into_the_request()
    {
        await using var portal = await Portal.Open();
        var lieve = portal.Visit(portal.Braine);
        var power = LargePdf();
        var back = await AttachTooLate(portal, lieve, power);
        await SignIn(portal, lieve, back);
        Assert.True(lieve.Shows("procuration.pdf"), lieve.Text);
        Assert.NotEmpty(lieve.Page.QuerySelectorAll("input[name=fichier-garde][checked]"));
        await lieve.Submit("Continuer");
        Assert.EndsWith("/motif", lieve.Url, StringComparison.Ordinal);
        var (name, bytes) = await portal.InDb(portal.Braine, async db => (
            (await db.Set<StoredFile>().SingleAsync()).Name, (await db.Set<StoredBytes>().SingleAsync()).Bytes));
        Assert.Equal(("procuration.pdf", Convert.ToHexString(SHA256.HashData(power))), (name, Convert.ToHexString(SHA256.HashData(bytes))));
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<HeldUpload>().CountAsync()));
    }

    [Fact]
    public async Task A_file_that_waits_is_sealed_and_nobody_else_gets_it()
    {
        await using var portal = await Portal.Open();
        var browser = portal.Visit(portal.Braine);
        var back = await AttachTooLate(portal, browser, Files.Samples.Pdf());
        var held = await portal.InDb(portal.Braine, db => db.Set<HeldUpload>().AsNoTracking().SingleAsync());
        Assert.DoesNotContain("%PDF", System.Text.Encoding.Latin1.GetString(held.Sealed), StringComparison.Ordinal);
        await SignIn(portal, browser, back, "stranger@example.org");
        await browser.Open(Townspeople.Form);
        await browser.Submit("Continuer", ("pour-qui", "autre"), ("fichier-garde", held.Id.Value.ToString()));
        await browser.Submit("Continuer", ("personne-prenom", "Ahmed"), ("personne-nom", "El Amrani"), ("personne-numero", "79.02.14-117.69"), ("lien", "mandataire"));
        await browser.Submit("Continuer", ("procuration-autrement", "missing"), ("fichier-garde", held.Id.Value.ToString()));
        Assert.False(browser.Shows("procuration.pdf"));
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<StoredFile>().CountAsync()));
        portal.Clock.Advance(TimeSpan.FromHours(2));
        Assert.DoesNotContain("procuration.pdf", (await browser.Open(back)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_unticked_does_not_come_along()
    {
        await using var portal = await Portal.Open();
        var lieve = portal.Visit(portal.Braine);
        await SignIn(portal, lieve, await AttachTooLate(portal, lieve, Files.Samples.Pdf()));
        await lieve.Submit("Continuer", ("fichier-garde", ""), ("procuration-autrement", "missing"));
        Assert.EndsWith("/motif", lieve.Url, StringComparison.Ordinal);
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<StoredFile>().CountAsync()));
    }

    // Up to the page that asks for the power of attorney, which is sent half an hour too late; answers where the sign-in leads back to.
    private static async Task<string> AttachTooLate(Portal portal, Browser browser, byte[] power)
    {
        await SignIn(portal, browser, Townspeople.Form);
        await browser.Open(Townspeople.Form);
        await browser.Submit("Continuer", ("pour-qui", "autre"));
        await browser.Submit("Continuer", ("personne-prenom", "Ahmed"), ("personne-nom", "El Amrani"), ("personne-numero", "79.02.14-117.69"), ("lien", "mandataire"));
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        await browser.Attach("procuration", "procuration.pdf", power).Submit("Continuer");
        Assert.StartsWith("/connexion", browser.Url, StringComparison.Ordinal);
        return System.Web.HttpUtility.ParseQueryString(browser.Url[browser.Url.IndexOf('?', StringComparison.Ordinal)..])["retour"]!;
    }

    private static byte[] LargePdf()
    {
        var pdf = Files.Samples.Pdf();
        var filling = new byte[10 * 1024 * 1024 - pdf.Length];
        new Random(1).NextBytes(filling);
        for (var at = 0; at < filling.Length; at++)
        {
            filling[at] = (byte)('a' + filling[at] % 26); // what a reader of the file skips
        }

        return [.. pdf, .. filling];
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
