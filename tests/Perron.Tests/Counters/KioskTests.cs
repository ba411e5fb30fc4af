using System.Net;
using Perron.Counters;
using Perron.Queues;
using Perron.Tests.Support;
namespace Perron.Tests.Counters;

public sealed class KioskTests
{
    [Fact]
    public async Task A_kiosk_is_signed_in_by_its_code_and_gives_nothing_before()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = portal.Visit(portal.Braine);
        await kiosk.Open("/borne/maison-communale");
        Assert.True(kiosk.Shows("Code de la borne"));
        foreach (var path in new[] { "/motif/passeport", "/arrivee", "/ticket/ABCDEFGHJK" })
        {
            Assert.True((await kiosk.Open($"/borne/maison-communale{path}")).Shows("Code de la borne"));
        }

        await kiosk.Submit("Connecter la borne", ("code", "00000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, kiosk.Status);
        await kiosk.Submit("Connecter la borne", ("code", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, kiosk.Status);
        await kiosk.Submit("Connecter la borne", ("code", "2468 1357"));
        Assert.True(kiosk.Shows("Pour quoi venez-vous"), kiosk.Text);

        // Signed in here is not signed in at another commune's hall, nor at a hall that does not exist.
        Assert.Equal(HttpStatusCode.NotFound, (await kiosk.Open("/borne/administration")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await kiosk.Open("/borne/nulle-part")).Status);
        Assert.Empty(await portal.Events(portal.Braine));
    }

    [Fact]
    public async Task What_is_needed_is_asked_before_the_queue_is_joined()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        await kiosk.Open("/borne/maison-communale/motif/carte-identite");
        Assert.True(kiosk.Shows("Avez-vous une photo d'identité récente ?") && kiosk.Shows("Votre ancienne carte"), kiosk.Text);
        await kiosk.Open("/borne/maison-communale/motif/carte-identite?sans=1");
        Assert.True(kiosk.Shows("Un photomaton se trouve à l'entrée") && kiosk.Shows("Je reviendrai"), kiosk.Text);
        await kiosk.TakeTicket("carte-identite");
        Assert.True(kiosk.Shows("A 1"), kiosk.Text);

        // Where no counter serves it the answer is given and no ticket.
        await kiosk.Open("/borne/maison-communale/motif/urbanisme");
        Assert.True(kiosk.Shows("deuxième étage") && !kiosk.Shows("Prendre un ticket"), kiosk.Text);
        Assert.Equal("/borne/maison-communale", (await kiosk.Open("/borne/maison-communale/motif/rien")).Url);
    }

    [Fact]
    public async Task Several_reasons_are_one_ticket()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        await kiosk.Open("/borne/maison-communale/motif/passeport");
        await kiosk.Open("/borne/maison-communale?avec=passeport");
        Assert.True(kiosk.Shows("Et aussi ?") && kiosk.Shows("Avec : Un passeport"), kiosk.Text);
        Assert.DoesNotContain("motif/passeport\"", kiosk.Body, StringComparison.Ordinal);
        await kiosk.TakeTicket("passeport+permis");
        var taken = Assert.IsType<TicketTaken>(Assert.Single(await portal.Events(portal.Braine)));
        Assert.Equal(("cartes", "A"), (taken.Queue, taken.Letter));
        Assert.Equal(["passeport", "permis"], taken.Reasons);
    }

    [Fact]
    public async Task Two_touches_of_one_button_are_one_ticket()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        await kiosk.Open("/borne/maison-communale/motif/passeport");
        var fields = kiosk.FieldsOf("Prendre un ticket").ToArray();
        await kiosk.Post("/borne/maison-communale/ticket", fields);
        var first = kiosk.TicketCode();
        await kiosk.Post("/borne/maison-communale/ticket", fields);
        Assert.Equal(first, kiosk.TicketCode());
        Assert.Single(await portal.Events(portal.Braine));
    }

    [Fact]
    public async Task A_priority_ticket_says_so_and_the_language_of_its_bearer_is_kept()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        await kiosk.TakeTicket("passeport", button: "Ticket prioritaire");
        await kiosk.TakeTicket("passeport", button: "Nummer ziehen", prefix: "/de");
        Assert.StartsWith("/de/borne/", kiosk.Url, StringComparison.Ordinal);
        var taken = (await portal.Events(portal.Braine)).Cast<TicketTaken>().ToList();
        Assert.Equal([(TicketPriority.ReducedMobility, "fr"), (TicketPriority.Ordinary, "de")], taken.Select(one => (one.Priority, one.Language)));
    }

    [Fact]
    public async Task A_closed_hall_says_when_it_opens_and_gives_no_ticket()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        await kiosk.Open("/borne/maison-communale/motif/passeport");
        portal.Clock.Advance(TimeSpan.FromHours(3.25)); // at a quarter past twelve the form is still on the screen
        await kiosk.Submit("Prendre un ticket");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, kiosk.Status);
        Assert.True(kiosk.Shows("La salle est fermée : aucun ticket n'est donné."), kiosk.Text);
        await kiosk.Open("/borne/maison-communale");
        Assert.True(kiosk.Shows("Fermé. Rouvre aujourd'hui à 13:00."), kiosk.Text);
        await kiosk.Open("/borne/maison-communale/motif/passeport");
        Assert.True(kiosk.Shows("Fermé. Rouvre aujourd'hui à 13:00.") && !kiosk.Shows("Prendre un ticket"), kiosk.Text);
        Assert.Empty(await portal.Events(portal.Braine));
    }

    [Fact]
    public async Task When_all_tickets_of_the_day_are_given_the_kiosk_says_so()
    {
        await using var portal = await HallPortal.Morning();
        await portal.SetUp(portal.Braine, setup => setup with { Plan = setup.Plan with { TicketsADay = 1 } });
        var kiosk = await portal.Kiosk();
        await kiosk.TakeTicket();
        await kiosk.Open("/borne/maison-communale/motif/permis");
        await kiosk.Submit("prendre un ticket");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, kiosk.Status);
        Assert.True(kiosk.Shows("Tous les tickets d'aujourd'hui ont été donnés"), kiosk.Text);
        Assert.Single(await portal.Events(portal.Braine));
    }

    [Fact]
    public async Task A_clock_that_jumps_back_does_not_turn_the_day_around()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        await kiosk.TakeTicket();
        await portal.InDb(portal.Braine, async db =>
        {
            var first = db.Set<HallHappening>().Single();
            db.Add(new HallHappening { CommuneId = first.CommuneId, HallId = first.HallId, Day = first.Day, Number = 2, At = first.At + NodaTime.Duration.FromMinutes(10), What = HallEventText.Write(new HallReopened()) });
            await db.SaveChangesAsync();
        });
        await kiosk.TakeTicket();
        var moments = await portal.InDb(portal.Braine, db => Task.FromResult(db.Set<HallHappening>().OrderBy(one => one.Number).Select(one => one.At).ToList()));
        Assert.Equal(moments.Order(), moments);
        Assert.True(kiosk.Shows("A 2"), kiosk.Text);
    }
}
