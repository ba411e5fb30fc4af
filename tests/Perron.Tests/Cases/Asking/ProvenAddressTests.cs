using System.Net;
using Perron.Platform.Security;
using Perron.Tests.Files;
using Perron.Tests.People;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Asking;

/// <summary>An address that must answer with a code: the form waits for it, keeps what was typed, and the case says that it was proven.</summary>
public sealed class ProvenAddressTests
{
    private const string Form = "/demarches/candidature-spontanee/demande", Code = $"{Form}/vos-coordonnees/code";

    [Fact]
    public async Task The_code_that_was_sent_proves_the_address_and_the_check_page_and_the_case_say_so()
    {
        await using var portal = await Portal.Open();
        var claire = await UpToTheAddress(portal, await portal.Claire());
        await claire.Submit("Continuer", ("courriel", "Claire.Nouvelle@example.org"), ("telephone", "02 555 01 00"));
        Assert.Equal(Code, claire.Url);
        Assert.Equal("claire.nouvelle@example.org", (await portal.Mails(portal.Braine)).Single(mail => mail.Template == "address-code").To);
        await claire.Open($"{Form}/verifier");
        Assert.True(claire.Shows("À compléter"), claire.Text);
        await claire.Submit("Envoyer ma demande");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status); // the server asks for the proof, whatever page was opened

