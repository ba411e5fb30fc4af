using Perron.Platform.Catalogue;
using Perron.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>The catalogue is read strictly: a fault names file, line and remedy.</summary>
public sealed class CatalogueTests
{
    // The twelve that are asked for most; what else there is may be in French alone.
    private static readonly string[] InFourLanguages =
    [
        "acte-de-mariage", "acte-de-naissance", "certificat-de-residence", "changement-d-adresse", "composition-de-menage", "concession",
        "don-d-organes", "extrait-de-casier-judiciaire", "mariage", "permis-de-vegetaliser", "prime-velo", "signaler-un-probleme",
    ];

    [Fact]
    public void What_is_asked_for_most_is_there_in_four_languages()
    {
        var catalogue = ProcedureCatalogue.Load(Repository.Path("catalogue"));
        Assert.All(InFourLanguages, slug => Assert.Equal(Perron.Platform.Web.Words.Languages, catalogue.Find(slug)?.Languages));
    }

    [Theory]
    [InlineData("procedures/mariage.yaml", "nl: Toekomstige echtgenoot, ", "", "the text 'label' is missing in 'nl': Futur conjoint")]
    [InlineData("procedures/mariage.yaml", ", en: Both future spouses must be adults.", "", "the text 'message' is missing in 'en': Les deux futurs conjoints doivent être majeurs.")]
    [InlineData("procedures/mariage.yaml", "nl: Getuige, ", "nl: '', ", "the text 'row' is missing in 'nl': Témoin")]
    [InlineData("procedures/prime-velo.yaml", ", de: die Rechnung auf Ihren Namen", "", "the text 'prepare' is missing in 'de': la facture d'achat à votre nom")]
    [InlineData("blocks/contact.yaml", ", en: Telephone", "", "the text 'label' is missing in 'en': Téléphone")]
    [InlineData("archetypes/grant.yaml", ", en: Return the proposal", "", "'return'")]
    public void A_text_that_is_missing_in_a_language_is_named_with_its_line(string file, string right, string wrong, string says)
    {
        using var catalogue = new CopiedCatalogue();
        var line = File.ReadAllLines(Path.Combine(catalogue.Folder, file)).Index().First(one => one.Item.Contains(right, StringComparison.Ordinal)).Index + 1;
        catalogue.Change(file, right, wrong);
        var fault = Assert.Throws<CatalogueFault>(() => ProcedureCatalogue.Load(catalogue.Folder));
        Assert.Equal(($"catalogue/{file}", (long)line), (fault.FileName, fault.Line));
        Assert.True(fault.Message.Contains(says, StringComparison.Ordinal), fault.Message);
    }

