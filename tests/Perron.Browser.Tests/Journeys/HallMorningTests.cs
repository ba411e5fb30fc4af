using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perron.Browser.Tests.Hands;
using Perron.Browser.Tests.Looks;
using Perron.Browser.Tests.Stage;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Journeys;

/// <summary>A morning in the hall: kiosk, board, two counters, a phone and the public page are open together, and each sees what the others do.</summary>
public sealed partial class HallMorningTests : IAsyncLifetime
{
    // Tuesday, nine in the morning in Brussels: the doors are open.
    private static readonly DateTimeOffset Nine = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private const string Hall = "maison-communale";

    private readonly ConcurrentQueue<string> _played = [];
    private LivePortal _portal = null!;
    private Chromium _chromium = null!;

    public async ValueTask InitializeAsync() => (_portal, _chromium) = (await LivePortal.OpenDoors(Nine), await Chromium.Start());

    [Fact]
    public async Task Kiosk_board_counters_phone_and_public_page_see_the_same_morning()
    {
        var (kiosk, board, phone, crowd) = (await Kiosk(), await Board(), await _chromium.Visitor(), await _chromium.Visitor(1440, 900));
        await crowd.GotoAsync(At($"/affluence/{Hall}"));
        await Hears(crowd, "affluence");

        // "Have you your photo?" No: the answer, and no ticket. Then yes, touched twice: one ticket.
        await Touch(kiosk, "Ma carte d'identité");
        await kiosk.Sees("Avez-vous une photo d'identité récente ?");
        await Hears(kiosk, "kiosk reason");
        await Touch(kiosk, "Non");
        await kiosk.Sees("Un photomaton se trouve à l'entrée");
        await Touch(kiosk, "Je reviendrai");
        await Touch(kiosk, "Ma carte d'identité");
        await kiosk.Locator(".kiosk-foot button.is-primary").DblClickAsync();
        await kiosk.Sees("Votre ticket");
        await Hears(kiosk, "kiosk ticket");
        Assert.Equal("A 1", await Number(kiosk));
        var first = Code(kiosk);
        await phone.GotoAsync(At($"/ticket/{first}"));
        await phone.Sees("vous serez appelé");
        await Hears(phone, "ticket");

        // In Dutch, with priority.
        await kiosk.Locator(".kiosk-foot a").First.ClickAsync();
        await Touch(kiosk, "Nederlands");
        await Touch(kiosk, "Een paspoort");
        await kiosk.Locator(".kiosk-foot button", new() { HasText = "Voorrangsticket" }).ClickAsync();
        await kiosk.Sees("Uw ticket");
        Assert.Equal("A 2", await Number(kiosk));
        await Assertions.Expect(crowd.Locator("[data-crowd-people]")).ToContainTextAsync("2 personnes attendent");

        // Called by mistake, and taken back.
        var one = await Desk("Sophie Lambert", "1");
        await Hears(one, "console");
        await Press(one, " ", "Un passeport");
        await Press(one, "z", "Prêt à appeler");
        await Assertions.Expect(board.Locator(".board-last")).ToHaveCountAsync(0);

        // By the bar of the keyboard: the one with priority is called first, the board shows it at once and says it in Dutch, then in French.
        await board.WatchFor("A 2");
        await crowd.WatchFor("1 personne attend ·");
        var pressed = TimeProvider.System.GetUtcNow();
        await one.Keyboard.PressAsync(" ");
        await one.Sees("Un passeport");
        await Hears(one, "console, called");
        Assert.True(await board.SawAt() - pressed < Patience.AtOnce, $"board: {await board.SawAt() - pressed}");
        Assert.True(await crowd.SawAt() - pressed < Patience.AtOnce, $"affluence: {await crowd.SawAt() - pressed}");
        await Plays(board, "chime", "nl/number-2", "fr/number-2");
        await Hears(board, "board");
        TestContext.Current.TestOutputHelper?.WriteLine($"from the key to the board {(await board.SawAt() - pressed).TotalMilliseconds:0} ms, to the public page {(await crowd.SawAt() - pressed).TotalMilliseconds:0} ms");

        // Absent, and back at the kiosk in the old place.
        await Press(one, "a", "Mis de côté");
        await Press(one, " ", "Ma carte d'identité");
        await phone.Sees("C'est à vous : guichet 1");
        await Press(one, " ", "servi depuis");
        await phone.Sees("Vous êtes au guichet 1");
        await kiosk.GotoAsync(At($"/borne/{Hall}/arrivee"));
        await Hears(kiosk, "kiosk arrivals");
        await Touch(kiosk, "A 2");
        await kiosk.Sees("Votre ticket");

        // To another queue; the next two counters that press at once call two different people.
        await one.Locator(".console-more summary").ClickAsync();
        await one.Locator("select[name=file]").SelectOptionAsync("permis");
        await one.Press("Transférer");
        await one.Sees("Prêt à appeler");
        await phone.Sees("vous serez appelé");
        var two = await Desk("Karim Benali", "2");
        await Task.WhenAll(one.Keyboard.PressAsync(" "), two.Keyboard.PressAsync(" "));
        await Task.WhenAll(one.Locator(".console-ticket").WaitForAsync(), two.Locator(".console-ticket").WaitForAsync());
        Assert.Equal(["A 1", "A 2"], new[] { await one.Locator(".ticket-number").InnerTextAsync(), await two.Locator(".ticket-number").InnerTextAsync() }.Order());
        await Assertions.Expect(board.Locator("[data-call]")).ToHaveCountAsync(2);
        foreach (var desk in new[] { one, two })
        {
            await Press(desk, " ", "servi depuis");
            await Press(desk, " ", "Personne n'attend");
        }

        await phone.Sees("Votre visite est terminée");
        Assert.True(Wrong.IsEmpty, string.Join('\n', Wrong));
    }

