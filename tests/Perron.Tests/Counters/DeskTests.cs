using System.Net;
using Perron.People;
using Perron.Queues;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Counters;

public sealed class DeskTests
{
    private const string One = "/agent/guichet/maison-communale/1";

    [Fact]
    public async Task The_console_is_for_officers_of_this_commune()
    {
        await using var portal = await HallPortal.Morning();
        var claire = await portal.Claire();
        foreach (var path in new[] { "/agent/guichet", One })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(claire, portal.Braine).Open(path)).Status);
            Assert.Contains("/agent/connexion", (await portal.Visit(portal.Braine).Open(path)).Url, StringComparison.Ordinal);
        }

        var marc = portal.VisitAs(await portal.Officer(portal.Boussu, "marc.delcourt"), portal.Boussu);
        Assert.Equal(HttpStatusCode.NotFound, (await marc.Open(One)).Status);
        Assert.True((await marc.Open("/agent/guichet")).Shows("Guichet 1") && !marc.Shows("Guichet 9"), marc.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.AsSophie()).Open("/agent/guichet/nulle-part/1")).Status);
    }

    [Fact]
    public async Task From_the_call_to_the_end_and_all_that_may_come_between()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        var (first, second) = (await kiosk.TakeTicket("carte-identite"), await kiosk.TakeTicket("permis"));
        var phone = portal.Visit(portal.Braine);
        var desk = await portal.Desk("1");
        Assert.Equal(One, desk.Url);
        await desk.Submit("Appeler le suivant");
        Assert.True(desk.Shows("A 1") && desk.Shows("Ma carte d'identité") && desk.Shows("Votre ancienne carte"), desk.Text);
        Assert.True((await phone.Open($"/ticket/{first}")).Shows("C'est à vous : guichet 1"), phone.Text);
        Assert.True((await portal.Visit(portal.Braine).Open("/ecran/maison-communale")).Shows("A 1"));

        // Taken back at once: the board forgets it, and it is next again.
        await desk.Submit("Annuler l'appel");
        Assert.False((await portal.Visit(portal.Braine).Open("/ecran/maison-communale")).Shows("A 1"));
        await desk.Submit("Appeler le suivant");
        Assert.True(desk.Shows("A 1"), desk.Text);
        portal.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.DoesNotContain("Annuler l'appel", (await desk.Open(One)).Body, StringComparison.Ordinal);

        await desk.Submit("Rappeler");
        Assert.True(desk.Shows("2 appels"), desk.Text);
        await desk.Submit("Absent");
        Assert.True((await phone.Open($"/ticket/{first}")).Shows("personne n'est venu"), phone.Text);

        // The other one is served meanwhile; the first shows up and keeps the place.
        await desk.Submit("Appeler le suivant");
        Assert.True(desk.Shows("E 1"), desk.Text);
        await desk.Submit("Présent");
        Assert.True((await phone.Open($"/ticket/{second}")).Shows("Vous êtes au guichet 1"), phone.Text);
        await kiosk.Open("/borne/maison-communale/arrivee");
        await kiosk.SubmitWith("ticket", first);
        await kiosk.TakeTicket("passeport");
        await desk.Submit("Terminer");
        await desk.Submit("Appeler le suivant");
        Assert.True(desk.Shows("A 1"), desk.Text);
        await desk.Submit("Présent");

        // To another queue, set aside, and called out of turn.
        await desk.Submit("Transférer", ("file", "etat-civil"));
        var other = await portal.Desk("5", "karim.benali");
        await other.Submit("Appeler le suivant");
        Assert.True(other.Shows("A 1"), other.Text);
        await other.Submit("Présent");
        await other.Submit("Mettre de côté");
        Assert.True((await phone.Open($"/ticket/{first}")).Shows("Le guichet vous rappellera"), phone.Text);
        await other.SubmitWith("ticket", first, ("faire", "appeler"));
        await other.Submit("Présent");
        await other.Submit("À revenir");
        Assert.True((await phone.Open($"/ticket/{first}")).Shows("Votre visite est terminée"), phone.Text);
        Assert.Equal(VisitEnd.MissingPiece, Assert.Single((await portal.Events(portal.Braine)).OfType<ServiceEnded>(), ended => ended.Code == first).End);
    }

    [Fact]
    public async Task What_is_refused_keeps_the_page_and_says_why()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        var desk = await portal.Desk("1");
        await desk.Submit("Appeler le suivant");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Status);
        Assert.True(desk.Shows("Personne n'attend pour ce guichet.") && desk.Shows("Guichet 1"), desk.Text);

        // Somebody else sits there; one sits at one counter only; a counter that does not exist.
        var karim = portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine);
        await karim.Open("/agent/guichet");
        Assert.True(karim.Shows("Occupé par Sophie Lambert"), karim.Text);
        var fields = karim.FieldsOf("Ouvrir ce guichet").Where(field => field.Name is "key" or "__RequestVerificationToken").ToArray();
        await karim.Post(One, [.. fields, ("faire", "ouvrir")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, karim.Status);
        Assert.True(karim.Shows("Un collègue occupe ce guichet"), karim.Text);
        await karim.Open("/agent/guichet");
        await karim.SubmitTo("/maison-communale/2", ("faire", "ouvrir"));
        foreach (var (path, says) in new[] { (One, "Un collègue occupe ce guichet"), ("/agent/guichet/maison-communale/3", "déjà à un autre guichet"), ("/agent/guichet/maison-communale/99", "n'existe pas") })
        {
            await karim.Open("/agent/guichet/maison-communale/2");
            await karim.Post(path, [.. karim.FieldsOf("Pause").Where(field => field.Name is "key" or "__RequestVerificationToken"), ("faire", "ouvrir")]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, karim.Status);
            Assert.True(karim.Shows(says), karim.Text);
        }

        // A call that has grown old is not taken back; a counter with somebody at it does not close.
        await kiosk.TakeTicket();
        await desk.Open(One);
        await desk.Submit("Appeler le suivant");
        portal.Clock.Advance(TimeSpan.FromSeconds(8));
        await desk.Submit("Annuler l'appel");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Status);
        Assert.True(desk.Shows("cinq secondes") && desk.Shows("A 1"), desk.Text);
        await desk.Post(One, [.. desk.FieldsOf("Rappeler").Where(field => field.Name is "key" or "__RequestVerificationToken"), ("faire", "fermer")]);
        Assert.True(desk.Status == HttpStatusCode.UnprocessableEntity && desk.Shows("Terminez d'abord"), desk.Text);
    }

    [Fact]
    public async Task A_counter_is_paused_taken_up_again_and_closed()
    {
        await using var portal = await HallPortal.Morning();
        var desk = await portal.Desk("1");
        await desk.Submit("Pause");
        Assert.True(desk.Shows("En pause"), desk.Text);
        Assert.True((await portal.Visit(portal.Braine).Open("/affluence/maison-communale")).Shows("aucun guichet ouvert"));
        await desk.Submit("Reprendre");
        Assert.True((await portal.Visit(portal.Braine).Open("/affluence/maison-communale")).Shows("1 guichet ouvert"));
        await desk.Submit("Fermer le guichet");
        Assert.Equal("/agent/guichet", desk.Url);
        Assert.Equal(HttpStatusCode.OK, (await portal.Desk("2")).Status);
    }

    [Fact]
    public async Task Two_counters_that_press_next_again_and_again_never_call_the_same_and_skip_nobody()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        List<string> waiting = [];
        for (var people = 0; people < 12; people++)
        {
            waiting.Add(await kiosk.TakeTicket());
        }

        var desks = new[] { (Officer: "sophie.lambert", Desk: "1"), (Officer: "karim.benali", Desk: "2") };
        foreach (var (officer, desk) in desks)
        {
            await portal.Desk(desk, officer);
        }

        for (var round = 0; round < 6; round++)
        {
            // Ten impatient fingers at each of both.
            var pressing = await Task.WhenAll(desks.SelectMany(desk => Enumerable.Repeat(desk, 10)).Select(async desk =>
            {
                var browser = portal.VisitAs(await portal.Officer(portal.Braine, desk.Officer), portal.Braine);
                return (await browser.Open($"/agent/guichet/maison-communale/{desk.Desk}"), desk.Desk);
            }));
            await Task.WhenAll(pressing.Select(one => one.Item1.Submit("Appeler le suivant")));
            Assert.Equal(2, pressing.Count(one => one.Item1.Location is not null));
            Assert.All(pressing.Where(one => one.Item1.Location is null), one => Assert.Equal(HttpStatusCode.UnprocessableEntity, one.Item1.Status));
            foreach (var (browser, _) in pressing.Where(one => one.Item1.Location is not null))
            {
                await browser.Submit("Présent");
                await browser.Submit("Terminer");
            }
        }

        var called = (await portal.Events(portal.Braine)).OfType<TicketCalled>().Select(call => call.Code).ToList();
        Assert.Equal(waiting, called); // in their order, each once
    }

    [Fact]
    public async Task Two_nodes_know_of_each_other_s_tickets_and_calls_at_once()
    {
        await using var portal = await HallPortal.Morning();
        await using var node = await portal.AnotherNode();
        node.Clock.Advance(TimeSpan.FromHours(1));
        var code = await (await portal.Kiosk()).TakeTicket();
        var desk = await node.Desk("1");
        await desk.Submit("Appeler le suivant");
        Assert.True(desk.Shows("A 1"), desk.Text);
        Assert.True((await portal.Visit(portal.Braine).Open($"/ticket/{code}")).Shows("guichet 1"));
        var karim = await portal.Desk("2", "karim.benali");
        await karim.Submit("Appeler le suivant");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, karim.Status);
    }
}
