using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Counters.ForMachines;
using Perron.Counters;
using Perron.Tests.Support;
namespace Perron.Tests.Counters;

public sealed class CrowdingTests
{
    [Fact]
    public async Task Open_pages_are_told_of_every_event_however_soon_it_follows_the_last_one()
    {
        await using var portal = await HallPortal.Morning();
        var news = portal.Services.GetRequiredService<CrowdNews>();
        var hall = await portal.InDb(portal.Braine, db => db.Set<Hall>().SingleAsync());
        var kiosk = await portal.Kiosk();
        var before = await news.Of(portal.Braine, hall, "fr");
        Assert.Equal(before, await news.Of(portal.Braine, hall, "fr")); // worded once for all of them
        foreach (var number in (int[])[1, 2])
        {
            await kiosk.TakeTicket();
            Assert.Contains($"\"number\":{number}", await news.Of(portal.Braine, hall, "fr"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task How_busy_it_is_stands_there_in_words_in_four_languages()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        await portal.Desk("1");
        await kiosk.TakeTicket();
        await kiosk.TakeTicket();
        foreach (var (prefix, level, people) in new[] { ("", "Calme, environ", "2 personnes attendent · 1 guichet ouvert"), ("/nl", "Rustig, ongeveer", "1 loket open"), ("/de", "Ruhig, etwa", "1 Schalter geöffnet"), ("/en", "Quiet, about", "1 counter open") })
        {
            var page = await portal.Visit(portal.Braine).Open($"{prefix}/affluence/maison-communale");
            Assert.True(page.Shows(level), page.Text);
            Assert.True(page.Shows(people), page.Text);
        }

        Assert.Equal("/affluence/maison-communale", (await portal.Visit(portal.Braine).Open("/affluence")).Url); // the only hall
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open("/affluence/administration")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open("/ecran/administration")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open("/live/affluence/administration")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open("/live/salle/administration")).Status);
    }

    [Fact]
    public async Task Closed_says_when_it_opens_and_shows_no_number()
    {
        await using var portal = await HallPortal.Morning();
        portal.Clock.Advance(TimeSpan.FromHours(12));
        var page = await portal.Visit(portal.Braine).Open("/affluence/maison-communale");
        Assert.True(page.Shows("Fermé. Rouvre demain à 08:30.") && !page.Shows("environ") == !page.Shows("Prendre un ticket"), page.Text);
        Assert.True((await portal.Visit(portal.Braine).Open("/ecran/maison-communale")).Shows("Fermé. Rouvre demain à 08:30."));
        Assert.True(page.Shows("Pas encore assez de visites"), page.Text);
    }

    [Fact]
    public async Task The_board_shows_the_last_five_calls_the_messages_and_no_name()
    {
        await using var portal = await HallPortal.Morning();
        var kiosk = await portal.Kiosk();
        var desk = await portal.Desk("1");
        for (var number = 1; number <= 6; number++)
        {
            await kiosk.TakeTicket(prefix: number == 6 ? "/nl" : "", button: number == 6 ? "icket nemen" : "rendre un ticket");
            await desk.Open("/agent/guichet/maison-communale/1");
            await desk.Submit("Appeler le suivant");
            await desk.Submit("Présent");
            await desk.Submit("Terminer");
        }

        var board = await portal.Visit(portal.Braine).Open("/ecran/maison-communale");
        Assert.Equal(["A 6", "A 5", "A 4", "A 3", "A 2"], board.Page.QuerySelectorAll("[data-call] > span:first-child").Select(number => number.TextContent));
        Assert.False(board.Shows("Sophie"));
        Assert.Equal(1, board.Page.QuerySelectorAll("[data-board-message]:not([hidden])").Length);
        Assert.True(board.Page.QuerySelectorAll("[data-board-message]").Length > 1);

        // Chime, then the visitor's language, then French.
        var clips = board.Page.QuerySelector(".board-last")!.GetAttribute("data-clips")!.Split(' ').Select(clip => clip.Replace("/_content/Perron.Visits/voices/", "", StringComparison.Ordinal)).ToList();
        Assert.Equal("chime.mp3", clips[0]);
        Assert.True(clips.FindIndex(clip => clip.StartsWith("nl/", StringComparison.Ordinal)) is > 0 and var dutch && clips.FindIndex(clip => clip.StartsWith("fr/", StringComparison.Ordinal)) > dutch, string.Join(' ', clips));
        foreach (var clip in clips.Distinct())
        {
            Assert.Equal(HttpStatusCode.OK, (await board.Http.GetAsync($"/_content/Perron.Visits/voices/{clip}")).StatusCode);
        }
    }
}
