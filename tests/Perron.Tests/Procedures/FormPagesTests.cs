using Perron.Tests.Cases;
using Perron.Tests.Files;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>The pages of a form without scripts: a question that an answer calls up is always seen, whether it must be answered or not.</summary>
public sealed class FormPagesTests
{
    private const string Birth = "/demarches/acte-de-naissance/demande", Report = "/demarches/signaler-un-probleme/demande", Move = "/demarches/changement-d-adresse/demande";

    [Fact]
    public async Task The_language_of_an_extract_is_asked_on_the_next_page_and_only_then()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open(Birth);
        await claire.Submit("Continuer", ("pour-qui", "moi"));
        await claire.Submit("Continuer", [("lieu", "Braine-l'Alleud"), .. ScenarioFile.Boxes("date-naissance", "1985-07-30")]);
        await claire.Submit("Continuer", ("forme", "multilingue"), ("exemplaires", "1,5"));
        Assert.EndsWith("écrivez un nombre entier, sans virgule.", claire.Error("exemplaires"), StringComparison.Ordinal);
        await claire.Submit("Continuer", ("forme", "multilingue"), ("exemplaires", "2"));
        Assert.EndsWith("/langue", claire.Url, StringComparison.Ordinal);
        await claire.Open($"{Birth}/forme");
        await claire.Submit("Continuer", ("forme", "copie"), ("exemplaires", "2"));
        Assert.EndsWith("/remise", claire.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_of_a_row_that_an_answer_calls_up_is_shown_before_the_form_goes_on_even_when_it_may_stay_empty()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/changement-d-adresse.yaml", "name: garde, kind: yes-no, when", "name: garde, kind: yes-no, optional: true, when");
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open(Move);
        while (!claire.Url.EndsWith("/accompagnants", StringComparison.Ordinal))
        {
            await claire.Submit("Continuer", claire.Url.EndsWith("/qui", StringComparison.Ordinal) ? [("qui", "famille")]
                : [("adresse.rue", "Rue Neuve"), ("adresse.numero", "1"), ("adresse.code-postal", "1420"), ("adresse.commune", "Braine-l'Alleud"), ("occupe", "non"), .. ScenarioFile.Boxes("depuis", "2026-11-20")]);
            Assert.True((int)claire.Status < 400, $"{claire.Url} {claire.Text}");
        }

        (string, string)[] tom = [("accompagnants.1.qui-est-ce.prenom", "Tom"), ("accompagnants.1.qui-est-ce.nom", "Leroy"), .. ScenarioFile.Boxes("accompagnants.1.qui-est-ce.naissance", "2018-05-12"), ("accompagnants.1.lien", "enfant")];
        await claire.Submit("Continuer", tom);
        Assert.EndsWith("/accompagnants", claire.Url, StringComparison.Ordinal);
        Assert.True((int)claire.Status == 200 && claire.Shows("L'autre parent est-il d'accord ?") && claire.Page.QuerySelector(".error-summary") is null, claire.Text);
        await claire.Submit("Continuer");
        Assert.EndsWith("/passage", claire.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_jpg_takes_jpeg_and_the_browser_offers_both()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open(Report);
        await claire.Submit("Continuer", ("quoi", "voirie"));
        Assert.Contains(".jpeg", claire.Page.QuerySelector("input[type=file]")!.GetAttribute("accept")!.Split(','));
        await claire.Attach("photos", "trou.jpeg", Samples.Jpeg()).Submit("Continuer", ("description", "Un trou"), ("danger", "non"));
        Assert.EndsWith("/ou", claire.Url, StringComparison.Ordinal);
        await claire.Open($"{Report}/detail");
        Assert.True(claire.Shows("trou.jpeg"), claire.Text);
        await claire.Attach("photos", "trou.pdf", Samples.Pdf()).Submit("Continuer");
        Assert.Contains("JPG, PNG", claire.Error("photos")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_cannot_ask_reads_why_on_the_page_that_tells_and_cannot_send()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/signaler-un-probleme.yaml", "\nform:\n", "\neligible:\n  - { holds: quoi != 'autre', message: { fr: Cela ne relève pas de la commune., nl: Dat is niet voor de gemeente., de: Dafür ist die Gemeinde nicht zuständig., en: The municipality does not deal with this. } }\nform:\n");
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var claire = await portal.VisitAs(await portal.Claire(), portal.Braine).Open(Report);
        await claire.Submit("Continuer", ("quoi", "autre"));
        Assert.Equal(422, (int)claire.Status);
        Assert.EndsWith("Cela ne relève pas de la commune.", claire.Error("quoi"), StringComparison.Ordinal);
        await claire.Submit("Continuer", ("quoi", "voirie"));
        Assert.EndsWith("/detail", claire.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_is_a_name_and_an_agreement_and_is_read_again_before_sending()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/signaler-un-probleme.yaml", "name: ou, kind: place", "name: ou, kind: signature");
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var claire = await portal.VisitAs(await portal.Claire(), portal.Braine).Open(Report);
        await claire.Submit("Continuer", ("quoi", "voirie"));
        await claire.Submit("Continuer", ("description", "Un trou"), ("danger", "non"));
        await claire.Submit("Continuer", ("ou", "Claire Dubois"));
        Assert.Equal(422, (int)claire.Status);
        Assert.NotNull(claire.Error("ou.accord"));
        Assert.Contains(("ou", "Claire Dubois"), claire.FieldsOf("Continuer"));
        await claire.Submit("Continuer", ("ou.accord", "oui"));
        await claire.Submit("Continuer", ("courriel", "claire@example.org"));
        Assert.True(claire.Url.EndsWith("/verifier", StringComparison.Ordinal) && claire.Shows("Claire Dubois"), claire.Text);
    }
}
