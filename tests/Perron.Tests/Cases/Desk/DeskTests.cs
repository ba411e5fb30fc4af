using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Desk;

/// <summary>What the officer's desk does beyond the single act: undo of what was done with many, labels, likely duplicates, what happened meanwhile.</summary>
public sealed class DeskTests
{
    [Fact]
    public async Task What_was_done_with_several_cases_is_undone_unless_somebody_has_changed_it_since()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (first, second) = (await claire.AskForOwn(), await claire.AskForOwn());
        var before = ((await portal.Case(portal.Braine, first)).AssignedTo, (await portal.Case(portal.Braine, second)).AssignedTo);
        var karim = await portal.Officer(portal.Braine, "karim.benali");
        var sophie = await portal.AsSophie();
        await Many(sophie, "attribuer", [first, second], ("a", karim.Officer!.Value.Value.ToString()));
        Assert.Equal((karim.Officer, karim.Officer), ((await portal.Case(portal.Braine, first)).AssignedTo, (await portal.Case(portal.Braine, second)).AssignedTo));
        await sophie.Submit("Annuler");
        Assert.True(sophie.Shows("Annulé pour 2 dossiers."), sophie.Text);
        Assert.Equal(before, ((await portal.Case(portal.Braine, first)).AssignedTo, (await portal.Case(portal.Braine, second)).AssignedTo));

        await Many(sophie, "etiquette", [first, second], ("mot", "urgent"));
        await portal.InDb(portal.Braine, async db => await db.Set<CaseLabel>().Where(label => db.Set<Case>().Any(one => one.Id == label.CaseId && one.Reference == first)).ExecuteDeleteAsync());
        var undo = sophie.FieldsOf("Annuler");
        await sophie.Submit("Annuler");
        Assert.True(sophie.Shows("Annulé pour 1 dossiers."), sophie.Text);
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<CaseLabel>().CountAsync()));

        var other = portal.VisitAs(karim, portal.Braine);
        await other.Open("/agent/boite");
        await other.Post("/agent/boite/ensemble/defaire", [.. other.FieldsOf("Prendre"), ("acte", undo.Single(field => field.Name == "acte").Value)]);
        Assert.Equal(HttpStatusCode.NotFound, other.Status); // what a colleague did is not one's own
    }

    [Fact]
    public async Task What_could_not_be_done_with_some_of_the_cases_is_told_of_each_and_the_rest_is_done()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (open, closed) = (await claire.AskForOwn(), await claire.AskForOwn());
        await portal.InDb(portal.Braine, db => db.Set<Case>().Where(one => one.Reference == closed).ExecuteUpdateAsync(one => one.SetProperty(over => over.ClosedAt, over => over.ChangedAt)));
        var (karim, before) = (await portal.Officer(portal.Braine, "karim.benali"), (await portal.Officer(portal.Braine, "sophie.lambert")).Officer);
        await portal.InDb(portal.Braine, db => db.Set<Case>().Where(one => one.Reference == open).ExecuteUpdateAsync(one => one.SetProperty(mine => mine.AssignedTo, before)));
        var sophie = await portal.AsSophie();
        await Many(sophie, "attribuer", [open, closed, "BA-2000-000000"], ("a", karim.Officer!.Value.Value.ToString()));
        Assert.True(sophie.Shows("Fait pour 1 dossiers.") && sophie.Shows($"{closed} : ce dossier est terminé") && sophie.Shows("BA-2000-000000 : ce dossier n'est pas à vous"), sophie.Text);
        Assert.Equal(karim.Officer, (await portal.Case(portal.Braine, open)).AssignedTo);
        await sophie.Submit("Annuler");
        Assert.Equal(before, (await portal.Case(portal.Braine, open)).AssignedTo);
    }

    [Fact]
    public async Task A_case_is_labelled_and_a_likely_duplicate_is_seen_from_both()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (first, second) = (await claire.AskForOwn(), await claire.AskForOwn());
        var sophie = await portal.AsSophie();
        foreach (var (here, there) in (IEnumerable<(string, string)>)[(first, second), (second, first)])
        {
            await sophie.Open($"/agent/dossiers/{here}");
            Assert.Contains(there, sophie.Page.GetElementById("doublons")!.TextContent, StringComparison.Ordinal);
        }

        portal.Clock.Advance(TimeSpan.FromDays(31));
        var third = await claire.AskForOwn();
        await sophie.Open($"/agent/dossiers/{third}");
        Assert.Null(sophie.Page.GetElementById("doublons"));
        await sophie.Submit("Poser l'étiquette", ("etiquette", "à revoir"));
        Assert.True((await sophie.Open("/agent/boite?vue=equipe&etiquette=%C3%A0+revoir")).Shows(third), sophie.Text);
        await sophie.Open($"/agent/dossiers/{third}");
        await sophie.SubmitWith("mot", "à revoir", ("faire", "enlever"));
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<CaseLabel>().CountAsync()));
        Assert.False((await claire.Open($"/suivi/{third}")).Shows("à revoir"));
    }

    private static async Task Many(Browser officer, string act, string[] references, params (string, string)[] typed)
    {
        await officer.Open("/agent/boite?vue=equipe");
        await officer.Post("/agent/boite/ensemble?vue=equipe", [.. officer.FieldsOf("Attribuer").Where(field => typed.All(other => other.Item1 != field.Name)), .. typed, .. references.Select(reference => ("dossier", reference)), ("faire", act)]);
        Assert.True(officer.Status == HttpStatusCode.OK, officer.Text);
    }
}
