using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Calendar;
using Perron.Cases;
using Perron.Cases.Beside;
using Perron.Cases.Replies;
using Perron.Cases.Running;
using Perron.Forms;
using Perron.Platform.Catalogue;
using Perron.Platform.Jobs;
using Perron.Procedures;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Workflow;
namespace Perron.Tests.Cases;

/// <summary>A case asks something of another service, waits for it and goes on with the answer; a step tells the citizen a reply of the catalogue.</summary>
public sealed class SubCaseTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    [Fact]
    public async Task Another_service_gets_a_case_of_its_own_and_its_answer_lets_the_first_go_on()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, nora, reference) = await AskWorks(portal);
        var child = await ChildOf(portal, reference);
        Assert.Equal((new LocalDate(2026, 12, 4), "travaux", null), (child.ExpectedOn, await Unit(portal, child), child.CitizenId)); // eight office days
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Nous attendons Travaux, jusqu'au vendredi 4 décembre 2026"), claire.Text);
        await nora.Open($"/agent/dossiers/{reference}");
        Assert.True(nora.Shows("Le passage reste-t-il libre ?") && nora.Page.QuerySelector($"a[href='/agent/dossiers/{child.Reference}']") is not null, nora.Text);

        var philippe = portal.VisitAs(await portal.Officer(portal.Braine, "philippe.gosset"), portal.Braine);
        await philippe.Open($"/agent/dossiers/{child.Reference}");
        Assert.True(philippe.Shows("Demandé par : Cadre de vie") && philippe.Shows("Le passage reste-t-il libre ?") && philippe.Shows("Rue des Églantines 12") && philippe.Shows(reference), philippe.Text);
        Assert.Null(philippe.Page.GetElementById("messages")); // nobody to write to
        await philippe.Open($"/agent/dossiers/{child.Reference}/decide?action=answer-for");
        await philippe.SubmitWith("action", "answer-for", ("reponse", "Oui, il reste 180 cm."));
        Assert.Equal(PublicStatus.WaitingThird, (await portal.Case(portal.Braine, reference)).Status);
        await Round(portal);
        Assert.Equal("checking", (await portal.Case(portal.Braine, reference)).State);
        await nora.Open($"/agent/dossiers/{reference}");
        Assert.True(nora.Shows("Réponse favorable") && nora.Shows("Oui, il reste 180 cm."), nora.Text);
        Assert.DoesNotContain(await portal.Mails(portal.Braine), mail => mail.To.Length == 0);

        var anybody = portal.Visit(portal.Braine);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.Open("/demarches/avis-technique")).Status);
        Assert.False((await anybody.Open("/demarches")).Shows("Avis technique"));
    }

    [Fact]
    public async Task Behind_another_wall_neither_sees_the_case_of_the_other_and_the_answer_still_comes_through()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("communes/braine-lalleud/procedures.yaml", "avis-technique, service: travaux", "avis-technique, service: action-sociale");
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Catalogue", catalogue.Folder));
        await portal.InDb(portal.Braine, async db =>
        {
            var unit = await db.Set<Perron.Communes.ServiceUnit>().SingleAsync(one => one.Slug == "action-sociale");
            await db.Set<AdoptedProcedure>().Where(adopted => adopted.Slug == "avis-technique").ExecuteUpdateAsync(row => row.SetProperty(adopted => adopted.ServiceUnitId, unit.Id));
        });
        var (_, nora, reference) = await AskWorks(portal);
        var child = await ChildOf(portal, reference);
        Assert.Equal("action-sociale", await Unit(portal, child));
        await nora.Open($"/agent/dossiers/{reference}");
        Assert.True(nora.Shows("attendu avant le") && !nora.Shows(child.Reference), nora.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await nora.Open($"/agent/dossiers/{child.Reference}")).Status);
        var social = await portal.InDb(portal.Braine, db => db.Set<Perron.People.Officer>().AsNoTracking().FirstAsync(officer => officer.OrganisationId == child.OrganisationId));
        var colleague = portal.VisitAs(await portal.Officer(portal.Braine, social.Email.Split('@')[0]), portal.Braine);
        await colleague.Open($"/agent/dossiers/{child.Reference}");
        Assert.True(colleague.Status == HttpStatusCode.OK && !colleague.Shows(reference) && !colleague.Shows("Dubois"), colleague.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.Open($"/agent/dossiers/{reference}")).Status);
        await colleague.Open($"/agent/dossiers/{child.Reference}/decide?action=answer-against");
        await colleague.SubmitWith("action", "answer-against", ("reponse", "Non : une rampe est prévue."));
        await Round(portal);
        await nora.Open($"/agent/dossiers/{reference}");
        Assert.True(nora.Shows("Réponse défavorable") && nora.Shows("une rampe est prévue"), nora.Text);
        Assert.Equal("checking", (await portal.Case(portal.Braine, reference)).State);
    }

    [Fact]
    public async Task The_answer_can_be_asked_for_in_a_guard_and_those_who_work_on_it_learn_that_nobody_waits()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/permis-de-vegetaliser.yaml", "  tells: {", "  when: { accept: not sub-case-unfavourable }\n  tells: {");
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Catalogue", catalogue.Folder));
        var (claire, nora, reference) = await AskWorks(portal);
        var child = await ChildOf(portal, reference);
        var philippe = portal.VisitAs(await portal.Officer(portal.Braine, "philippe.gosset"), portal.Braine);
        await philippe.Open($"/agent/dossiers/{child.Reference}/decide?action=answer-against");
        await philippe.SubmitWith("action", "answer-against", ("reponse", "Non."));
        await Round(portal);
        await nora.Open($"/agent/dossiers/{reference}/note-result?action=check");
        await nora.SubmitWith("action", "check");
        Assert.Null(nora.Page.QuerySelector("a[href*='action=accept']"));
        await nora.Open($"/agent/dossiers/{reference}/open-sub-case?action=open-linked");
        await nora.SubmitWith("action", "open-linked", ("question", "Et en face ?"));
        await Round(portal);
        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Oui, retirer ma demande");
        await Round(portal);
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<SubCase>().CountAsync(sub => sub.ClosedAt == null)));
        var second = await portal.InDb(portal.Braine, db => db.Set<Case>().AsNoTracking().SingleAsync(one => one.Procedure == "avis-technique" && one.ClosedAt == null));
        await philippe.Open($"/agent/dossiers/{second.Reference}");
        Assert.True(philippe.Shows("la réponse n'est plus attendue"), philippe.Text);
    }

    [Fact]
    public async Task A_step_tells_the_citizen_a_reply_of_the_catalogue()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await ScenarioTests.FillIn(portal, claire, ScenarioFile.Read("permis-de-vegetaliser"), Today);
        var nora = portal.VisitAs(await portal.Officer(portal.Braine, "nora.haddad"), portal.Braine);
        await nora.Open($"/agent/dossiers/{reference}/note-result?action=check");
        Assert.True(nora.Shows("Nous avons vérifié vos documents le mardi 24 novembre 2026."), nora.Text); // read before it goes
        await nora.SubmitWith("action", "check");
        Assert.Contains("Nous avons vérifié vos documents", (await portal.Mails(portal.Braine))[^1].Given["sentence"], StringComparison.Ordinal);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Nous avons vérifié vos documents") && claire.Shows("1 nouveau"), claire.Text);
    }

    [Fact]
    public async Task A_reply_that_does_not_exist_stops_the_start()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/permis-de-vegetaliser.yaml", "check: demande-complete", "check: demande-complette");
        var check = new TellsCheck(ProcedureCatalogue.Load(catalogue.Folder), ReplyCatalogue.Load(catalogue.Folder));
        var fault = await Assert.ThrowsAsync<CatalogueFault>(() => check.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("demande-complette", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_simulator_plays_both()
    {
        await using var portal = await Portal.Open();
        var procedure = portal.Services.GetRequiredService<ProcedureCatalogue>().Find("permis-de-vegetaliser")!;
        var journey = new Journey(procedure.Form, new(new Dictionary<string, IReadOnlyList<string>>()), new(true, Today, "fr"));
        var none = new Dictionary<string, string>();
        var run = Simulator.Play(procedure.Workflow, new(Today, new(), _ => journey.Facts, new OfficeCalendar([]),
        [
            new(ActedBy.Officer, "open-linked", none, 0, PublicStatus.WaitingThird), new(ActedBy.House, "sub-case-closed", new Dictionary<string, string> { ["outcome"] = "unfavourable" }, 3, PublicStatus.Checking),
            new(ActedBy.Officer, "check", none, 0, PublicStatus.InProgress), new(ActedBy.House, "sub-case-closed", none),
        ]));
        Assert.Equal("demande-complete", run.Moments.Single(moment => moment.Did == "check").Tells);
        Assert.Contains("there is no open case beside it", run.Stopped, StringComparison.Ordinal);
    }

    private static async Task<(Browser Claire, Browser Nora, string Reference)> AskWorks(Portal portal)
    {
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await ScenarioTests.FillIn(portal, claire, ScenarioFile.Read("permis-de-vegetaliser"), Today);
        var nora = portal.VisitAs(await portal.Officer(portal.Braine, "nora.haddad"), portal.Braine);
        await nora.Open($"/agent/dossiers/{reference}/open-sub-case?action=open-linked");
        await nora.SubmitWith("action", "open-linked");
        Assert.NotNull(nora.Error("question"));
        await nora.SubmitWith("action", "open-linked", ("question", "Le passage reste-t-il libre ?"));
        await Round(portal);
        return (claire, nora, reference);
    }

    private static async Task Round(Portal portal)
    {
        while (await portal.Services.GetRequiredService<Walk<SubCaseRound>>().Once(portal.Braine.Id))
        {
        }
    }

    private static Task<Case> ChildOf(Portal portal, string reference) => portal.InDb(portal.Braine, async db =>
    {
        var sub = await db.Set<SubCase>().SingleAsync(sub => db.Set<Case>().Any(one => one.Id == sub.CaseId && one.Reference == reference));
        return await db.Set<Case>().AsNoTracking().SingleAsync(one => one.Id == sub.ChildId);
    });

    private static Task<string> Unit(Portal portal, Case one) => portal.InDb(portal.Braine, db => db.Set<Perron.Communes.ServiceUnit>().Where(unit => unit.Id == one.ServiceUnitId).Select(unit => unit.Slug).SingleAsync());
}
