using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Delivery;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Cases;

/// <summary>Perron's main job, from the first click to the document.</summary>
public sealed class MainJobTests
{
    [Fact]
    public async Task Whoever_is_strongly_known_asks_and_downloads_and_anybody_checks_the_code()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open("/recherche?q=composition+de+menage");
        Assert.True(claire.Shows("Composition de ménage"), claire.Text);
        await claire.Open("/demarches/composition-de-menage");
        Assert.True(claire.Shows("Mon DOSSIER") && claire.Shows("gratuitement et tout de suite"), claire.Text);

        var reference = await claire.AskForOwn();
        Assert.True(claire.Shows("Votre demande est envoyée") && claire.Shows(reference) && claire.Shows("vendredi 27 novembre 2026"), claire.Text);

        var sent = await portal.Case(portal.Braine, reference);
        Assert.NotNull(sent.AssignedTo); // no dispatching: a competent officer has it already
        var sophie = await portal.AsSophie();
        await sophie.Open("/agent/boite?vue=equipe");
        Assert.True(sophie.Shows(reference), sophie.Text);
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.False(sophie.Shows("Thomas Leroy")); // nothing of the household before the register was asked
        await sophie.ConfirmRegister(reference);
        Assert.True(sophie.Shows("Thomas Leroy") && sophie.Shows("Rue des Églantines 12") && sophie.Shows("Confirmé par Sophie Lambert"), sophie.Text);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Le service Population traite votre demande."), claire.Text);
        await sophie.Produce(reference);
        Assert.True(sophie.Shows("Dossier terminé"), sophie.Text);

        await claire.Open($"/suivi/{reference}");
        var link = claire.Page.QuerySelector("#documents a")!.GetAttribute("href")!;
        var pdf = await claire.Http.GetAsync(link);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(await pdf.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);

        var document = await portal.InDb(portal.Braine, db => db.Set<IssuedDocument>().AsNoTracking().SingleAsync());
        Assert.True(document.IsSpecimen);
        var anybody = portal.Visit(portal.Braine);
        await anybody.Open($"/verifier/{document.Code}");
        Assert.True(anybody.Shows("Ce document est authentique") && anybody.Shows("Braine-l'Alleud"), anybody.Text);
        Assert.DoesNotContain("Dubois", anybody.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Leroy", anybody.Body, StringComparison.Ordinal);
        Assert.Equal(["case-received", "case-step", "case-ready"], (await portal.Mails(portal.Braine)).Select(mail => mail.Template));
    }

    [Fact]
    public async Task Whoever_is_weakly_known_gets_paper_to_the_registered_address_and_no_household_on_any_page()
    {
        await using var portal = await Portal.Open();
        var lieve = portal.VisitAs(await portal.Lieve(), portal.Braine);
        var reference = await lieve.AskOnPaper("poste");
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        Assert.True(sophie.Shows("Confirmer la remise ou l'envoi"), sophie.Text);

        await lieve.Open($"/suivi/{reference}");
        Assert.True(lieve.Shows("nous l'envoyons par la poste à votre adresse officielle"), lieve.Text);
        Assert.Null(lieve.Page.QuerySelector("#documents"));
        Assert.DoesNotContain("Avenue du Parc", lieve.Body, StringComparison.Ordinal);
        var document = await portal.InDb(portal.Braine, db => db.Set<IssuedDocument>().AsNoTracking().SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await lieve.Open($"/suivi/{reference}/document/{document.Id.Value}")).Status);

