using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Cases.Running;
using Perron.Cases;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Tests.Cases;

/// <summary>Acts of a workflow: who may, what is refused where, what happens by itself.</summary>
public sealed class ActTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    [Fact]
    public async Task Who_proposed_cannot_approve_not_even_by_hand()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await Ask(portal, "prime-velo");
        var nora = portal.VisitAs(await portal.Officer(portal.Braine, "nora.haddad"), portal.Braine);
        await nora.Open($"/agent/dossiers/{reference}/note-result?action=propose");
        await nora.SubmitWith("action", "propose");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nora.Status);
        Assert.NotNull(nora.Error("montant-propose"));
        await nora.SubmitWith("action", "propose", ("montant-propose", "deux cents"));
        Assert.NotNull(nora.Error("montant-propose"));
        await nora.SubmitWith("action", "propose", ("montant-propose", "200,00"));
        Assert.True(nora.Shows("200,00 €"), nora.Text);
        Assert.Null(nora.Page.QuerySelector("a[href*='action=approve']"));
        var (key, token) = (nora.FieldsOf("Garder la note").First(field => field.Name == "key").Value, nora.FieldsOf("Garder la note").First(field => field.Name == "__RequestVerificationToken").Value);
        await nora.Post($"/agent/dossiers/{reference}/second-eyes", ("key", key), ("__RequestVerificationToken", token), ("vu", "1"), ("action", "approve"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nora.Status);
        Assert.Equal("proposed", (await portal.Case(portal.Braine, reference)).State);
    }

    [Fact]
    public async Task Only_the_head_reopens_and_the_citizen_reads_why()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        var karim = portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine);
        await karim.Open($"/agent/dossiers/{reference}/refuse");
        await karim.Submit("Refuser avec motif", ("raison", "Vous n'êtes pas inscrite."));
        Assert.Null(karim.Page.QuerySelector("a[href*='action=reopen']"));
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}/reopen?action=reopen");
        await sophie.SubmitWith("action", "reopen", ("pourquoi", "Votre inscription est arrivée."));
        var one = await portal.Case(portal.Braine, reference);
        Assert.Equal((null, PublicStatus.Checking), (one.ClosedAt, one.Status));
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Votre inscription est arrivée."), claire.Text);
    }

    [Fact]
    public async Task A_timer_rings_once_and_the_last_one_closes()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await Ask(portal, "permis-de-vegetaliser");
        var nora = portal.VisitAs(await portal.Officer(portal.Braine, "nora.haddad"), portal.Braine);
        await nora.Open($"/agent/dossiers/{reference}");
        await nora.SubmitWith("action", "ask-evidence", ("piece", "Une photo"));
        await Days(portal, 10);
        Assert.Equal(1, await Asked(portal));
        await Days(portal, 1);
        await Days(portal, 0);
        Assert.Equal(2, await Asked(portal));
        await Days(portal, 51); // the sixtieth day is a Saturday: the term ends on Monday
        Assert.Equal((2, null), (await Asked(portal), (await portal.Case(portal.Braine, reference)).ClosedAt));
        await Days(portal, 1);
        var one = await portal.Case(portal.Braine, reference);
        Assert.Equal(("expired", PublicStatus.Withdrawn, true, null), (one.State, one.Status, one.ClosedAt is not null, one.WakeOn));
        Assert.Contains("Sans réponse de votre part", (await portal.Mails(portal.Braine))[^1].Given["sentence"], StringComparison.Ordinal);
        var space = await portal.VisitAs(_claire!, portal.Braine).Open("/mon-espace");
        Assert.True(space.Shows(reference) && !space.Shows("Il nous manque"), space.Text); // nobody is told any more what a request that is over misses
    }

    [Fact]
    public async Task Silence_that_means_no_refuses_after_the_term_which_stands_still_while_the_citizen_is_awaited()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("archetypes/simple-decision.yaml", "initial: submitted\n", "initial: submitted\ndeadline: { count: 30, days: calendar, from: submitted, silence: no, alarm: 5 }\n");
        catalogue.Change("archetypes/simple-decision.yaml", "actions:\n", "actions:\n  - { name: silence, kind: refuse, from: [submitted, checking, deciding], to: refused, by: house }\n");
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Catalogue", catalogue.Folder));
        var reference = await Ask(portal, "permis-de-vegetaliser");
        Assert.Equal(new LocalDate(2026, 12, 24), (await portal.Case(portal.Braine, reference)).DecideBy);
        var nora = portal.VisitAs(await portal.Officer(portal.Braine, "nora.haddad"), portal.Braine);
        await nora.Open($"/agent/dossiers/{reference}");
        Assert.True(nora.Shows("Nous devons décider au plus tard le jeudi 24 décembre 2026."), nora.Text);
        await nora.SubmitWith("action", "ask-evidence", ("piece", "Une photo"));
        await Days(portal, 5);
        await nora.Open($"/agent/dossiers/{reference}");
        Assert.True(nora.Shows("Le délai légal est suspendu"), nora.Text);
        var claire = portal.VisitAs(_claire!, portal.Braine);
        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Envoyer ma réponse", ("reponse", "La voici."));
        Assert.Equal(new LocalDate(2026, 12, 29), (await portal.Case(portal.Braine, reference)).DecideBy);
        await Days(portal, 24);
        await nora.Open($"/agent/dossiers/{reference}");
        Assert.True(nora.Shows("Le délai légal finit le mardi 29 décembre 2026."), nora.Text);
        Assert.True((await nora.Open("/agent/boite?vue=equipe&etiquette=D%C3%A9lai+l%C3%A9gal+proche")).Shows(reference), nora.Text);
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().CountAsync(happened => happened.Kind == nameof(TermNear))));
        await Days(portal, 6);
        Assert.Null((await portal.Case(portal.Braine, reference)).ClosedAt);
        await Days(portal, 1);
        Assert.Equal(PublicStatus.Refused, (await portal.Case(portal.Braine, reference)).Status);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("La loi dit que ce silence est un refus."), claire.Text);
    }

    [Fact]
    public async Task A_forwarded_case_keeps_its_history_and_the_rule_that_routed_it_is_shown()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await Ask(portal, "prime-velo");
        var nora = portal.VisitAs(await portal.Officer(portal.Braine, "nora.haddad"), portal.Braine);
        await nora.Open($"/agent/dossiers/{reference}");
        Assert.True(nora.Shows("Règle : agent compétent présent avec le moins de dossiers"), nora.Text);
        await nora.Open($"/agent/dossiers/{reference}/forward?action=forward");
        await nora.SubmitWith("action", "forward");
        Assert.NotNull(nora.Error("service"));
        var cpas = await portal.InDb(portal.Braine, db => db.Set<Perron.Communes.ServiceUnit>().SingleAsync(unit => unit.Slug == "action-sociale"));
        await nora.SubmitWith("action", "forward", ("service", cpas.Id.Value.ToString()), ("pourquoi", "Pour eux"));
        Assert.NotNull(nora.Error("service")); // another organisation stands behind a wall
        var works = await portal.InDb(portal.Braine, db => db.Set<Perron.Communes.ServiceUnit>().SingleAsync(unit => unit.Slug == "travaux"));
        await nora.SubmitWith("action", "forward", ("service", works.Id.Value.ToString()), ("pourquoi", "Pour eux"));
        var one = await portal.Case(portal.Braine, reference);
        var philippe = await portal.Officer(portal.Braine, "philippe.gosset");
        Assert.Equal((works.Id, philippe.Officer), (one.ServiceUnitId, one.AssignedTo)); // nobody there knows the procedure: the head
        var desk = await portal.VisitAs(philippe, portal.Braine).Open($"/agent/dossiers/{reference}");
        Assert.True(desk.Shows("Demande envoyée") && desk.Shows("Pour eux") && desk.Shows("donc le chef de service"), desk.Text);
        Assert.Contains("Travaux", (await portal.Mails(portal.Braine))[^1].Given["sentence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_of_acts_are_closed_to_citizens_to_other_organisations_and_to_other_communes()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await Ask(portal, "prime-velo");
        var strangers = new[]
        {
            portal.VisitAs(_claire!, portal.Braine), portal.VisitAs(await portal.Officer(portal.Braine, "julie.moreau"), portal.Braine), portal.VisitAs(await portal.Officer(portal.Boussu, "marc.delcourt"), portal.Boussu),
        };
        foreach (var kind in (string[])["note-result?action=propose", "forward", "second-eyes", "reopen", "wait-third", "third-answered", "fix-appointment", "ask-opinion", "invite"])
        {
            foreach (var stranger in strangers)
            {
                Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open($"/agent/dossiers/{reference}/{kind}")).Status);
            }
        }
    }

    private Visitor? _claire;

    private async Task<string> Ask(Portal portal, string scenario)
    {
        _claire = await portal.Claire();
        return await ScenarioTests.FillIn(portal, portal.VisitAs(_claire, portal.Braine), ScenarioFile.Read(scenario), Today);
    }

    // The house looks once each morning of these days.
    private static async Task Days(Portal portal, int days)
    {
        for (var day = 0; day <= days; day++)
        {
            portal.Clock.Advance(day == 0 ? TimeSpan.Zero : TimeSpan.FromDays(1));
            while (await portal.Services.GetRequiredService<Walk<WorkflowRound>>().Once(portal.Braine.Id))
            {
            }
        }
    }

    private static async Task<int> Asked(Portal portal) => (await portal.Mails(portal.Braine)).Count(mail => mail.Template == "case-evidence-asked");
}
