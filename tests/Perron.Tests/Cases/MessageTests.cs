using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Cases.Replies;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Tests.Support;
namespace Perron.Tests.Cases;

/// <summary>What citizen and service write to each other: files, templates, the preview, what is new and by when a reply comes.</summary>
public sealed class MessageTests
{
    [Fact]
    public async Task A_refused_file_stands_at_its_field_and_the_text_and_the_good_file_are_kept()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        await claire.Open($"/suivi/{reference}");
        await claire.Attach("fichiers", "bail.pdf", Files.Samples.Pdf()).Attach("fichiers", "faux.pdf", "MZ no document"u8.ToArray()).Submit("Envoyer le message", ("message", "Voici mon bail."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.Contains("faux.pdf", claire.Error("fichiers"), StringComparison.Ordinal);
        Assert.Contains(("message", "Voici mon bail."), claire.FieldsOf("Envoyer le message"));
        Assert.True(claire.Shows("bail.pdf"), claire.Text);
        await claire.Submit("Envoyer le message");
        Assert.Equal(HttpStatusCode.OK, claire.Status);
        var file = claire.Page.QuerySelector("#messages .message-files a")!;
        Assert.Equal("bail.pdf", file.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await claire.Http.GetAsync(file.GetAttribute("href"))).StatusCode);

        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.Equal(HttpStatusCode.OK, (await sophie.Http.GetAsync(sophie.Page.QuerySelector("#messages .message-files a")!.GetAttribute("href"))).StatusCode);
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<StoredFile>().CountAsync()));
    }

    [Fact]
    public async Task A_template_is_filled_in_the_language_of_the_citizen_and_goes_only_after_it_was_read_once_more()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        await portal.InDb(portal.Braine, db => db.Set<Case>().ExecuteUpdateAsync(row => row.SetProperty(one => one.Language, "nl")));
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}/message");
        await sophie.Submit("Prendre ce modèle", ("modele", "piece-illisible"));
        Assert.True(sophie.Shows("Beste Claire Dubois") && sophie.Shows("Sophie, dienst Bevolking"), sophie.Text);
        await sophie.Submit("Envoyer ce message");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        Assert.Contains("[welk document]", sophie.Error("message"), StringComparison.Ordinal);

        var filled = sophie.FieldsOf("Mettre").Single(field => field.Name == "message").Value.Replace("[welk document]", "uw huurcontract", StringComparison.Ordinal);
        await sophie.Attach("fichiers", "exemple.pdf", Files.Samples.Pdf()).Submit("Mettre l'aperçu à jour", ("message", filled));
        var preview = sophie.Page.QuerySelector("#apercu")!.TextContent;
        Assert.Contains("uw huurcontract", preview, StringComparison.Ordinal);
        Assert.Contains("exemple.pdf", preview, StringComparison.Ordinal);
        Assert.Contains("Bevolking, Sophie", preview, StringComparison.Ordinal);
        Assert.Equal("nl", sophie.Page.QuerySelector("#apercu .message-text")!.GetAttribute("lang"));
        Assert.DoesNotContain("uw huurcontract", (await claire.Open($"/suivi/{reference}")).Body, StringComparison.Ordinal);
        await sophie.Submit("Envoyer ce message");
        Assert.EndsWith($"{reference}#messages", sophie.Url, StringComparison.Ordinal);

        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("uw huurcontract") && claire.Shows("exemple.pdf"), claire.Text);
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<MessageDraft>().CountAsync()));
        var mail = (await portal.Mails(portal.Braine))[^1];
        Assert.Equal(("case-message", "nl"), (mail.Template, mail.Language));
    }

    [Fact]
    public async Task What_changed_since_the_preview_is_not_sent()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        var sophie = await portal.Officer(portal.Braine, "sophie.lambert");
        var (first, second) = (portal.VisitAs(sophie, portal.Braine), portal.VisitAs(sophie, portal.Braine));
        await first.Open($"/agent/dossiers/{reference}");
        await first.Submit("Relire avant d'envoyer", ("message", "Un premier texte"));
        await second.Open($"/agent/dossiers/{reference}/message");
        await second.Submit("Mettre l'aperçu à jour", ("message", "Un autre texte"));
        await first.Submit("Envoyer ce message");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.Status);
        Assert.True(first.Shows("Le message a changé depuis cet aperçu"), first.Text);
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<CaseMessage>().CountAsync()));
    }

    [Fact]
    public async Task New_messages_are_marked_until_they_were_shown()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.WriteToCitizen(reference, "Nous regardons cela.");
        Assert.True((await claire.Open("/mon-espace")).Shows("1 nouveau message"), claire.Text);
        Assert.True((await claire.Open($"/suivi/{reference}")).Shows("Messages (1 nouveau)"), claire.Text);
        Assert.False((await claire.Open($"/suivi/{reference}")).Shows("nouveau)"), claire.Text);
        Assert.False((await claire.Open("/mon-espace")).Shows("1 nouveau message"), claire.Text);

        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Envoyer le message", ("message", "Merci !"));
        Assert.True((await sophie.Open("/agent/boite?vue=equipe")).Shows("1 nouveau message"), sophie.Text);
        Assert.True((await sophie.Open($"/agent/dossiers/{reference}")).Shows("Messages (1 nouveau)"), sophie.Text);
        Assert.False((await sophie.Open("/agent/boite?vue=equipe")).Shows("1 nouveau message"), sophie.Text);
    }

    [Fact]
    public async Task A_reply_is_promised_and_shown_to_both_sides_when_it_is_late()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("réponse sous 2 jours d'ouverture"), claire.Text);
        await claire.Submit("Envoyer le message", ("message", "Quand sera-ce prêt ?"));
        Assert.True(claire.Shows("vous répond au plus tard le jeudi 26 novembre 2026"), claire.Text);
        var sophie = await portal.AsSophie();
        Assert.False((await sophie.Open("/agent/boite?vue=equipe")).Shows("attendent une réponse en retard"));
        portal.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True((await sophie.Open("/agent/boite?vue=equipe")).Shows("attendent une réponse en retard") && sophie.Shows("réponse en retard, promise pour le jeudi 26 novembre 2026"), sophie.Text);
        Assert.True((await claire.Open($"/suivi/{reference}")).Shows("Elle est en retard"), claire.Text);
        await sophie.WriteToCitizen(reference, "Demain.");
        Assert.False((await sophie.Open("/agent/boite?vue=equipe")).Shows("en retard, promise"), sophie.Text);
        Assert.True((await claire.Open($"/suivi/{reference}")).Shows("Réponse sous 2 jours d'ouverture."), claire.Text);
    }

    [Fact]
    public async Task For_everybody_else_there_is_no_message_to_write()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var elsewhere = portal.VisitAs(await portal.Officer(portal.Boussu, "marc.delcourt"), portal.Boussu);
        var library = portal.VisitAs(await portal.Officer(portal.Braine, "julie.moreau"), portal.Braine);
        var citizen = portal.VisitAs(await portal.Lieve(), portal.Braine);
        foreach (var other in (Browser[])[elsewhere, library, citizen])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.Http.GetAsync($"/agent/dossiers/{reference}/message")).StatusCode);
        }
    }
}
