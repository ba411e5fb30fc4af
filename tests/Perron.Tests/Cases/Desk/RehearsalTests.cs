using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Tests.Support;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Tests.Cases.Desk;

/// <summary>Before it is done, an officer reads exactly what the citizen will read.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public async Task A_refusal_is_read_before_it_is_sent_and_nothing_has_happened_until_then()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        var (mails, events) = ((await portal.Mails(portal.Braine)).Count, await Events(portal));
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}/refuse");
        await sophie.Submit("Relire ce que lira le citoyen");
        Assert.NotNull(sophie.Error("raison"));
        await sophie.Submit("Relire ce que lira le citoyen", ("raison", "Vous n'êtes pas inscrite dans la commune."));
        var read = sophie.Page.GetElementById("relu")!.TextContent;
        Assert.Contains("Nous ne pouvons pas accepter votre demande : Vous n'êtes pas inscrite dans la commune.", read.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("Conseil d'État dans les 60 jours", read, StringComparison.Ordinal);
        Assert.Contains("Message à claire@example.org", read, StringComparison.Ordinal);
        Assert.DoesNotContain("cle=", sophie.Body, StringComparison.Ordinal); // the citizen's secret link is the citizen's
        Assert.Equal((PublicStatus.Submitted, mails, events), ((await portal.Case(portal.Braine, reference)).Status, (await portal.Mails(portal.Braine)).Count, await Events(portal)));
        Assert.True((await claire.Open($"/suivi/{reference}")).Shows("Nous avons bien reçu votre demande."), claire.Text);

        await sophie.Submit("Refuser avec motif");
        Assert.Equal($"/agent/dossiers/{reference}", sophie.Location); // what was typed stood there still
        Assert.True((await claire.Open($"/suivi/{reference}")).Shows("Nous ne pouvons pas accepter votre demande : Vous n'êtes pas inscrite dans la commune."), claire.Text);
        var sent = (await portal.Mails(portal.Braine))[^1];
        Assert.Equal("case-refused", sent.Template);
    }

    [Fact]
    public async Task A_piece_is_asked_for_in_words_that_were_read_before()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.SubmitTo("/ask-evidence", ("piece", "Une copie du bail"), ("faire", "relire"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        var sentence = sophie.Page.QuerySelector("#relu blockquote")!.TextContent;
        Assert.Contains("Une copie du bail", sentence, StringComparison.Ordinal);
        Assert.Equal(PublicStatus.Submitted, (await portal.Case(portal.Braine, reference)).Status);
        await sophie.Submit("Demander la pièce");
        Assert.True((await claire.Open($"/suivi/{reference}")).Shows(sentence), claire.Text);
    }

    private static Task<int> Events(Portal portal) => portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().CountAsync(happened => happened.Visibility == Visibility.Public));
}