    [Fact]
    public async Task From_home_a_place_is_taken_put_off_confirmed_at_the_kiosk_and_served()
    {
        var (kiosk, one, phone) = (await Kiosk(), await Desk("Sophie Lambert", "1"), await _chromium.Visitor());
        for (var before = 0; before < 5; before++)
        {
            await kiosk.GotoAsync(At($"/borne/{Hall}/motif/passeport"));
            await kiosk.Locator(".kiosk-foot button.is-primary").ClickAsync();
            await kiosk.Sees("Votre ticket");
        }

        await phone.GotoAsync(At($"/affluence/{Hall}"));
        await phone.Follow("Prendre un ticket à distance");
        await Hears(phone, "place");
        await phone.Locator("label", new() { HasText = "Un passeport" }).First.ClickAsync();
        await phone.Press("Prendre ma place");
        await phone.Sees("Votre place est gardée");
        await Hears(phone, "place held");
        await phone.Follow("30 min");
        await phone.Sees("Partez maintenant");
        await phone.Press("10 minutes de plus");
        await phone.Sees("Votre place est gardée");
        var code = Code(phone);
        await kiosk.GotoAsync(At($"/borne/{Hall}"));
        await Touch(kiosk, "J'ai déjà un ticket");
        await Touch(kiosk, "A 6");
        await kiosk.Sees("Votre ticket");
        await phone.Sees("Restez dans la salle");
        for (var act = 0; act < 3; act++)
        {
            await Press(one, " ", act switch { 0 => "appelé depuis", 1 => "servi depuis", _ => "Prêt à appeler" });
            if (act == 1)
            {
                await Hears(one, "console, serving");
            }
        }

        await one.Locator($"form:has(input[name=ticket][value='{code}']) button").ClickAsync(); // out of turn
        await phone.Sees("C'est à vous : guichet 1");
        await Press(one, " ", "servi depuis");
        await Press(one, " ", "Prêt à appeler");
        await phone.Sees("Votre visite est terminée");
        Assert.True(Wrong.IsEmpty, string.Join('\n', Wrong));
    }

    [Fact]
    public async Task A_link_that_was_cut_for_an_hour_is_taken_up_again_and_what_happened_meanwhile_is_shown()
    {
        var (kiosk, board) = (await Kiosk(), await Board());
        await board.Context.SetOfflineAsync(true);
        await kiosk.Context.SetOfflineAsync(true);
        await Lose(kiosk, "[data-kiosk-lost]");
        await kiosk.Locator(".kiosk-tile").First.ClickAsync();
        await Assertions.Expect(kiosk.Locator(".kiosk-tile").First).ToBeVisibleAsync(); // nothing leads to the browser's own page
        await Lose(board, "[data-board-late]");

        // Meanwhile somebody takes a ticket at another kiosk and is called.
        _portal.Pass(TimeSpan.FromHours(1));
        var other = await Kiosk();
        await Touch(other, "Un passeport");
        await other.Locator(".kiosk-foot button.is-primary").ClickAsync();
        await other.Sees("Votre ticket");
        await Press(await Desk("Sophie Lambert", "1"), " ", "Un passeport");
        await board.Context.SetOfflineAsync(false);
        await kiosk.Context.SetOfflineAsync(false);
        await Assertions.Expect(board.Locator(".board-last")).ToContainTextAsync("A 1", new() { Timeout = 40_000 });
    }

