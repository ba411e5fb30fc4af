using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Procedures;
using Perron.Procedures.Editions;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>A commune inherits an entry of the catalogue, changes it, sees what the original became, and gives its improvement back.</summary>
public sealed class InheritanceTests
{
    private const string File = "procedures/composition-de-menage.yaml", Adapt = "/agent/demarches/composition-de-menage/adapter", Gap = "/agent/demarches/composition-de-menage/ecart", Page = "/demarches/composition-de-menage";
    private const string Publish = "Publier pour notre commune";

    [Fact]
    public async Task A_commune_changes_what_it_inherits_and_only_its_own_citizens_read_it()
    {
        await using var portal = await Portal.Open();
        var giuseppe = await Administrator(portal);
        await giuseppe.Open(Adapt);
        await giuseppe.Submit(Publish, ("title/fr", "Composition de ménage de Boussu"), ("prix", "7,50"), ("jours", "9"), ("form/@motif/fields/@motif/choices/+/fr", "Mutuelle"), ("form/@motif/fields/@motif/choices/+/nl", "Mutualiteit"),
            ("form/@motif/fields/@motif/choices/+/de", "Krankenversicherung"), ("form/@motif/fields/@motif/choices/+/en", "Health insurer"), ("retirer:form/@motif/fields/@motif/choices/@etudes", "oui"));
        Assert.True(giuseppe.Status == HttpStatusCode.OK && giuseppe.Location is not null && giuseppe.Shows("Composition de ménage de Boussu"), $"{giuseppe.Status} {giuseppe.Text}");

        var boussu = await portal.Visit(portal.Boussu).Open(Page);
        Assert.True(boussu.Shows("Composition de ménage de Boussu") && boussu.Shows("7,50 €") && boussu.Shows("9 jours"), boussu.Text);
        var marcel = await portal.VisitAs(await portal.Marcel(), portal.Boussu).Open(Townspeople.Form);
        await marcel.Submit("Continuer", ("pour-qui", "moi"));
        Assert.True(marcel.Shows("Mutuelle") && !marcel.Shows("École ou bourse"), marcel.Text);
        var braine = await portal.Visit(portal.Braine).Open(Page);
        Assert.True(braine.Shows("Composition de ménage") && !braine.Shows("de Boussu"), braine.Text);
        Assert.True((await giuseppe.Open("/agent/demarches")).Shows("Adaptée"), giuseppe.Text);
    }

    [Fact]
    public async Task A_case_filed_with_the_edition_is_handled_to_its_end_and_an_older_one_keeps_its_version()
    {
        await using var portal = await Portal.Open();
        var marcel = portal.VisitAs(await portal.Marcel(), portal.Boussu);
        var before = await marcel.AskForOwn();
        var giuseppe = await (await Administrator(portal)).Open(Adapt);
        await giuseppe.Submit(Publish, ("question/page", "form/@motif"), ("question/genre", "text"), ("question/facultative", "oui"), ("question/intitule/fr", "Nom de l'organisme"), ("question/intitule/nl", "Naam van de instelling"), ("question/intitule/de", "Name der Einrichtung"), ("question/intitule/en", "Name of the body"));
        Assert.True(giuseppe.Location is not null, giuseppe.Text);

        await marcel.Open(Townspeople.Form);
        await marcel.Submit("Continuer", ("pour-qui", "moi"));
        await marcel.Submit("Continuer", ("motif", "allocations"), ("ajout-nom-de-l-organisme", "Solidaris"));
        await marcel.Submit("Continuer", ("remise", "telecharger"));
        await marcel.Submit("Continuer", ("courriel", "marcel@example.org"));
        var reference = await marcel.Send();
        Assert.Equal(ProcedureVersion.FirstEdition + 1, (await portal.Case(portal.Boussu, reference)).Version);
        Assert.True((await portal.Case(portal.Boussu, before)).Version < ProcedureVersion.FirstEdition);

        await using var node = await portal.AnotherNode();
        var officer = node.VisitAs(await Population(node), node.Boussu);
        await officer.ConfirmRegister(reference);
        Assert.True(officer.Shows("Nom de l'organisme") && officer.Shows("Solidaris"), officer.Text);
        await officer.Produce(reference);
        Assert.NotNull((await portal.Case(portal.Boussu, reference)).ClosedAt);
        await officer.Open($"/agent/dossiers/{before}");
        Assert.False(officer.Shows("Nom de l'organisme"));
    }

