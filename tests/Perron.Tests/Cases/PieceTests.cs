using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases;
using Perron.Cases.Pieces;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Tests.Files;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Tests.Cases;

/// <summary>Each piece of a case is accepted or refused by itself; what is refused is asked for again in one message and given again at its place.</summary>
public sealed class PieceTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    [Fact]
    public async Task What_is_refused_is_asked_for_in_one_message_and_given_again_beside_the_old_version()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, nora, reference) = await Ask(portal);
        await Judge(nora, reference, "facture", "refuser", ("raison-0", "Unreadable"), ("precision-0", "Le montant est flou."));
        await Judge(nora, reference, "paiement", "refuser", ("raison-1", "Other"), ("precision-1", "Ce n'est pas votre compte."));
        await claire.Open($"/suivi/{reference}");
        Assert.False(claire.Shows("Refusé") || claire.Shows("flou"), claire.Text); // until it is sent, it can be taken back
        await nora.Open($"/agent/dossiers/{reference}");
        Assert.True(nora.Shows("Facture : nous ne pouvons pas le lire.") && nora.Shows("Le montant est flou."), nora.Text);
        await nora.Submit("Envoyer ce message");

        var mail = Assert.Single(await portal.Mails(portal.Braine), one => one.Template == "case-evidence-asked");
        Assert.True(mail.Given["piece"].Contains("flou", StringComparison.Ordinal) && mail.Given["piece"].Contains("votre compte", StringComparison.Ordinal), mail.Given["piece"]);
        Assert.Single(await portal.InDb(portal.Braine, db => db.Set<CaseMessage>().Where(message => message.Kind == MessageKind.FromOfficer).ToListAsync()));
        var asked = await portal.Case(portal.Braine, reference);
        Assert.Equal(PublicStatus.WaitingCitizen, asked.Status);

        portal.Clock.Advance(TimeSpan.FromDays(3));
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Refusé, à donner à nouveau") && claire.Shows("Ce n'est pas votre compte."), claire.Text);
        claire.Attach("piece-0", "facture-nette.pdf", Samples.Pdf()).Attach("piece-1", "virus.exe", [1, 2, 3]);
        await claire.Submit("Envoyer ma réponse");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, null), (claire.Status, claire.Error("piece-0")));
        Assert.NotNull(claire.Error("piece-1"));
        Assert.True(claire.Shows("facture-nette.pdf") && claire.Shows("Reçu à nouveau"), claire.Text); // what came right is kept
        claire.Attach("piece-1", "extrait-juste.pdf", Samples.Pdf());
        await claire.Submit("Envoyer ma réponse");

        var one = await portal.Case(portal.Braine, reference);
        Assert.Equal((PublicStatus.Checking, asked.ExpectedOn.PlusDays(4)), (one.Status, one.ExpectedOn)); // it stood still for three days, and a Sunday is no day to promise
        await nora.Open($"/agent/dossiers/{reference}");
        Assert.True(nora.Shows("facture.pdf") && nora.Shows("facture-nette.pdf") && nora.Shows("Version 1. nous ne pouvons pas le lire"), nora.Text);
        Assert.True(nora.Shows("Pièce refusée – Facture"), nora.Text);
        var newer = await portal.InDb(portal.Braine, db => db.Set<StoredFile>().Where(file => file.Name == "facture-nette.pdf").Select(file => file.Id).SingleAsync());
        await nora.Open($"/agent/dossiers/{reference}/pieces/{newer.Value}");
        Assert.Equal(2, nora.Page.QuerySelectorAll("iframe").Length); // the new one and the old one side by side
        await nora.SubmitWith("piece", "facture", ("faire", "accepter"));
        Assert.EndsWith($"/pieces/{newer.Value}#piece", nora.Url, StringComparison.Ordinal);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Accepté") && claire.Shows("facture.pdf"), claire.Text);
    }

    [Fact]
    public async Task Nothing_is_decided_in_favour_while_a_required_piece_is_refused_and_a_refusal_can_be_taken_back()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (_, nora, reference) = await Ask(portal);
        await nora.Open($"/agent/dossiers/{reference}/note-result?action=propose");
        await nora.SubmitWith("action", "propose", ("montant-propose", "200,00"));
        var yves = portal.VisitAs(await portal.Officer(portal.Braine, "yves.lacroix"), portal.Braine);
        await yves.Open($"/agent/dossiers/{reference}/second-eyes?action=approve");
        await yves.SubmitWith("action", "approve");
        await Judge(nora, reference, "facture", "refuser", ("raison-0", "Expired"));
        Assert.True(nora.Shows("Une pièce obligatoire est refusée : Facture."), nora.Text);
        await nora.Open($"/agent/dossiers/{reference}/decide?action=accept");
        (string, string)[] decision = [("date-college-jour", "24"), ("date-college-mois", "11"), ("date-college-annee", "2026"), ("montant", "200,00")];
        await nora.SubmitWith("action", "accept", decision);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nora.Status);
        Assert.True(nora.Shows("Une pièce obligatoire est refusée"), nora.Text);
        Assert.Equal("board", (await portal.Case(portal.Braine, reference)).State);
        await Judge(nora, reference, "facture", "defaire");
        await nora.Open($"/agent/dossiers/{reference}/decide?action=accept");
        await nora.SubmitWith("action", "accept", decision);
        Assert.Equal("accepted", (await portal.Case(portal.Braine, reference)).State);
        Assert.Equal(2, await portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().CountAsync(happened => happened.Kind == nameof(PieceRefused) || happened.Kind == nameof(PieceTakenBack))));
    }

    [Fact]
    public async Task Who_judges_on_an_older_page_changes_nothing_and_a_reason_is_asked_for()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, nora, reference) = await Ask(portal);
        var yves = portal.VisitAs(await portal.Officer(portal.Braine, "yves.lacroix"), portal.Braine);
        await yves.Open($"/agent/dossiers/{reference}");
        await Judge(nora, reference, "facture", "refuser");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nora.Status);
        Assert.NotNull(nora.Error("raison-0"));
        await Judge(nora, reference, "facture", "refuser", ("raison-0", "Other"));
        Assert.NotNull(nora.Error("precision-0"));
        await Judge(nora, reference, "facture", "accepter");
        await yves.SubmitWith("piece", "facture", ("faire", "refuser"), ("raison-0", "Expired"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, yves.Status);
        Assert.True(yves.Shows("Ce dossier a changé depuis que vous l'avez ouvert.") && yves.Shows("Accepté"), yves.Text);
        Assert.Equal(PieceState.Accepted, (await portal.InDb(portal.Braine, db => db.Set<GivenPiece>().SingleAsync())).State);

        var julie = portal.VisitAs(await portal.Officer(portal.Braine, "julie.moreau"), portal.Braine);
        var marc = portal.VisitAs(await portal.Officer(portal.Boussu, "marc.delcourt"), portal.Boussu);
        foreach (var stranger in (Browser[])[claire, julie, marc])
        {
            await stranger.Open("/demarches");
            await stranger.Post($"/agent/dossiers/{reference}/piece", [.. stranger == claire ? (await claire.Open($"/suivi/{reference}")).FieldsOf("Envoyer le message") : (await stranger.Open("/agent/boite")).FieldsOf("Prendre"), ("piece", "facture"), ("version", "1"), ("faire", "accepter"), ("vu", "1")]);
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        }
    }

    [Fact]
    public async Task A_piece_brought_to_the_counter_while_it_was_awaited_lets_the_case_go_on()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (_, nora, reference) = await Ask(portal);
        await Judge(nora, reference, "facture", "refuser", ("raison-0", "PageMissing"));
        await nora.Submit("Envoyer ce message");
        await Judge(nora, reference, "facture", "accepter");
        Assert.Equal(PublicStatus.Checking, (await portal.Case(portal.Braine, reference)).Status);
        Assert.NotNull((await portal.InDb(portal.Braine, db => db.Set<EvidenceRequest>().SingleAsync())).AnsweredAt);
    }

    private static async Task Judge(Browser officer, string reference, string piece, string act, params (string Name, string Value)[] typed)
    {
        await officer.Open($"/agent/dossiers/{reference}");
        await officer.SubmitWith("piece", piece, [("faire", act), .. typed]);
    }

    private static async Task<(Browser Claire, Browser Nora, string Reference)> Ask(Portal portal)
    {
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await ScenarioTests.FillIn(portal, claire, ScenarioFile.Read("prime-velo"), Today);
        return (claire, portal.VisitAs(await portal.Officer(portal.Braine, "nora.haddad"), portal.Braine), reference);
    }
}