        await claire.Open(Code);
        await claire.Submit("Continuer", ("code", await Sent(portal)));
        Assert.EndsWith("/verifier", claire.Url, StringComparison.Ordinal);
        Assert.True(claire.Shows("Claire.Nouvelle@example.org (confirmée)") && claire.Shows("02 555 01 00"), claire.Text);
        var reference = await claire.Send();
        var benedicte = portal.VisitAs(await portal.Officer(portal.Braine, "benedicte.simon"), portal.Braine);
        await benedicte.Open($"/agent/dossiers/{reference}");
        Assert.True(benedicte.Shows("Claire.Nouvelle@example.org (confirmée)"), benedicte.Text);
    }

    [Fact]
    public async Task The_account_s_own_address_asks_no_code()
    {
        await using var portal = await Portal.Open();
        var signedIn = portal.Visit(portal.Braine);
        await signedIn.SignInByEmail(portal, portal.Braine, "lieve@example.org");
        await UpToTheAddress(signedIn);
        await signedIn.Submit("Continuer", ("votre-prenom", "Lieve"), ("votre-nom", "Peeters"), ("votre-naissance-jour", "18"), ("votre-naissance-mois", "4"), ("votre-naissance-annee", "1991"), ("courriel", "Lieve@example.org"));
        Assert.EndsWith("/verifier", signedIn.Url, StringComparison.Ordinal);
        Assert.True(signedIn.Shows("(confirmée)"), signedIn.Text);
        Assert.Equal(0, await portal.Mails(portal.Braine, "address-code"));
    }

    [Fact]
    public async Task Wrong_late_and_too_many_codes_are_said_at_the_field_and_nothing_is_lost()
    {
        await using var portal = await Portal.Open();
        var claire = await UpToTheAddress(portal, await portal.Claire());
        await claire.Submit("Continuer", ("courriel", "autre@example.org"), ("telephone", "02 555 01 00"));
        await claire.Submit("Continuer", ("code", ""));
        Assert.EndsWith("Écrivez le code.", claire.Error("code"), StringComparison.Ordinal);
        var right = await Sent(portal);
        await claire.Submit("Continuer", ("code", Other(right)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.Contains("pas le bon", claire.Error("code"), StringComparison.Ordinal);
        for (var another = 0; another < 4; another++)
        {
            await claire.Submit("Continuer", ("code", Other(right)));
        }

        Assert.Contains("trop d'essais", claire.Error("code"), StringComparison.Ordinal);
        await claire.Submit("Continuer", ("code", right)); // the sixth try
        Assert.Contains("trop d'essais", claire.Error("code"), StringComparison.Ordinal);

        await claire.Submit("Envoyer un autre code");
        Assert.True(claire.Shows("un autre code à autre@example.org"), claire.Text);
        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        await claire.Submit("Continuer", ("code", await Sent(portal)));
        Assert.Contains("plus de dix minutes", claire.Error("code"), StringComparison.Ordinal);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await claire.Submit("Envoyer un autre code");
        }

        await claire.Submit("Envoyer un autre code");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.Contains("déjà envoyé cinq codes", claire.Error("code"), StringComparison.Ordinal);
        Assert.Equal(5, await portal.Mails(portal.Braine, "address-code"));
        await claire.Submit("Continuer", ("code", await Sent(portal))); // the last one counts still
        Assert.EndsWith("/verifier", claire.Url, StringComparison.Ordinal);
        Assert.True(claire.Shows("02 555 01 00"), claire.Text);
    }

    [Fact]
    public async Task A_proof_goes_with_the_draft_to_another_device_and_is_lost_with_the_address()
    {
        await using var portal = await Portal.Open();
        var known = await portal.Claire();
        var telephone = await UpToTheAddress(portal, known);
        await telephone.Submit("Continuer", ("courriel", "autre@example.org"));
        var laptop = portal.VisitAs(known, portal.Braine);
        await laptop.Open(Code);
        await laptop.Submit("Continuer", ("code", await Sent(portal)));
        Assert.EndsWith("/verifier", laptop.Url, StringComparison.Ordinal);
        await telephone.Open(Form);
        Assert.True(telephone.Shows("autre@example.org (confirmée)"), telephone.Text);

        await telephone.Open($"{Form}/vos-coordonnees?modifier=1");
        await telephone.Submit("Continuer", ("courriel", "encore@example.org"));
        Assert.StartsWith(Code, telephone.Url, StringComparison.Ordinal);
        await telephone.Open($"{Form}/vos-coordonnees?modifier=1");
        await telephone.Submit("Continuer", ("courriel", "autre@example.org"), ("courriel-prouvee", "autre@example.org")); // nobody proves anything by writing it
        Assert.StartsWith(Code, telephone.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_counts_for_nobody_else()
    {
        await using var portal = await Portal.Open();
        var claire = await UpToTheAddress(portal, await portal.Claire());
        await claire.Submit("Continuer", ("courriel", "partagee@example.org"));
        var code = await Sent(portal);
        var lieve = await UpToTheAddress(portal, (await portal.Lieve()) with { Level = IdentityLevel.Strong });
        await lieve.Submit("Continuer", ("courriel", "partagee@example.org"));
        await lieve.Submit("Continuer", ("code", code == await Sent(portal) ? Other(code) : code));
        Assert.Contains("pas le bon", lieve.Error("code"), StringComparison.Ordinal);
    }

    [Theory, InlineData("/nl", "Vul de code in"), InlineData("/de", "Geben Sie den Code"), InlineData("/en", "Enter the code")]
    public async Task It_reads_in_every_language(string prefix, string says)
    {
        await using var portal = await Portal.Open();
        var known = await portal.Claire();
        await (await UpToTheAddress(portal, known)).Submit("Continuer", ("courriel", "autre@example.org"));
        var page = await portal.VisitAs(known, portal.Braine).Open($"{prefix}{Code}");
        Assert.True(page.Shows(says) && page.Shows("autre@example.org"), page.Text);
    }

    private static async Task<Browser> UpToTheAddress(Portal portal, Visitor known) => await UpToTheAddress(portal.VisitAs(known, portal.Braine));

    private static async Task<Browser> UpToTheAddress(Browser citizen)
    {
        await citizen.Open(Form);
        await citizen.Submit("Continuer", ("fonction", "ouvrier"), ("permis", "oui"));
        await citizen.Submit("Continuer", ("diplomes.1.intitule", "Jardinage"), ("diplomes.1.niveau", "secondaire"), ("diplomes.1.annee", "2007"));
        await citizen.Attach("cv", "cv.pdf", Samples.Pdf()).Submit("Continuer");
        Assert.EndsWith("/vos-coordonnees", citizen.Url, StringComparison.Ordinal);
        return citizen;
    }

    private static async Task<string> Sent(Portal portal) => (await portal.LastMail(portal.Braine, "address-code"))["code"];

    private static string Other(string code) => code[0] == '1' ? $"2{code[1..]}" : $"1{code[1..]}";
}