    [Theory]
    [InlineData("title/nl", "", "title/nl", "Écrivez ce texte dans cette langue aussi.")]
    [InlineData("conditions/fr", "Un.\nDeux.", "conditions/nl", "Il y a 2 lignes dans la première langue et 1 dans celle-ci")]
    [InlineData("jours", "bientôt", "jours", "Écrivez un nombre de jours")]
    [InlineData("retirer:form/@pour-qui/fields/@pour-qui/choices/@autre", "oui", null, "Ceci ne peut pas être publié")]
    public async Task What_cannot_be_published_is_said_at_its_place_and_nothing_typed_is_lost(string name, string value, string? field, string says)
    {
        await using var portal = await Portal.Open();
        var giuseppe = await (await Administrator(portal)).Open(Adapt);
        await giuseppe.Submit(Publish, (name, value), ("promise/fr", "Une promesse de Boussu."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, giuseppe.Status);
        Assert.True(field is null ? giuseppe.Shows(says) : giuseppe.Error(field)?.Contains(says, StringComparison.Ordinal) is true, giuseppe.Text);
        Assert.Contains(("promise/fr", "Une promesse de Boussu."), giuseppe.FieldsOf(Publish));
        Assert.False((await portal.Visit(portal.Boussu).Open(Page)).Shows("Une promesse de Boussu."));
    }

    [Fact]
    public async Task A_rule_of_price_that_is_none_is_refused_at_its_field()
    {
        await using var portal = await Portal.Open();
        var giuseppe = await (await Administrator(portal)).Open("/agent/demarches/certificat-de-residence/adapter");
        await giuseppe.Submit(Publish, ("price", "tarif * exemplairess"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, giuseppe.Status);
        Assert.Contains("exemplairess", giuseppe.Error("price"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_commune_confirmed_stays_said()
    {
        await using var portal = await Portal.Open();
        await portal.InDb(portal.Boussu, db => db.Set<AdoptedProcedure>().Where(row => row.Slug == "composition-de-menage")
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Confirmed, new Confirmation([PageFact.Conditions], Texts.LocalText.Empty, [], []))));
        var giuseppe = await (await Administrator(portal)).Open(Adapt);
        await giuseppe.Submit(Publish, ("conditions/fr", ""), ("conditions/nl", ""), ("conditions/de", ""), ("conditions/en", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, giuseppe.Status);
        Assert.True(giuseppe.Shows("'conditions' is confirmed, and nothing says it"), giuseppe.Text);
    }

    [Fact]
    public async Task Two_communes_that_publish_at_the_same_moment_each_offer_their_own()
    {
        await using var portal = await Portal.Open();
        await using var node = await portal.AnotherNode();
        var (giuseppe, pierre) = (await Administrator(portal), node.VisitAs(await node.Officer(node.Braine, "pierre.gillard"), node.Braine));
        await giuseppe.Open(Adapt);
        await pierre.Open(Adapt);
        await Task.WhenAll(giuseppe.Submit(Publish, ("title/fr", "Chez Boussu")), pierre.Submit(Publish, ("title/fr", "Chez Braine")));
        foreach (var house in (Portal[])[portal, node])
        {
            Assert.True((await house.Visit(house.Boussu).Open(Page)).Shows("Chez Boussu"));
            Assert.True((await house.Visit(house.Braine).Open(Page)).Shows("Chez Braine"));
        }
    }

    [Fact]
    public async Task When_the_catalogue_moves_on_the_commune_sees_the_difference_chooses_and_takes_it()
    {
        using var catalogue = new CopiedCatalogue();
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        await (await (await Administrator(portal)).Open(Adapt)).Submit(Publish, ("title/fr", "Composition de ménage de Boussu"), ("who/fr", "Tous ceux de Boussu."));

        catalogue.Change(File, "fr: Composition de ménage, nl", "fr: Qui habite avec vous, nl");
        catalogue.Change(File, "fr: Vous obtenez un certificat qui dit", "fr: Vous recevez un certificat qui dit");
        var version = catalogue.Raise(File);
        await using var after = await portal.AnotherNode();
        Assert.True((await after.Visit(after.Braine).Open(Page)).Shows("Qui habite avec vous"));
        Assert.True((await after.Visit(after.Boussu).Open(Page)).Shows("Composition de ménage de Boussu"));

        var giuseppe = await (await Administrator(after)).Open("/agent/demarches");
        Assert.True(giuseppe.Shows("L'original a changé"), giuseppe.Text);
        await giuseppe.Open(Gap);
        Assert.True(giuseppe.Shows("Vous recevez un certificat") && giuseppe.Shows("Qui habite avec vous") && giuseppe.Shows("Tous ceux de Boussu.") && giuseppe.Shows("Le vôtre reste"), giuseppe.Text);
        await giuseppe.Submit("Reprendre avec ces choix");
        Assert.EndsWith("Choisissez : garder le vôtre ou prendre celui du catalogue.", giuseppe.Error("title/fr"), StringComparison.Ordinal);
        await giuseppe.Submit("Reprendre avec ces choix", ("title/fr", "eux"));
        Assert.True(giuseppe.Shows("Rien n'est à reprendre"), giuseppe.Text);

        var boussu = await after.Visit(after.Boussu).Open(Page);
        Assert.True(boussu.Shows("Qui habite avec vous") && boussu.Shows("Vous recevez un certificat") && boussu.Shows("Tous ceux de Boussu."), boussu.Text);
        Assert.Equal(version, await after.InDb(after.Boussu, db => db.Set<ProcedureEdition>().Select(edition => edition.BasedOn).SingleAsync()));
    }

    [Fact]
    public async Task An_improvement_that_is_accepted_is_the_original_and_another_commune_sees_and_takes_it()
    {
        await using var portal = await Portal.Open(("Perron:CatalogueOwner", "sylvane"));
        await using var node = await portal.AnotherNode();
        var giuseppe = await Administrator(portal);
        await (await giuseppe.Open(Adapt)).Submit(Publish, ("title/fr", "Qui habite avec moi"), ("who/fr", "Tous ceux de Boussu."));
        await giuseppe.Submit("Envoyer la proposition", ("places", "title/fr"), ("pourquoi", "Les citoyens comprennent mieux."));
        Assert.True(giuseppe.Shows("en attente d'une décision"), giuseppe.Text);

        var ines = await portal.VisitAs(await portal.Officer(portal.Sylvane, "ines.haddad"), portal.Sylvane).Open("/operateur/catalogue");
        Assert.True(ines.Shows("Boussu") && ines.Shows("Les citoyens comprennent mieux.") && ines.Shows("Qui habite avec moi") && !ines.Shows("Tous ceux de Boussu."), ines.Text);
        await ines.Submit("Accepter");
        Assert.True(ines.Shows("acceptée, dans la version 5"), ines.Text);
        Assert.Contains("Qui habite avec moi", (await ines.Open("/operateur/catalogue/composition-de-menage.yaml")).Body, StringComparison.Ordinal);

        // Braine follows the file, and sees on another node what is new before it takes it.
        var pierre = await node.VisitAs(await node.Officer(node.Braine, "pierre.gillard"), node.Braine).Open("/agent/demarches");
        Assert.True(pierre.Shows("L'original a changé"), pierre.Text);
        Assert.False((await node.Visit(node.Braine).Open(Page)).Shows("Qui habite avec moi"));
        await pierre.Open(Gap);
        Assert.True(pierre.Shows("Qui habite avec moi") && pierre.Shows("Sera repris du catalogue"), pierre.Text);
        await pierre.Submit("Tout reprendre");
        Assert.True((await node.Visit(node.Braine).Open(Page)).Shows("Qui habite avec moi"));

        // What Boussu proposed is the original now; the rest stays its own.
        Assert.True((await giuseppe.Open(Gap)).Shows("L'original dit maintenant la même chose"), giuseppe.Text);
        await giuseppe.Submit("Tout reprendre");
        var changes = await portal.InDb(portal.Boussu, db => db.Set<ProcedureEdition>().Select(edition => edition.Changes).SingleAsync());
        Assert.True(changes.Contains("who/fr", StringComparison.Ordinal) && !changes.Contains("title/fr", StringComparison.Ordinal), changes);
        Assert.True((await portal.Visit(portal.Boussu).Open(Page)).Shows("Qui habite avec moi"));
    }

    [Fact]
    public async Task A_proposal_that_is_refused_comes_back_with_its_reason()
    {
        await using var portal = await Portal.Open(("Perron:CatalogueOwner", "sylvane"));
        var giuseppe = await Administrator(portal);
        await (await giuseppe.Open(Adapt)).Submit(Publish, ("title/fr", "Qui habite avec moi"));
        await giuseppe.Submit("Envoyer la proposition", ("places", "title/fr"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, giuseppe.Status);
        await giuseppe.Submit("Envoyer la proposition", ("places", "title/fr"), ("pourquoi", "Plus clair."));
        var ines = await portal.VisitAs(await portal.Officer(portal.Sylvane, "ines.haddad"), portal.Sylvane).Open("/operateur/catalogue");
        await ines.Submit("Refuser avec ce motif");
        Assert.EndsWith("Écrivez le motif : la commune le lira.", ines.Error("motif"), StringComparison.Ordinal);
        await ines.Submit("Refuser avec ce motif", ("motif", "Le nom est celui de l'arrêté."));
        Assert.True((await giuseppe.Open(Adapt)).Shows("refusée : Le nom est celui de l'arrêté."), giuseppe.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await giuseppe.Open("/operateur/catalogue")).Status);
    }

    [Fact]
    public async Task A_change_is_undone_and_the_commune_follows_the_catalogue_again()
    {
        await using var portal = await Portal.Open();
        var giuseppe = await Administrator(portal);
        await (await giuseppe.Open(Adapt)).Submit(Publish, ("title/fr", "Qui habite avec moi"), ("jours", "9"));
        await giuseppe.SubmitWith("place", "title/fr");
        Assert.False((await portal.Visit(portal.Boussu).Open(Page)).Shows("Qui habite avec moi"));
        var row = await portal.InDb(portal.Boussu, db => db.Set<AdoptedProcedure>().AsNoTracking().SingleAsync(one => one.Slug == "composition-de-menage"));
        Assert.Null(row.OwnVersion);

        // What officers changed is not overwritten when the commune is settled again.
        await portal.InDb(portal.Boussu, async db =>
        {
            await DemoProcedures.Load(db, portal.Boussu, Repository.Path("catalogue"));
            await db.SaveChangesAsync();
        });
        Assert.Equal(9, await portal.InDb(portal.Boussu, db => db.Set<AdoptedProcedure>().Where(one => one.Slug == "composition-de-menage").Select(one => one.OfficeDays).SingleAsync()));
    }

    [Fact]
    public async Task Only_administrators_of_the_organisation_that_handles_it_adapt_it()
    {
        await using var portal = await Portal.Open();
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.AsSophie()).Open(Adapt)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(await portal.Officer(portal.Boussu, "emilie.wauters"), portal.Boussu).Open(Adapt)).Status);
    }

    [Fact]
    public async Task Special_cases_and_the_sentences_of_the_course_are_changed_in_every_language_and_the_citizen_reads_them()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var giuseppe = await (await Administrator(portal)).Open(Adapt);
        await giuseppe.Submit(Publish, ("cases/fr", "Vous vivez en caravane"));
        Assert.EndsWith("Écrivez sous chaque titre ce qu'il faut savoir.", giuseppe.Error("cases/fr"), StringComparison.Ordinal);
        (string, string)[] cases = [("cases/fr", "Vous vivez en caravane\nVenez au guichet.\n\nVous êtes en voyage\nÉcrivez-nous."), ("cases/nl", "Caravan\nKom langs.\n\nReis\nSchrijf ons."), ("cases/de", "Wohnwagen\nKommen Sie vorbei.\n\nReise\nSchreiben Sie."), ("cases/en", "Caravan\nCome by.")];
        await giuseppe.Submit(Publish, cases);
        Assert.Contains("Il y a 2 cas dans la première langue et 1 dans celle-ci", giuseppe.Error("cases/en"), StringComparison.Ordinal);
        cases[^1] = ("cases/en", "Caravan\nCome by.\n\nTravel\nWrite to us.");
        await giuseppe.Submit(Publish, [.. cases, .. ((string[])["fr", "nl", "de", "en"]).Select(language => ($"workflow/sentences/submitted/{language}", $"Boussu a votre demande ({language})."))]);
        Assert.True(giuseppe.Location is not null, giuseppe.Text);
        var page = await portal.Visit(portal.Boussu).Open(Page);
        Assert.True(page.Shows("Vous vivez en caravane") && page.Shows("Venez au guichet.") && page.Shows("Vous êtes en voyage"), page.Text);
        var marcel = portal.VisitAs(await portal.Marcel(), portal.Boussu);
        var reference = await marcel.AskForOwn();
        Assert.True((await marcel.Open($"/suivi/{reference}")).Shows("Boussu a votre demande (fr)."), marcel.Text);
        Assert.True((await marcel.Open($"/de/suivi/{reference}")).Shows("Boussu a votre demande (de)."), marcel.Text);
    }

