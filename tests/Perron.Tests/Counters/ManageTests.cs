using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Counters;
using Perron.Queues;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Counters;

/// <summary>The settings of a hall, and what its head sees of it.</summary>
public sealed class ManageTests
{
    private const string Settings = "/agent/salles/maison-communale";

    [Fact]
    public async Task Closing_now_is_one_act_for_kiosk_counters_tickets_and_every_page()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        var code = await kiosk.TakeTicket();
        var desk = await portal.Desk("1");
        var head = portal.VisitAs(await portal.Officer(portal.Braine, "nadia.verbruggen"), portal.Braine);
        await head.Open(Settings);
        await head.Submit("Fermer la salle maintenant", ("pourquoi", ""));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Erreur :Écrivez pourquoi la salle ferme."), (head.Status, head.Error("pourquoi")));
        await head.Submit("Fermer la salle maintenant", ("pourquoi", "Inondation dans la salle."));
        Assert.True(head.Shows("C'est enregistré"), head.Text);

        Assert.True((await kiosk.Open("/borne/maison-communale")).Shows("Inondation dans la salle."), kiosk.Text);
        await desk.Submit("Appeler le suivant");
        Assert.True(desk.Status == HttpStatusCode.UnprocessableEntity && desk.Shows("La salle est fermée"), desk.Text);
        var phone = portal.Visit(portal.Braine);
        Assert.True((await phone.Open($"/ticket/{code}")).Shows("Inondation dans la salle."), phone.Text);
        Assert.True((await phone.Open("/")).Shows("Maison communale : Inondation dans la salle."), "The front page does not say it.");
        Assert.False((await portal.Visit(portal.Boussu).Open("/")).Shows("Inondation"), "Another commune says it.");

        await head.Submit("Rouvrir la salle");
        Assert.False((await phone.Open("/")).Shows("Inondation"), "The front page still says it.");
        await desk.Submit("Appeler le suivant");
        Assert.True(desk.Shows("A 1"), desk.Text);
    }

    [Fact]
    public async Task A_kiosk_is_signed_in_once_by_its_code_and_revoked()
    {
        await using var portal = await HallPortal.Morning();
        await portal.InDb(portal.Braine, db => db.Set<Commune>().Where(one => one.Id == portal.Braine.Id).ExecuteUpdateAsync(one => one.SetProperty(row => row.IsDemonstration, false)));
        var head = portal.VisitAs(await portal.Officer(portal.Braine, "nadia.verbruggen"), portal.Braine);
        await head.Open(Settings);
        await head.Submit("Créer un code de borne", ("nom", "Entrée"));
        var code = Regex.Match(head.Text, @"\d{4}\s\d{4}").Value;
        Assert.True(code.Length > 0, head.Text);
        Assert.False((await head.Open(Settings)).Shows(code), "The code is shown again.");

        var kiosk = portal.Visit(portal.Braine);
        await kiosk.Open("/borne/maison-communale");
        await kiosk.Submit("Connecter la borne", ("code", code));
        Assert.True(kiosk.Shows("Un passeport"), kiosk.Text);
        await head.SubmitTo(Settings, ("faire", "sans-borne"), ("borne", (await portal.InDb(portal.Braine, db => db.Set<HallDevice>().SingleAsync(device => device.Name == "Entrée"))).Id.Value.ToString()));
        Assert.True((await kiosk.Open("/borne/maison-communale")).Shows("Code de la borne"), kiosk.Text);
    }

    [Fact]
    public async Task Rules_that_cannot_be_are_refused_at_their_place_and_others_hold_at_once()
    {
        await using var portal = await HallPortal.Morning();
        var head = portal.VisitAs(await portal.Officer(portal.Braine, "nadia.verbruggen"), portal.Braine);
        await head.Open(Settings);
        await head.SubmitTo(Settings, ("faire", "regles"), ("plafond", "mille"), ("modere", "30"), ("charge", "20"), ("tickets", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, head.Status);
        Assert.Equal("Erreur :Écrivez un nombre entier entre 5 et 240.", head.Error("plafond"));
        await head.Open(Settings);
        await Fill(head, ("tickets", "1"), ("plafond", "30"));
        Assert.True(head.Shows("Personne n'attend plus de 30 minutes"), head.Text);
        var kiosk = await portal.Kiosk();
        await kiosk.TakeTicket();
        await kiosk.Open("/borne/maison-communale/motif/passeport");
        await kiosk.Submit("rendre un ticket");
        Assert.True(kiosk.Shows("Tous les tickets d'aujourd'hui ont été donnés"), kiosk.Text);

        static Task<Browser> Fill(Browser head, params (string, string)[] typed) => head.SubmitTo(Settings,
            [("faire", "regles"), ("tot", "5"), ("tard", "10"), ("mobilite", "15"), ("absent", "15"), ("modere", "10"), ("charge", "20"), ("tres-charge", "35"), ("distance", "20"), ("gain", "5"), .. typed]);
    }

    [Fact]
    public async Task One_more_counter_is_tried_before_it_is_opened_and_shortens_the_longest_wait()
    {
        await using var portal = await HallPortal.Morning();
        await portal.SetUp(portal.Braine, setup => setup with { Openings = [] });
        var kiosk = await portal.Kiosk();
        await portal.Desk("1");
        for (var ticket = 0; ticket < 8; ticket++)
        {
            await kiosk.TakeTicket();
        }

        var head = portal.VisitAs(await portal.Officer(portal.Braine, "nadia.verbruggen"), portal.Braine);
        await head.Open($"{Settings}/pilotage?guichet=2&minutes=60");
        var cells = head.Page.QuerySelectorAll("tr").First(row => row.TextContent.Contains("Cartes", StringComparison.Ordinal)).QuerySelectorAll("td.number").Select(cell => int.Parse(Regex.Match(cell.TextContent, @"\d+").Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(cells[1] < 0.75 * cells[0], $"{cells[0]} min without, {cells[1]} with");
    }

    [Fact]
    public async Task The_export_holds_every_event_and_neither_officers_nor_counters_by_name()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        var code = await kiosk.TakeTicket();
        var desk = await portal.Desk("6");
        await desk.Submit("Appeler le suivant");
        var head = portal.VisitAs(await portal.Officer(portal.Braine, "nadia.verbruggen"), portal.Braine);
        await head.Open($"{Settings}/journal.csv");
        var lines = head.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + (await portal.Events(portal.Braine)).Count, lines.Length);
        Assert.Contains(lines, line => line.Contains("TicketCalled,A 1,cartes,0,counter-1", StringComparison.Ordinal));
        Assert.DoesNotContain(code, head.Body, StringComparison.Ordinal); // whoever has the file follows no ticket
        Assert.DoesNotContain((await portal.Officer(portal.Braine, "sophie.lambert")).Officer!.Value.Value.ToString(), head.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_no_administrator_finds_nothing_there()
    {
        await using var portal = await HallPortal.Morning();
        var (claire, karim) = (await portal.Claire(), await portal.Officer(portal.Braine, "karim.benali"));
        foreach (var path in (string[])["/agent/salles", Settings, $"{Settings}/pilotage", $"{Settings}/journal.csv"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(claire, portal.Braine).Open(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(karim, portal.Braine).Open(path)).Status);
        }
    }
}
