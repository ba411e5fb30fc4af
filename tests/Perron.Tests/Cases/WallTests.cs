using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Tests.Support;
namespace Perron.Tests.Cases;

/// <summary>Nobody sees a case that is not theirs: not another citizen, not another organisation, not another commune.</summary>
public sealed class WallTests
{
    private static readonly string[] Doors = ["", "/produce", "/hand-over", "/refuse"];

    [Fact]
    public async Task An_officer_of_the_CPAS_sees_no_case_of_the_commune_and_does_not_count_it()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var julie = portal.VisitAs(await portal.Officer(portal.Braine, "julie.moreau"), portal.Braine);
        foreach (var door in Doors)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await julie.Open($"/agent/dossiers/{reference}{door}")).Status);
        }

        foreach (var view in (string[])["moi", "equipe", "non-attribues", "attente", "retard", "termines"])
        {
            await julie.Open($"/agent/boite?vue={view}&q=dubois");
            Assert.DoesNotContain(reference, julie.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Dubois", julie.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_officer_of_the_commune_sees_no_case_of_the_CPAS_not_even_as_a_related_one()
    {
        await using var portal = await Portal.Open();
        var claire = await portal.Claire();
        var hers = await portal.VisitAs(claire, portal.Braine).AskForOwn();
        var discreet = await portal.MoveToCpas(await portal.VisitAs(claire, portal.Braine).AskForOwn("poste"));
        var sophie = await portal.AsSophie();
        Assert.Equal(HttpStatusCode.NotFound, (await sophie.Open($"/agent/dossiers/{discreet}")).Status);
        await sophie.Open($"/agent/dossiers/{hers}");
        Assert.DoesNotContain(discreet, sophie.Body, StringComparison.Ordinal);
        var julie = portal.VisitAs(await portal.Officer(portal.Braine, "julie.moreau"), portal.Braine);
        await julie.Open($"/agent/dossiers/{discreet}");
        Assert.Equal(HttpStatusCode.OK, julie.Status);
        Assert.DoesNotContain(hers, julie.Body, StringComparison.Ordinal);
        var own = portal.VisitAs(claire, portal.Braine);
        Assert.True((await own.Open($"/suivi/{discreet}")).Shows(discreet), own.Text); // the citizen has one account and sees both
        Assert.True((await own.Open($"/suivi/{hers}")).Shows(hers), own.Text);
    }

    [Fact]
    public async Task A_citizen_gets_404_on_every_page_of_the_officers()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        foreach (var path in Doors.Select(door => $"/agent/dossiers/{reference}{door}").Concat(["/agent", "/agent/boite"]))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await claire.Open(path)).Status);
        }
    }

    [Fact]
    public async Task An_officer_of_another_commune_finds_no_such_case()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var marc = await portal.Officer(portal.Boussu, "marc.delcourt");
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(marc, portal.Boussu).Open($"/agent/dossiers/{reference}")).Status);
        var stray = portal.VisitAs(marc, portal.Braine); // a sign-in of Boussu is nobody in Braine
        await stray.Open($"/agent/dossiers/{reference}");
        Assert.DoesNotContain("Dubois", stray.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_citizen_and_a_stranger_are_led_to_the_page_that_sends_the_link_again()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        foreach (var visitor in (Browser[])[portal.VisitAs(await portal.Lieve(), portal.Braine), portal.Visit(portal.Braine)])
        {
            await visitor.Open($"/suivi/{reference}");
            Assert.StartsWith("/suivi?reference=", visitor.Url, StringComparison.Ordinal);
            Assert.DoesNotContain("Dubois", visitor.Body, StringComparison.Ordinal);
            await visitor.Open($"/suivi/{reference}?cle=22222222222222222222222222");
            Assert.StartsWith("/suivi?reference=", visitor.Url, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_that_sends_the_link_says_the_same_whether_the_case_exists_or_not()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var before = (await portal.Mails(portal.Braine)).Count;
        var pages = new List<string>();
        foreach (var (typed, email) in ((string, string)[])[(reference, "claire@example.org"), (reference, "other@example.org"), (Perron.Timeline.Reference.New("BLA").Value, "claire@example.org")])
        {
            var visitor = portal.Visit(portal.Braine);
            await visitor.Open("/suivi");
            await visitor.Submit("Recevoir le lien", ("reference", typed), ("courriel", email));
            pages.Add(visitor.Text);
        }

        Assert.Single(pages.Distinct());
        Assert.Equal(before + 1, (await portal.Mails(portal.Braine)).Count);
    }

    [Fact]
    public async Task A_link_alone_or_a_weak_sign_in_opens_no_document_and_no_file()
    {
        await using var portal = await Portal.Open();
        var claire = await portal.Claire();
        var reference = await portal.VisitAs(claire, portal.Braine).AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        var document = await portal.InDb(portal.Braine, db => db.Set<IssuedDocument>().AsNoTracking().SingleAsync());
        var path = $"/suivi/{reference}/document/{document.Id.Value}";
        var byLink = portal.Visit(portal.Braine);
        await byLink.Open(new Uri((await portal.Mails(portal.Braine))[0].Given["link"]).PathAndQuery);
        Assert.True(byLink.Shows("identifiez-vous"), byLink.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await byLink.Open(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(claire with { Level = IdentityLevel.Weak }, portal.Braine).Open(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(await portal.Marcel(), portal.Boussu).Open(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Boussu).Open($"/verifier/{document.Code}")).Status);
    }
}

internal static class WallScenes
{
    /// <summary>As if the CPAS had its own procedure: the rows of the case belong to it.</summary>
    public static async Task<string> MoveToCpas(this Portal portal, string reference)
    {
        var cpas = await portal.InDb(portal.Braine, db => db.Set<Perron.Communes.Organisation>().Where(one => one.Slug == "cpas").Select(one => one.Id).SingleAsync());
        await portal.InDb(portal.Braine, async db =>
        {
            var id = await db.Set<Case>().Where(one => one.Reference == reference).Select(one => one.Id).SingleAsync();
            await db.Set<Case>().Where(one => one.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.OrganisationId, cpas));
            await db.Set<Perron.Timeline.Stream>().Where(one => one.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.OrganisationId, cpas));
            await db.Set<CaseWord>().Where(word => word.CaseId == id).ExecuteUpdateAsync(row => row.SetProperty(word => word.OrganisationId, cpas));
        });
        return reference;
    }
}
