using System.Net;
using Perron.People;
using Perron.Tests.Support;
using Perron.Workflow;
namespace Perron.Tests.Cases.Desk;

/// <summary>A case is handled by its service: colleagues of another one read it, answer for it, and decide nothing.</summary>
public sealed class DutyTests
{
    [Fact]
    public async Task A_colleague_of_another_service_reads_and_notes_but_decides_nothing()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var isabelleHerself = await portal.Officer(portal.Braine, "isabelle.marchand"); // head of another service
        var isabelle = portal.VisitAs(isabelleHerself, portal.Braine);
        await isabelle.Open($"/agent/dossiers/{reference}");
        Assert.True(isabelle.Shows("Le service Population traite ce dossier."), isabelle.Text);
        Assert.Empty(isabelle.Page.QuerySelectorAll("#action form"));
        var fields = isabelle.FieldsOf("Garder la note");
        foreach (var act in new[] { "refuse", "confirm-register", "ask-evidence", "date", "attribuer", "registre", "piece" })
        {
            await isabelle.Post($"/agent/dossiers/{reference}/{act}", [.. fields, ("vu", "0"), ("raison", "Non."), ("piece", "Bail"), ("prevue", "2026-12-18"), ("pourquoi", "Parce que")]);
            Assert.True(isabelle.Status == HttpStatusCode.NotFound, $"{act}: {isabelle.Status}");
        }

        var before = (await portal.Case(portal.Braine, reference)).AssignedTo;
        await isabelle.Post("/agent/boite/ensemble", [.. fields.Where(field => field.Name is "key" or "__RequestVerificationToken"), ("faire", "attribuer"), ("a", isabelleHerself.Officer!.Value.Value.ToString()), ("dossier", reference)]);
        Assert.True(isabelle.Shows("un autre service le traite"), isabelle.Text);
        Assert.Equal(before, (await portal.Case(portal.Braine, reference)).AssignedTo);
        Assert.Equal(PublicStatus.Submitted, (await portal.Case(portal.Braine, reference)).Status);
        await isabelle.Open($"/agent/dossiers/{reference}");
        await isabelle.Submit("Garder la note", ("note", "La dame a appelé chez nous."));
        Assert.True((await (await portal.AsSophie()).Open($"/agent/dossiers/{reference}")).Shows("La dame a appelé chez nous."), isabelle.Text);
    }

    [Fact]
    public async Task Who_replaces_an_absent_colleague_decides_in_that_place_and_only_for_so_long()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var nora = await portal.Officer(portal.Braine, "nora.haddad"); // of another service
        var assigned = (await portal.Case(portal.Braine, reference)).AssignedTo!.Value;
        await portal.InDb(portal.Braine, async db =>
        {
            db.Add(new Absence { CommuneId = portal.Braine.Id, OfficerId = assigned, From = new(2026, 11, 24), Until = new(2026, 11, 27), ReplacedBy = nora.Officer });
            await db.SaveChangesAsync();
        });
        var desk = portal.VisitAs(nora, portal.Braine);
        await desk.Open($"/agent/dossiers/{reference}");
        Assert.NotEmpty(desk.Page.QuerySelectorAll("#action form"));
        portal.Clock.Advance(TimeSpan.FromDays(4));
        await desk.Open($"/agent/dossiers/{reference}");
        Assert.Empty(desk.Page.QuerySelectorAll("#action form"));
    }
}