    [Fact]
    public async Task A_commune_does_not_take_a_procedure_that_is_not_written_in_its_language()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/mariage.yaml", "archetype: two-person\n", "archetype: two-person\nlanguages: [nl, de, en]\n");
        await using var portal = await Portal.Open();
        var fault = await Assert.ThrowsAsync<CatalogueFault>(() => portal.InDb(portal.Braine, db => DemoProcedures.Load(db, portal.Braine, catalogue.Folder)));
        Assert.Equal("catalogue/communes/braine-lalleud/procedures.yaml", fault.FileName);
        Assert.Contains("the procedure 'mariage' is not written in 'fr'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_icon_of_every_procedure_is_drawn()
    {
        var drawn = File.ReadAllLines(Repository.Path("src/Perron.Design/icons.txt")).ToHashSet();
        Assert.All(ProcedureCatalogue.Load(Repository.Path("catalogue")).All, procedure => Assert.True(drawn.Contains(procedure.Icon), $"{procedure.Slug}: '{procedure.Icon}' is not in icons.txt; add it and run scripts/assets"));
    }

    [Theory]
    [InlineData("archetype: certificate", "archetype: certificat", "procedures/composition-de-menage.yaml, line 3", "the archetype 'certificat' does not exist")]
    [InlineData("when: pour-qui == 'autre'", "when: pour-quoi == 'autre'", "procedures/composition-de-menage.yaml, line 81", "nothing before it gives 'pour-quoi'. Did you mean 'pour-qui'?")]
    [InlineData("when: pour-qui == 'autre'", "when: pour-qui = 'autre'", "procedures/composition-de-menage.yaml, line 81", "'=' was not expected here")]
    [InlineData("icon: house-line", "ikon: house-line", "procedures/composition-de-menage.yaml", "'icon' is missing")]
    [InlineData("kind: national-number", "kind: nation-number", "procedures/composition-de-menage.yaml, line 86", "'kind' cannot be 'nation-number'. Choose one of")]
    [InlineData("- slug: motif\n", "- slug: motif\n    when: remise == 'poste'\n", "procedures/composition-de-menage.yaml, line 110", "nothing before it gives 'remise'")] // and what comes later may ask for it: a circle cannot be written
    [InlineData("name: pour-qui\n", "name: pour-qui\n        when: pour-qui == 'moi'\n", "procedures/composition-de-menage.yaml, line 71", "nothing before it gives 'pour-qui'")]
    [InlineData("name: motif-texte\n        kind: text\n        optional: true\n", "name: motif-texte\n        kind: calculated\n        value: motif-texte\n", "procedures/composition-de-menage.yaml, line 124", "nothing before it gives 'motif-texte'")]
    [InlineData("    fields:\n      - name: pour-qui", "\tfields:\n      - name: pour-qui", "procedures/composition-de-menage.yaml, line 69", "a tab stands at the beginning of the line. Indent with spaces.")]
    [InlineData("use: contact", "use: contacts", "procedures/composition-de-menage.yaml", "there is no block 'contacts'. Choose one of contact.")]
    [InlineData("- use: contact", "- { use: contact, verified: [mail] }", "procedures/composition-de-menage.yaml", "the block 'contact' has no question 'mail'")]
    [InlineData("kind: national-number", "kind: national-number\n        verified: true", "procedures/composition-de-menage.yaml, line 86", "a code is sent to e-mail addresses only")]
    [InlineData("form:\n", "form:\n  - section: vide\n    title: { fr: Vide, nl: Leeg, de: Leer, en: Empty }\n  - section: vide\n    title: { fr: Vide, nl: Leeg, de: Leer, en: Empty }\n", "procedures/composition-de-menage.yaml, line 67", "the section 'vide' has no steps, or stands twice")]
    [InlineData("role: third-person-number", "role: third-person-nummer", "procedures/composition-de-menage.yaml, line 87", "'role' cannot be 'third-person-nummer'. Choose one of ApplicantGivenName")]
    [InlineData("name: personne-nom, kind: text, role: third-person-family-name", "name: personne-nom, kind: text, role: third-person-given-name", "procedures/composition-de-menage.yaml, line 84", "the role 'third-person-given-name' is played by 'personne-prenom' and by 'personne-nom'. Take 'role' away from one of them.")]
    [InlineData("role: for-whom", "role: third-person", "procedures/composition-de-menage.yaml, line 70", "'pour-qui' cannot play the role 'third-person': it is of another kind. Ask one of Person.")]
    [InlineData("name: personne-nom, kind: text, role: third-person-family-name", "name: personne-nom, kind: text", "procedures/composition-de-menage.yaml, line 70", "'pour-qui' asks for whom, and no question asks who that is.")]
    [InlineData("kind: national-number", "kind: national-number\n        accept: [pdf, docx]", "procedures/composition-de-menage.yaml, line 87", "no file '.docx' is ever taken. Choose among pdf, jpg, jpeg, jpe, jfif, png.")]
    [InlineData("- name: lien\n        kind: one-of\n        role: third-person-tie\n", "- name: lien\n        kind: one-of\n", "procedures/composition-de-menage.yaml, line 90", "'lien' stands on the page 'autre-personne', which whoever holds a mandate is not asked. Ask it on a page of its own.")]
    [InlineData("value: telecharger", "value: en-ligne", "procedures/composition-de-menage.yaml, line 129", "the house does not know a choice of 'remise', which plays the role 'hand-over'. Its choices are among telecharger, poste, guichet.")]
    public void A_faulty_procedure_is_refused_with_its_file_and_remedy(string right, string wrong, string file, string says)
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/composition-de-menage.yaml", right, wrong);
        var fault = Assert.Throws<CatalogueFault>(() => ProcedureCatalogue.Load(catalogue.Folder));
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.True(fault.Message.Contains(says, StringComparison.Ordinal), fault.Message);
    }

    [Fact]
    public void A_question_that_hangs_on_an_answer_of_its_own_page_is_refused_with_its_line()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/signaler-un-probleme.yaml", "name: danger, kind: yes-no, ", "name: danger, kind: yes-no, optional: true, when: answered(description), ");
        var fault = Assert.Throws<CatalogueFault>(() => ProcedureCatalogue.Load(catalogue.Folder));
        Assert.Equal("catalogue/procedures/signaler-un-probleme.yaml, line 46: 'danger' hangs on 'description', which is asked on the same page. Put the question on a page after it.", fault.Message);
    }

    [Theory]
    [InlineData("blocks/contact.yaml", "name: telephone, kind: phone, ", "name: telephone, kind: phone, when: answered(courriel), ", "catalogue/blocks/contact.yaml, line 15: 'telephone' hangs on 'courriel'")]
    [InlineData("blocks/contact.yaml", "kind: phone, role: applicant-phone", "kind: phone, role: applicant-given-name", "catalogue/blocks/contact.yaml, line 15: the role 'applicant-given-name' is played by 'votre-prenom' and by 'telephone'")]
    [InlineData("archetypes/certificate.yaml", "from: [to-hand-over]\n    to: delivered", "from: [confirmed]\n    to: delivered", "catalogue/archetypes/certificate.yaml, line")]
    public void A_fault_names_the_file_in_which_its_line_stands(string file, string right, string wrong, string says)
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change(file, right, wrong);
        var fault = Assert.Throws<CatalogueFault>(() => ProcedureCatalogue.Load(catalogue.Folder));
        Assert.StartsWith(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_procedures_with_one_slug_are_refused_by_the_second_s_line()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/prime-velo.yaml", "slug: prime-velo", "slug: mariage");
        var fault = Assert.Throws<CatalogueFault>(() => ProcedureCatalogue.Load(catalogue.Folder));
        Assert.Equal("catalogue/procedures/prime-velo.yaml, line 2: another file already defines 'mariage'. Give each procedure a slug of its own.", fault.Message);
    }

    [Fact]
    public void A_workflow_that_no_officer_can_finish_is_refused()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("archetypes/certificate.yaml", "from: [to-hand-over]\n    to: delivered", "from: [confirmed]\n    to: delivered");
        var fault = Assert.Throws<CatalogueFault>(() => ProcedureCatalogue.Load(catalogue.Folder));
        Assert.True(fault.Message.Contains("no case ever ends from the state 'to-hand-over'", StringComparison.Ordinal), fault.Message);
    }
}
