using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Platform.Security;
using Perron.Tests.Support;
using Perron.Workflow;
namespace Perron.Tests.Cases;

/// <summary>Two people at the same moment: what can stand beside each other is done one after the other, of what excludes each other one wins and the other sees what happened.</summary>
public sealed class AtOnceTests
{
    private const int Rounds = 8;

    [Fact]
    public async Task Two_officers_decide_at_once_one_wins_and_the_other_sees_what_happened_with_nothing_typed_lost()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (sophie, karim) = (await portal.AsSophie(), portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine));
        for (var round = 0; round < Rounds; round++)
        {
            var reference = await claire.AskForOwn();
            await Task.WhenAll(sophie.Open($"/agent/dossiers/{reference}/refuse"), karim.Open($"/agent/dossiers/{reference}/refuse"));
            await Task.WhenAll(sophie.Submit("Refuser avec motif", ("raison", "Raison de Sophie.")), karim.Submit("Refuser avec motif", ("raison", "Raison de Karim.")));
            var (won, lost) = sophie.Location is not null ? (sophie, karim) : (karim, sophie);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity), (won.Status, lost.Status));
            Assert.True(lost.Shows("Rien n'a été fait") && lost.Shows(won == sophie ? "Sophie Lambert" : "Karim Benali"), lost.Text);
            Assert.Contains(won == sophie ? "Raison de Karim." : "Raison de Sophie.", lost.Body, StringComparison.Ordinal);
            Assert.Equal(PublicStatus.Refused, (await portal.Case(portal.Braine, reference)).Status);
            Assert.Single(await portal.Mails(portal.Braine), mail => mail.Template == "case-refused" && mail.Given["reference"] == reference);
        }
    }

    [Fact]
    public async Task Officers_who_take_the_next_at_once_never_have_the_same_case()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (sophie, karim) = (await portal.AsSophie(), portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine));
        for (var round = 0; round < Rounds; round++)
        {
            var two = new[] { await claire.AskForOwn(), await claire.AskForOwn() };
            await portal.InDb(portal.Braine, db => db.Set<Case>().Where(one => two.Contains(one.Reference)).ExecuteUpdateAsync(row => row.SetProperty(one => one.AssignedTo, (OfficerId?)null)));
            await Task.WhenAll(sophie.Open("/agent/boite"), karim.Open("/agent/boite"));
            await Task.WhenAll(sophie.Submit("Prendre"), karim.Submit("Prendre"));
            Assert.Equal(two.Order(), new[] { sophie.ReferenceShown(), karim.ReferenceShown() }.Order());
        }
    }

    [Fact]
    public async Task A_citizen_and_an_officer_who_write_at_once_are_both_heard()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var sophie = await portal.AsSophie();
        for (var round = 0; round < Rounds; round++)
        {
            var reference = await claire.AskForOwn();
            await Task.WhenAll(claire.Open($"/suivi/{reference}"), sophie.Open($"/agent/dossiers/{reference}"));
            await Task.WhenAll(claire.Submit("Envoyer le message", ("message", "J'ai une question.")), sophie.Submit("Promettre cette date", ("prevue-jour", "18"), ("prevue-mois", "12"), ("prevue-annee", "2026"), ("pourquoi", "Le service est réduit.")));
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (claire.Status, sophie.Status));
            Assert.True((await sophie.Open($"/agent/dossiers/{reference}")).Shows("J'ai une question."), sophie.Text);
            Assert.True((await claire.Open($"/suivi/{reference}")).Shows("18 décembre 2026"), claire.Text);
        }
    }
}
