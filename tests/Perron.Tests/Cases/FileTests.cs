using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Tests.Files;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Cases;

/// <summary>What was sent with a request can be taken back by its author and read by its officers, and by nobody else.</summary>
public sealed class FileTests
{
    [Fact]
    public async Task The_author_and_the_officers_open_a_file_and_each_look_is_written_down()
    {
        await using var portal = await Portal.Open();
        var visitor = await portal.Claire();
        var claire = portal.VisitAs(visitor, portal.Braine);
        var (reference, file) = await AskWithMandate(portal, claire);
        var own = await claire.Http.GetAsync($"/suivi/{reference}/fichier/{file}");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal("attachment", own.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("sandbox", own.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.True(sophie.Shows("procuration.pdf"), sophie.Text);
        Assert.Equal(HttpStatusCode.OK, (await sophie.Http.GetAsync($"/agent/dossiers/{reference}/fichier/{file}")).StatusCode);
        Assert.True(await portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().AnyAsync(happened => happened.Visibility == Visibility.Access && happened.Data.Contains($"file/{file}"))));
    }

    [Fact]
    public async Task To_everybody_else_the_file_does_not_exist()
    {
        await using var portal = await Portal.Open();
        var visitor = await portal.Claire();
        var (reference, file) = await AskWithMandate(portal, portal.VisitAs(visitor, portal.Braine));
        var julie = await portal.Officer(portal.Braine, "julie.moreau");
        foreach (var other in (Browser[])[portal.Visit(portal.Braine), portal.VisitAs(await portal.Lieve(), portal.Braine), portal.VisitAs(visitor with { Level = IdentityLevel.Weak }, portal.Braine), portal.VisitAs(await portal.Marcel(), portal.Boussu)])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.Http.GetAsync($"/suivi/{reference}/fichier/{file}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(julie, portal.Braine).Http.GetAsync($"/agent/dossiers/{reference}/fichier/{file}")).StatusCode);
    }

    [Fact]
    public async Task A_file_in_quarantine_is_given_to_nobody()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (reference, file) = await AskWithMandate(portal, claire);
        await portal.InDb(portal.Braine, async db => await db.Set<StoredFile>().ExecuteUpdateAsync(row => row.SetProperty(one => one.State, FileState.Quarantined)));
        Assert.Equal(HttpStatusCode.NotFound, (await claire.Http.GetAsync($"/suivi/{reference}/fichier/{file}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.AsSophie()).Http.GetAsync($"/agent/dossiers/{reference}/fichier/{file}")).StatusCode);
    }

    [Fact]
    public async Task An_officer_sees_a_file_beside_the_answers_in_a_frame_that_only_our_pages_can_be()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (reference, file) = await AskWithMandate(portal, claire);
        await claire.Open($"/suivi/{reference}");
        await claire.Attach("fichiers", "photo.png", Samples.Png(40, 30)).Submit("Envoyer le message", ("message", "Voici."));
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}/pieces/{file}");
        Assert.True(sophie.Shows("El Amrani") && sophie.Shows("Pièce 1 sur 2"), sophie.Text);
        Assert.Contains("frame-src 'self'", sophie.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var shown = await sophie.Http.GetAsync(sophie.Page.QuerySelector("iframe")!.GetAttribute("src"));
        Assert.Null(shown.Content.Headers.ContentDisposition);
        Assert.Equal(("application/pdf", "nosniff"), (shown.Content.Headers.ContentType!.MediaType, shown.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("frame-ancestors 'self'", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        await sophie.Open(sophie.Page.QuerySelectorAll(".piece-nav a").Single(link => link.TextContent.Contains("suivante", StringComparison.Ordinal)).GetAttribute("href")!);
        var picture = await sophie.Http.GetAsync(sophie.Page.QuerySelector(".piece img")!.GetAttribute("src"));
        Assert.Contains("sandbox", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var library = portal.VisitAs(await portal.Officer(portal.Braine, "julie.moreau"), portal.Braine);
        foreach (var (other, url) in (IEnumerable<(Browser, string)>)[(library, $"/agent/dossiers/{reference}/pieces"), (library, $"/agent/dossiers/{reference}/fichier/{file}/voir"), (claire, $"/agent/dossiers/{reference}/pieces"), (sophie, $"/agent/dossiers/{reference}/pieces/{Guid.CreateVersion7()}")])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.Http.GetAsync(url)).StatusCode);
        }
    }

    private static async Task<(string Reference, Guid File)> AskWithMandate(Portal portal, Browser claire)
    {
        await claire.Open(Townspeople.Form);
        await claire.Submit("Continuer", ("pour-qui", "autre"));
        await claire.Submit("Continuer", ("personne-prenom", "Ahmed"), ("personne-nom", "El Amrani"), ("personne-numero", "79.02.14-117.69"), ("lien", "mandataire"));
        await claire.Attach("procuration", "procuration.pdf", Files.Samples.Pdf()).Submit("Continuer");
        await claire.Submit("Continuer", ("motif", "notaire"));
        await claire.Submit("Continuer", ("remise", "telecharger"));
        await claire.Submit("Continuer", ("courriel", "claire@example.org"));
        var reference = await claire.Send();
        var file = await portal.InDb(portal.Braine, db => db.Set<StoredFile>().Select(one => one.Id).SingleAsync());
        return (reference, file.Value);
    }
}