    [Fact]
    public async Task An_entry_that_is_written_in_French_alone_is_adapted_too_and_what_is_read_of_a_case_in_every_language()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var pierre = await portal.VisitAs(await portal.Officer(portal.Braine, "pierre.gillard"), portal.Braine).Open("/agent/demarches/absence-temporaire/adapter");
        await pierre.Submit(Publish, ("title/fr", "Absence de plus de trois mois"), ("workflow/sentences/submitted/fr", "Braine a votre déclaration."));
        Assert.EndsWith("Écrivez ce texte dans cette langue aussi.", pierre.Error("workflow/sentences/submitted/nl"), StringComparison.Ordinal); // what is read of a case is in all languages
        await pierre.Submit(Publish, ("workflow/sentences/submitted/nl", "Braine heeft uw aangifte."), ("workflow/sentences/submitted/de", "Braine hat Ihre Erklärung."), ("workflow/sentences/submitted/en", "Braine has your declaration."));
        Assert.True(pierre.Location is not null, pierre.Text);
        var page = await portal.Visit(portal.Braine).Open("/demarches/absence-temporaire");
        Assert.True(page.Shows("Absence de plus de trois mois"), page.Text);
        var citizen = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await ScenarioTests.FillIn(portal, citizen, ScenarioFile.Read("absence-temporaire"), new(2026, 11, 24));
        Assert.True((await citizen.Open($"/suivi/{reference}")).Shows("Braine a votre déclaration."), citizen.Text);
        Assert.True((await citizen.Open($"/nl/suivi/{reference}")).Shows("Braine heeft uw aangifte."), citizen.Text);
    }

    [Fact]
    public async Task What_is_typed_is_kept_without_being_published_until_it_is_published_or_given_up()
    {
        await using var portal = await Portal.Open();
        var giuseppe = await (await Administrator(portal)).Open(Adapt);
        await giuseppe.Submit("Garder sans publier", ("title/fr", "Un titre qui mûrit"), ("jours", "bientôt"), ("question/intitule/fr", "Une question"));
        Assert.True(giuseppe.Shows("Brouillon gardé le") && giuseppe.Location is not null, giuseppe.Text);
        Assert.False((await portal.Visit(portal.Boussu).Open(Page)).Shows("Un titre qui mûrit"));
        var again = await (await Administrator(portal)).Open(Adapt);
        Assert.All([("title/fr", "Un titre qui mûrit"), ("jours", "bientôt"), ("question/intitule/fr", "Une question")], typed => Assert.Contains(typed, again.FieldsOf(Publish)));
        await again.Submit(Publish);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        await again.Submit(Publish, ("jours", "6"), ("question/intitule/fr", ""));
        Assert.True(again.Location is not null && !again.Shows("Brouillon gardé le"), again.Text);
        Assert.True((await portal.Visit(portal.Boussu).Open(Page)).Shows("Un titre qui mûrit"));
        await again.Submit("Garder sans publier", ("title/fr", "Autre chose"));
        await again.Submit("Abandonner le brouillon");
        Assert.False(again.FieldsOf(Publish).Contains(("title/fr", "Autre chose")), again.Text);
    }

    private static async Task<Browser> Administrator(Portal portal) => portal.VisitAs(await portal.Officer(portal.Boussu, "giuseppe.conti"), portal.Boussu);

    private static Task<Perron.Platform.Security.Visitor> Population(Portal portal) => portal.Officer(portal.Boussu, "marc.delcourt");
}
