using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.People;
using Perron.Tests.People;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Desk;

/// <summary>What leaves the desk or stays with it: tables to take along, views that were kept, the work of who goes away.</summary>
public sealed class TakenAlongTests
{
    private const string Formula = "=HYPERLINK(\"https://example.org\")";

    [Fact]
    public async Task What_the_inbox_shows_is_taken_along_as_a_table_in_which_no_name_becomes_a_formula()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (mine, other) = (await claire.AskForOwn(), await claire.AskForOwn());
        await portal.InDb(portal.Braine, db => db.Set<Case>().Where(one => one.Reference == mine).ExecuteUpdateAsync(row => row.SetProperty(one => one.ApplicantName, Formula)));
        var sophie = await portal.AsSophie();

        var csv = await (await sophie.Http.GetAsync("/agent/boite/export.csv?vue=equipe")).Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        var lines = Encoding.UTF8.GetString(csv[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("Référence;Démarche;", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith(other, StringComparison.Ordinal) && line.Contains("Claire Dubois", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Split(';').Any(cell => cell.TrimStart('"').StartsWith('=')));

        using var book = new ZipArchive(new MemoryStream(await (await sophie.Http.GetAsync("/agent/boite/export.xlsx?vue=equipe")).Content.ReadAsByteArrayAsync()));
        await using var sheet = await book.Entries.Single(entry => entry.FullName.Contains("/worksheets/", StringComparison.Ordinal)).OpenAsync();
        var cells = XDocument.Load(sheet).Descendants().Where(cell => cell.Name.LocalName == "c").ToList();
        Assert.Equal(21, cells.Count);
        Assert.All(cells, cell => Assert.Equal("inlineStr", cell.Attribute("t")!.Value));
        Assert.Contains(cells, cell => cell.Value == Formula); // as a text: a spreadsheet does not reckon it

        var filtered = await (await sophie.Http.GetAsync($"/agent/boite/export.csv?vue=equipe&q={other}")).Content.ReadAsStringAsync();
        Assert.DoesNotContain(mine, filtered, StringComparison.Ordinal);
        var julie = portal.VisitAs(await portal.Officer(portal.Braine, "julie.moreau"), portal.Braine); // of the CPAS
        Assert.DoesNotContain("BLA-", await (await julie.Http.GetAsync("/agent/boite/export.csv?vue=equipe")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sophie.Http.GetAsync("/agent/boite/export.exe")).StatusCode);
    }

    [Fact]
    public async Task A_view_is_kept_under_a_name_by_its_officer_only_until_it_is_forgotten()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.Open("/agent/boite?vue=equipe&q=dubois");
        await sophie.Submit("Garder", ("nom", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        await sophie.Submit("Garder", ("nom", "Famille Dubois"));
        var link = sophie.Page.QuerySelectorAll("nav a, aside a").Single(a => a.TextContent.Contains("Famille Dubois", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.True((await sophie.Open(link)).Shows(reference), sophie.Text);
        var karim = portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine);
        Assert.False((await karim.Open("/agent/boite")).Shows("Famille Dubois"));
        await sophie.Post("/agent/boite/vues", [.. sophie.FieldsOf("Oublier cette vue").Where(field => field.Name != "nom"), ("nom", "Famille Dubois"), ("faire", "oublier")]);
        Assert.False(sophie.Shows("Famille Dubois"), sophie.Text);
    }

    [Fact]
    public async Task Who_leaves_hands_over_the_open_cases_and_the_file_says_so()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (open, closed) = (await claire.AskForOwn(), await claire.AskForOwn());
        var (karim, sophie, nadia) = (await portal.Officer(portal.Braine, "karim.benali"), await portal.Officer(portal.Braine, "sophie.lambert"), portal.Visit(portal.Braine));
        await portal.InDb(portal.Braine, db => db.Set<Case>().ExecuteUpdateAsync(row => row.SetProperty(one => one.AssignedTo, karim.Officer)));
        await portal.InDb(portal.Braine, db => db.Set<Case>().Where(one => one.Reference == closed).ExecuteUpdateAsync(row => row.SetProperty(one => one.ClosedAt, portal.Now)));
        await nadia.SignInAsOfficer("Nadia Verbruggen", $"/agent/reglages/departs/{karim.Officer!.Value.Value}");
        await nadia.Submit("Confirmer le départ", ("a", sophie.Officer!.Value.Value.ToString()), ("certain", "oui"));
        Assert.Equal((sophie.Officer, karim.Officer), ((await portal.Case(portal.Braine, open)).AssignedTo, (await portal.Case(portal.Braine, closed)).AssignedTo));
        var desk = portal.VisitAs(sophie, portal.Braine);
        Assert.True((await desk.Open("/agent/boite")).Shows(open), desk.Text);
        await desk.Open($"/agent/dossiers/{open}");
        Assert.True(desk.Shows("Nadia Verbruggen") && desk.Shows("Dossier attribué"), desk.Text);
    }
}
