using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Perron.Counters;
using Perron.Counters.Node;
using Perron.People;
using Perron.Queues;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Counters;

/// <summary>A hall with a computer of its own: the server follows it, asks it, and does without it.</summary>
public sealed class NodeTests
{
    [Fact]
    public async Task What_happens_in_the_hall_is_at_the_server_at_once_and_after_an_hour_without_the_line_once_and_in_order()
    {
        await using var server = await HallPortal.Morning();
        await using var hall = await HallComputer.Of(server);
        var kiosk = await hall.Kiosk();
        var first = await kiosk.TakeTicket();
        var phone = server.Visit(server.Braine);
        await Until(async () => (await phone.Open($"/ticket/{first}")).Shows("A 1"));

        hall.IsCut = true;
        var desk = await hall.Desk("1");
        await desk.Submit("Appeler le suivant");
        await desk.Submit("Présent");
        await kiosk.TakeTicket();
        await kiosk.TakeTicket("naissance");
        foreach (var portal in (Portal[])[server, hall])
        {
            portal.Clock.Advance(TimeSpan.FromHours(1));
        }

        var crowd = await server.Visit(server.Braine).Open("/affluence/maison-communale");
        Assert.True(crowd.Shows("Pas de nouvelles de la salle depuis"), crowd.Text); // no number that is an hour old
        Assert.DoesNotContain("environ", crowd.Page.QuerySelector(".crowd-now")!.TextContent, StringComparison.Ordinal);

        hall.IsCut = false;
        await Until(async () => (await server.Events(server.Braine)).Count == (await hall.Events(hall.Braine)).Count);
        Assert.Equal((await hall.Events(hall.Braine)).Select(HallEventText.Write), (await server.Events(server.Braine)).Select(HallEventText.Write));
        Assert.True((await phone.Open($"/ticket/{first}")).Shows("Vous êtes au guichet 1"), phone.Text);
    }

    [Fact]
    public async Task A_place_from_home_is_given_by_the_hall_and_none_while_it_is_silent()
    {
        await using var server = await HallPortal.Morning();
        await server.SetUp(server.Braine, setup => setup with { Plan = setup.Plan with { Remote = setup.Plan.Remote with { AtLeastMinutes = 0 } } });
        await using (var hall = await HallComputer.Of(server))
        {
            var known = await (await hall.Kiosk()).TakeTicket();
            var phone = server.Visit(server.Braine);
            await Until(async () => (await phone.Open($"/ticket/{known}")).Status == HttpStatusCode.OK);
            Assert.True((await Asked()).Shows("Votre place est gardée"));
            Assert.Contains(await hall.Events(hall.Braine), happened => happened is TicketTaken { At: TakenAt.Phone });
        }

        // Whoever asks while nobody answers is told so, and gets no place later.
        var late = await Asked();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.True(late.Shows("La salle ne répond pas"), late.Text);
        Assert.All(await server.InDb(server.Braine, db => db.Set<HallRequest>().ToListAsync()), request => Assert.NotNull(request.AnsweredAt));

        async Task<Browser> Asked()
        {
            var home = server.Visit(server.Braine);
            await home.Open("/ticket?salle=maison-communale");
            return await home.Submit("Prendre ma place", ("motif", "passeport"));
        }
    }

    [Fact]
    public async Task The_server_writes_nothing_in_such_a_hall_and_whoever_has_not_its_key_neither()
    {
        await using var server = await HallPortal.Morning();
        await using var hall = await HallComputer.Of(server);
        var officer = server.VisitAs(await server.Officer(server.Braine, "sophie.lambert"), server.Braine);
        await officer.Open("/agent/guichet");
        await officer.SubmitTo("/maison-communale/1", ("faire", "ouvrir"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, officer.Status);
        Assert.True(officer.Shows("Cette salle a son propre ordinateur"), officer.Text);
        Assert.Empty(await server.Events(server.Braine));

        using var stranger = server.CreateClient(new() { BaseAddress = new($"https://{server.Braine.Host}") });
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", NodeKey.New());
        using var refused = await stranger.PostAsJsonAsync("noeud/maison-communale", new HallTells("2026-11-24", [new(1, "2026-11-24T08:00:00Z", HallEventText.Write(new HallReopened()))], [], 0, 0));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Empty(await server.Events(server.Braine));
    }

    [Fact]
    public async Task It_answers_by_whatever_address_the_hall_asks_and_the_server_by_those_of_its_communes_alone()
    {
        await using var server = await HallPortal.Morning();
        await using var hall = await HallComputer.Of(server);
        foreach (var (portal, status) in ((Portal, HttpStatusCode)[])[(hall, HttpStatusCode.OK), (server, HttpStatusCode.NotFound)])
        {
            using var http = portal.CreateClient(new() { BaseAddress = new("https://salle.commune.intern") });
            using var answer = await http.GetAsync("ecran/maison-communale");
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task An_event_that_comes_twice_is_there_once_and_one_after_a_gap_not_at_all()
    {
        await using var server = await HallPortal.Morning();
        var key = NodeKey.New();
        await server.InDb(server.Braine, db => db.Set<Hall>().ExecuteUpdateAsync(hall => hall.SetProperty(row => row.NodeKeyHash, Session.HashOf(key))));
        using var computer = server.CreateClient(new() { BaseAddress = new($"https://{server.Braine.Host}") });
        computer.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var what = HallEventText.Write(new HallReopened());
        Assert.Equal(1, await Send(1, 1));
        Assert.Equal(2, await Send(1, 2));
        Assert.Equal(2, await Send(4));
        Assert.Equal(4, await Send(3, 4));
        Assert.Equal(4, (await server.Events(server.Braine)).Count);

        async Task<long> Send(params long[] numbers)
        {
            using var answer = await computer.PostAsJsonAsync("noeud/maison-communale", new HallTells("2026-11-24", [.. numbers.Select(number => new NumberedEvent(number, "2026-11-24T08:00:00Z", what))], [], 1, 0));
            return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ServerTells>())!.Last;
        }
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience.Seconds(10));
        while (!await holds())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