    [Theory]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1440, 900, ColorScheme.Light)]
    public async Task Without_scripts_nothing_is_missing_on_the_citizen_s_side(int width, int height, ColorScheme scheme)
    {
        var (kiosk, phone) = (await Kiosk(javaScript: false), await _chromium.Visitor(width, height, javaScript: false, scheme));
        await Touch(kiosk, "Un passeport");
        await kiosk.Locator(".kiosk-foot button.is-primary").ClickAsync();
        Assert.Equal("A 1", await Number(kiosk));
        await phone.GotoAsync(At($"/affluence/{Hall}"));
        await phone.Sees("1 personne attend");
        await phone.Follow("Actualiser");
        await phone.GotoAsync(At($"/ticket/{Code(kiosk)}"));
        await phone.Locator("details summary").First.ClickAsync();
        await phone.Press("Rendre mon ticket");
        await phone.Sees("Ce ticket a été rendu");
        await phone.GotoAsync(At($"/ecran/{Hall}"));
        await Assertions.Expect(phone.Locator("noscript meta[http-equiv=refresh], head meta[http-equiv=refresh]")).ToHaveCountAsync(1);
    }

    private ConcurrentQueue<string> Wrong { get; } = [];

    private string At(string path) => _portal.Address(_portal.Braine, path);

    private async Task<IPage> Kiosk(bool javaScript = true)
    {
        var kiosk = await _chromium.Visitor(1080, 1920, javaScript);
        await kiosk.GotoAsync(At($"/borne/{Hall}"));
        await kiosk.Locator("input[name=code]").FillAsync("24681357");
        await kiosk.Press("Connecter la borne");
        await kiosk.Sees("Pour quoi venez-vous");
        if (javaScript)
        {
            await Hears(kiosk, "kiosk");
        }

        return kiosk;
    }

    private async Task<IPage> Board()
    {
        var board = await _chromium.Visitor(1920, 1080);
        board.Request += (_, asked) =>
        {
            if (asked.Url.Contains("/voices/", StringComparison.Ordinal))
            {
                _played.Enqueue(asked.Url.Split("/voices/")[1].Replace(".mp3", "", StringComparison.Ordinal));
            }
        };
        await board.GotoAsync(At($"/ecran/{Hall}"));
        await board.Sees("Bienvenue");
        await board.Press("Activer le son");
        await Assertions.Expect(board.Locator("[data-board-sound]")).ToBeHiddenAsync();
        return board;
    }

    private async Task<IPage> Desk(string officer, string number)
    {
        var desk = await _chromium.Visitor(1366, 768);
        await desk.EnterDesk(_portal, _portal.Braine, officer);
        await desk.GotoAsync(At("/agent/guichet"));
        await Hears(desk, "choose a counter");
        await desk.Locator($"form[action$='/{Hall}/{number}'] button").ClickAsync();
        await desk.Locator(".console").WaitForAsync();
        await Ready(desk);
        return desk;
    }

    private static async Task Press(IPage desk, string key, string until)
    {
        await Ready(desk);
        await desk.Keyboard.PressAsync(key);
        await desk.Sees(until);
    }

    // The keys are heard once the scripts are there.
    private static async Task Ready(IPage desk) => await desk.WaitForFunctionAsync("document.readyState === 'complete'");

    // A stream that is open already is not cut by the browser's switch: that it was lost is said in its stead, until the page says so too.
    private static async Task Lose(IPage page, string says)
    {
        for (var patience = 0; patience < 100 && !await page.Locator(says).IsVisibleAsync(); patience++)
        {
            await page.EvaluateAsync("document.dispatchEvent(new Event('live-lost'))");
            await page.WaitForTimeoutAsync(500);
        }

        await Assertions.Expect(page.Locator(says)).ToBeVisibleAsync();
    }

    private static Task Touch(IPage kiosk, string words) => kiosk.Locator("a, button", new() { HasText = words }).First.ClickAsync();

    private static async Task<string> Number(IPage kiosk) => (await kiosk.Locator(".kiosk-number").InnerTextAsync()).Replace('\u00a0', ' ').Trim();

    private static string Code(IPage page) => CodeIn().Match(page.Url).Groups[1].Value;

    // Each clip is asked for once it is its turn.
    private async Task Plays(IPage board, params string[] clips)
    {
        for (var patience = 0; patience < 100 && !clips.All(_played.Contains); patience++)
        {
            await board.WaitForTimeoutAsync(200);
        }

        var played = _played.ToList();
        Assert.Equal(clips, clips.OrderBy(clip => played.IndexOf(clip)).ToArray());
        Assert.All(clips, clip => Assert.Contains(clip, played));
    }

    // Light and dark; nothing to scroll sideways, and on a screen that stands in the hall nothing to scroll at all.
    private async Task Hears(IPage page, string screen)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var violation in await Axe.Hear(page))
            {
                Wrong.Enqueue($"{screen}, {scheme}: {violation}");
            }
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        foreach (var over in await page.EvaluateAsync<string[]>("""
            () => ['html', '.kiosk-body', '.board-calls', '.board-side'].flatMap((one) => [...document.querySelectorAll(one)]
              .filter((part) => part.scrollWidth > part.clientWidth + 1 || (one !== 'html' && part.scrollHeight > part.clientHeight + 1)).map((part) => `${one} ${part.scrollWidth}×${part.scrollHeight} in ${part.clientWidth}×${part.clientHeight}`))
            """))
        {
            Wrong.Enqueue($"{screen}: {over}");
        }

        if (screen.StartsWith("console", StringComparison.Ordinal) && await page.EvaluateAsync<int>("document.documentElement.scrollHeight") > page.ViewportSize!.Height)
        {
            Wrong.Enqueue($"{screen}: to be scrolled");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await _portal.DisposeAsync();
    }

    [GeneratedRegex("/ticket/([A-Z0-9]{10})")]
    private static partial Regex CodeIn();
}
