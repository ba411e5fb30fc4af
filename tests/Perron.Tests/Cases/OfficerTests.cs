using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.People;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Cases;

/// <summary>The officers' side of a case.</summary>
public sealed class OfficerTests
{
    [Fact]
    public async Task Who_acts_on_an_older_page_is_shown_what_happened_and_nothing_is_done()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var sophie = await portal.AsSophie();
        var karim = portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine);
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Consulter le registre");
        await karim.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Confirmer les données du registre");
        await karim.Submit("Confirmer les données du registre");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, karim.Status);
        Assert.True(karim.Shows("Ce dossier a changé depuis que vous l'avez ouvert"), karim.Text);
        Assert.True(karim.Shows("Ce qui s'est passé entre-temps"), karim.Text);
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().CountAsync(happened => happened.Kind == nameof(RegisterConfirmed))));
    }

    [Fact]
    public async Task A_refusal_needs_reasons_and_tells_how_to_appeal()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}/refuse");
        await sophie.Submit("Refuser avec motif");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        Assert.NotNull(sophie.Error("raison"));
        await sophie.Submit("Refuser avec motif", ("raison", "Vous n'êtes pas inscrite dans la commune."));
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Nous ne pouvons pas accepter votre demande : Vous n'êtes pas inscrite dans la commune."), claire.Text);
        Assert.True(claire.Shows("Conseil d'État dans les 60 jours"), claire.Text);
        var mail = (await portal.Mails(portal.Braine))[^1];
        Assert.Equal("case-refused", mail.Template);
        Assert.Contains("Médiateur", mail.Given["appeal"], StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Who_wants_it_is_told_by_sms_too_when_something_is_asked(bool wantsIt)
    {
        await using var portal = await Portal.Open();
        var known = await portal.Claire();
        await portal.InDb(portal.Braine, db => db.Set<Citizen>().Where(citizen => citizen.Id == known.Citizen)
            .ExecuteUpdateAsync(row => row.SetProperty(citizen => citizen.WantsSms, wantsIt).SetProperty(citizen => citizen.Phone, "0470/00.00.01")));
        var reference = await portal.VisitAs(known, portal.Braine).AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Demander la pièce", ("piece", "Une copie du bail"));
        var asked = (await portal.Mails(portal.Braine)).Where(message => message.Template == "case-evidence-asked").ToList();
        Assert.Equal(wantsIt ? ["+32470000001", "claire@example.org"] : ["claire@example.org"], asked.Select(message => message.To).Order());
    }

    [Fact]
    public async Task A_moved_date_says_why_and_shows_the_old_one()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Promettre cette date", ("prevue-jour", "1"), ("prevue-mois", "11"), ("prevue-annee", "2026"), ("pourquoi", "Panne"));
        Assert.NotNull(sophie.Error("prevue"));
        await sophie.Submit("Promettre cette date", ("prevue-jour", "1"), ("prevue-mois", "12"), ("prevue-annee", "2026"), ("pourquoi", "Une panne du registre"));
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("mardi 1er décembre 2026") && claire.Shows("vendredi 27 novembre 2026") && claire.Shows("Une panne du registre"), claire.Text);
    }

    [Fact]
    public async Task A_case_whose_date_has_passed_is_late_for_both_sides()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false")); // or a round may have promised another date by then
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        portal.Clock.Advance(TimeSpan.FromDays(5));
        var sophie = await portal.AsSophie();
        await sophie.Open("/agent/boite?vue=retard");
        Assert.True(sophie.Shows(reference) && sophie.Shows("en retard de 2 jours"), sophie.Text);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Cette date est passée"), claire.Text);
    }

    [Fact]
    public async Task A_note_stays_among_officers_and_a_message_reaches_the_citizen()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Garder la note", ("note", "Rappeler lundi."));
        await sophie.WriteToCitizen(reference, "Nous regardons cela.");
        Assert.True(sophie.Shows("Rappeler lundi.") && sophie.Shows("Nous regardons cela."), sophie.Text);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Nous regardons cela.") && claire.Shows("Population, Sophie"), claire.Text);
        Assert.DoesNotContain("Rappeler lundi", claire.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Lambert", claire.Page.QuerySelector("#messages")!.TextContent, StringComparison.Ordinal);
        await claire.Submit("Envoyer le message", ("message", "Merci !"));
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.True(sophie.Shows("Merci !"), sophie.Text);
    }

    [Fact]
    public async Task Who_does_not_want_every_step_hears_only_what_is_asked_or_ready()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await portal.InDb(portal.Braine, async db => await db.Set<Perron.People.Citizen>().ExecuteUpdateAsync(row => row.SetProperty(one => one.WantsEveryStep, false)));
        var reference = await claire.AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        Assert.Equal(["case-received", "case-ready"], (await portal.Mails(portal.Braine)).Select(mail => mail.Template));
    }

    [Fact]
    public async Task The_citizen_reads_who_has_opened_the_file()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Personne n'a encore ouvert votre dossier."), claire.Text);
        await (await portal.AsSophie()).Open($"/agent/dossiers/{reference}");
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Sophie Lambert, traitement de la demande"), claire.Text);
    }

    [Fact]
    public async Task Take_the_next_gives_the_most_urgent_that_nobody_has()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        await portal.InDb(portal.Braine, async db => await db.Set<Case>().ExecuteUpdateAsync(row => row.SetProperty(one => one.AssignedTo, (Perron.Platform.Security.OfficerId?)null)));
        var anneke = await portal.Officer(portal.Braine, "anneke.desmet");
        var desk = portal.VisitAs(anneke, portal.Braine);
        await desk.Open("/agent/boite");
        Assert.True(desk.Shows("1 dossiers non attribués"), desk.Text);
        await desk.Submit("Prendre le suivant");
        Assert.EndsWith(reference, desk.Url, StringComparison.Ordinal);
        Assert.Equal(anneke.Officer, (await portal.Case(portal.Braine, reference)).AssignedTo);
    }

    [Fact]
    public async Task A_withdrawn_request_is_over_and_cannot_be_confirmed()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Oui, retirer ma demande");
        Assert.True(claire.Shows("Vous avez retiré votre demande."), claire.Text);
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.DoesNotContain("Consulter le registre", sophie.Text, StringComparison.Ordinal);
        Assert.True(sophie.Shows("Dossier terminé"), sophie.Text);
    }
}
