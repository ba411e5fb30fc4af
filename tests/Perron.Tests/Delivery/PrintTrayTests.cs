using System.Net;
using Microsoft.EntityFrameworkCore;
using PdfSharp.Pdf.IO;
using Perron.Communes;
using Perron.Delivery;
using Perron.Platform.Pdf;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Delivery;

/// <summary>Letters on paper: from the tray by one PDF to the post, behind the wall of their organisation.</summary>
public sealed class PrintTrayTests
{
    private static readonly Dictionary<string, string> Values = new() { ["procedure"] = "Composition de ménage", ["reference"] = "BLA-7F3K-29" };

    [Fact]
    public async Task A_batch_is_printed_posted_and_told_to_the_citizen()
    {
        await using var portal = await Portal.Open();
        var (officer, organisation) = await Officer(portal, OrganisationKind.Commune);
        var story = await SendingTests.Story(portal, "commune");
        await Add(portal, Letter.Of(portal.Braine.Id, organisation, story.Id.Value, "Claire Dubois", "Rue de la Station 12\n1420 Braine-l'Alleud", "fr", LetterKind.Plain, "letter-document", Values, Document(portal), portal.Now));
        await Add(portal, Letter.Of(portal.Braine.Id, organisation, null, "Marc Petit", "Rue Longue 3\n1420 Braine-l'Alleud", "fr", LetterKind.Registered, "letter-document", Values, null, portal.Now));

        var page = await portal.VisitAs(officer, portal.Braine).Open("/agent/courrier");
        Assert.True(page.Shows("Claire Dubois") && page.Shows("Marc Petit"));
        await page.Submit("Imprimer le lot");
        Assert.StartsWith("/agent/courrier/lots/", page.Location, StringComparison.Ordinal);

        var pdf = await (await page.Http.GetAsync($"{page.Location}.pdf")).Content.ReadAsByteArrayAsync();
        using (var read = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import))
        {
            Assert.Equal(4, read.PageCount); // a first page each, and the two pages of Claire's document
        }

        var batch = page.Location!;
        await (await page.Open(batch)).Submit("Noter le lot comme posté");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.True(page.Shows("Notez le numéro de recommandé pour Marc Petit"));

        var registered = await portal.InDb(portal.Braine, db => db.Set<Letter>().Where(letter => letter.Kind == LetterKind.Registered).Select(letter => letter.Id).SingleAsync());
        await page.Submit("Noter le lot comme posté", ($"recommande-{registered.Value}", "RR 0123 4567 8 BE"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(page.Shows("Posté le"));
        var told = await portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().SingleAsync());
        Assert.Equal((nameof(LetterPosted), Visibility.Public, "2026-11-24"), (told.Kind, told.Visibility, told.Fact<LetterPosted>().On));
        Assert.False((await page.Open("/agent/courrier")).Shows("Claire Dubois"));
    }

    [Fact]
    public async Task A_letter_without_an_address_waits_until_an_officer_completes_it()
    {
        await using var portal = await Portal.Open();
        var (officer, organisation) = await Officer(portal, OrganisationKind.Commune);
        await Add(portal, Letter.Of(portal.Braine.Id, organisation, null, "Claire Dubois", "", "fr", LetterKind.Plain, "letter-document", Values, null, portal.Now));
        var page = await portal.VisitAs(officer, portal.Braine).Open("/agent/courrier");
        Assert.Null(page.Page.QuerySelector("input[name=lettre]"));
        await page.Submit("Garder cette adresse");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var field = page.FieldsOf("Garder cette adresse").Single(field => field.Name.StartsWith("adresse-", StringComparison.Ordinal)).Name;
        await page.Submit("Garder cette adresse", (field, "Rue Longue 3\n1420 Braine-l'Alleud"));
        Assert.NotNull(page.Page.QuerySelector("input[name=lettre]"));
    }

    [Fact]
    public async Task The_same_button_pressed_twice_makes_one_batch()
    {
        await using var portal = await Portal.Open();
        var (officer, organisation) = await Officer(portal, OrganisationKind.Commune);
        await Add(portal, Letter.Of(portal.Braine.Id, organisation, null, "Claire Dubois", "Rue Longue 3", "fr", LetterKind.Plain, "letter-document", Values, null, portal.Now));
        var page = await portal.VisitAs(officer, portal.Braine).Open("/agent/courrier");
        var fields = page.FieldsOf("Imprimer le lot").ToArray();
        var first = (await page.Post("/agent/courrier", fields)).Location;
        Assert.Equal(first, (await page.Post("/agent/courrier", fields)).Location);
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<LetterBatch>().CountAsync()));
    }

    [Fact]
    public async Task Letters_and_batches_of_the_cpas_exist_for_its_officers_only()
    {
        await using var portal = await Portal.Open();
        var (officer, _) = await Officer(portal, OrganisationKind.Commune);
        var (social, cpas) = await Officer(portal, OrganisationKind.Cpas);
        await Add(portal, Letter.Of(portal.Braine.Id, cpas, null, "Claire Dubois", "Rue Longue 3", "fr", LetterKind.Plain, "letter-document", Values, null, portal.Now));
        Assert.False((await portal.VisitAs(officer, portal.Braine).Open("/agent/courrier")).Shows("Claire Dubois"));

        var page = await portal.VisitAs(social, portal.Braine).Open("/agent/courrier");
        await page.Submit("Imprimer le lot");
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(officer, portal.Braine).Open(page.Location!)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(officer, portal.Braine).Open($"{page.Location}.pdf")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(social with { Commune = portal.Boussu.Id }, portal.Boussu).Open(page.Location!)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(new() { Commune = portal.Braine.Id, Citizen = CitizenId.New(), Level = IdentityLevel.Strong }, portal.Braine).Open("/agent/courrier")).Status);
    }

    private static Task Add(Portal portal, Letter letter) => portal.InDb(portal.Braine, async db =>
    {
        db.Add(letter);
        await db.SaveChangesAsync();
    });

    private static async Task<(Visitor, OrganisationId)> Officer(Portal portal, OrganisationKind kind)
    {
        var organisation = await portal.InDb(portal.Braine, db => db.Set<Organisation>().Where(one => one.Kind == kind).Select(one => one.Id).SingleAsync());
        return (new() { Name = "Sophie Lambert", Commune = portal.Braine.Id, Officer = OfficerId.New(), Organisations = [organisation] }, organisation);
    }

    private static byte[] Document(Portal portal)
    {
        using var paper = new PdfPaper("Composition de ménage", "fr-BE", "Braine-l'Alleud", portal.Now);
        paper.AddPage();
        paper.Text(20, 20, "Page 1");
        paper.AddPage();
        paper.Text(20, 20, "Page 2");
        return paper.ToBytes();
    }
}