        var letter = await portal.InDb(portal.Braine, db => db.Set<Letter>().AsNoTracking().SingleAsync());
        Assert.Equal("Lieve Peeters", letter.Recipient);
        Assert.Equal("Avenue du Parc 5\n1428 Lillois-Witterzée", letter.Address);
        Assert.Equal(document.Pdf, letter.Pdf);
        await sophie.Open($"/agent/dossiers/{reference}/hand-over");
        await sophie.Submit("Confirmer la remise ou l'envoi");
        Assert.NotNull((await portal.Case(portal.Braine, reference)).ClosedAt);
    }

    [Fact]
    public async Task At_the_counter_the_identity_card_must_have_been_seen()
    {
        await using var portal = await Portal.Open();
        var lieve = portal.VisitAs(await portal.Lieve(), portal.Braine);
        var reference = await lieve.AskOnPaper("guichet");
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        await sophie.Open($"/agent/dossiers/{reference}/hand-over");
        await sophie.Submit("Confirmer la remise ou l'envoi");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        Assert.Contains("Contrôlez la carte d'identité et cochez la case.", sophie.Error("carte"), StringComparison.Ordinal);
        Assert.Null((await portal.Case(portal.Braine, reference)).ClosedAt);
        await sophie.Submit("Confirmer la remise ou l'envoi", ("carte", "oui"));
        Assert.NotNull((await portal.Case(portal.Braine, reference)).ClosedAt);
    }

    [Fact]
    public async Task For_somebody_else_the_mandate_is_asked_by_mail_and_answered_on_the_tracking_page_by_the_link_alone()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForAhmed();
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Consulter le registre");
        Assert.DoesNotContain("Confirmer les données du registre", sophie.Text, StringComparison.Ordinal); // not before the mandate
        await sophie.Submit("Demander la procuration");
        var mail = (await portal.Mails(portal.Braine))[^1];
        Assert.Equal("case-evidence-asked", mail.Template);
        Assert.Equal("la procuration signée de Ahmed El Amrani", mail.Given["piece"]);

        var link = new Uri(mail.Given["link"]);
        var anonymous = portal.Visit(portal.Braine);
        await anonymous.Open(link.PathAndQuery);
        Assert.DoesNotContain("cle=", anonymous.Url, StringComparison.Ordinal); // the key does not stay in the address
        Assert.True(anonymous.Shows("la procuration signée de Ahmed El Amrani"), anonymous.Text);
        portal.Clock.Advance(TimeSpan.FromDays(2));
        await anonymous.Attach("piece", "procuration.pdf", Files.Samples.Pdf()).Submit("Envoyer ma réponse");
        Assert.Equal(HttpStatusCode.OK, anonymous.Status);
        var answered = await portal.Case(portal.Braine, reference);
        Assert.Equal("checking", answered.State);
        Assert.True(answered.ExpectedOn > answered.ExpectedBefore); // the time we waited is added

        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.DoesNotContain("Confirmer les données du registre", sophie.Text, StringComparison.Ordinal); // not before an officer has looked at it
        await sophie.Submit("Accepter la procuration");
        await sophie.Submit("Confirmer les données du registre");
        Assert.True(sophie.Shows("Sara El Amrani"), sophie.Text);
        await sophie.Produce(reference);
        Assert.NotNull((await portal.Case(portal.Braine, reference)).ClosedAt);
        Assert.True(await portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().AnyAsync(happened => happened.Kind == nameof(EvidenceGiven))));
    }

    [Fact]
    public async Task An_answer_without_the_mandate_settles_nothing_and_at_the_counter_it_can_be_seen()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForAhmed();
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Demander la procuration");
        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Envoyer ma réponse", ("reponse", "Je ne l'ai pas, je passe au guichet."));
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.True(sophie.Shows("Je ne l'ai pas, je passe au guichet.") && sophie.Shows("Demander la procuration"), sophie.Text);
        Assert.DoesNotContain("Accepter la procuration", sophie.Text, StringComparison.Ordinal);
        await sophie.Submit("Procuration vue au guichet");
        await sophie.Submit("Consulter le registre");
        await sophie.Submit("Confirmer les données du registre");
        Assert.True(sophie.Shows("Confirmé par Sophie Lambert"), sophie.Text);
    }

    [Fact]
    public async Task The_same_house_serves_Boussu_with_its_own_price_delay_and_team()
    {
        await using var portal = await Portal.Open();
        var marcel = portal.VisitAs(await portal.Marcel(), portal.Boussu);
        await marcel.Open("/demarches/composition-de-menage");
        Assert.True(marcel.Shows("5,00 €") && marcel.Shows("5 jours d'ouverture"), marcel.Text);
        var reference = await marcel.AskForOwn();
        Assert.StartsWith("BOU-", reference, StringComparison.Ordinal);
        var marc = portal.VisitAs(await portal.Officer(portal.Boussu, "marc.delcourt"), portal.Boussu);
        await marc.ConfirmRegister(reference);
        Assert.True(marc.Shows("Josiane Petitjean"), marc.Text);
        await marc.Produce(reference);
        Assert.NotNull((await portal.Case(portal.Boussu, reference)).ClosedAt);
    }
}
