using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Perron.Browser.Tests.Stage;
using Perron.Cases;
namespace Perron.Browser.Tests.Journeys;

/// <summary>Where is it? By keys alone on the map, by the position of the device, and in words without scripts.</summary>
public sealed class PlaceMapTests : IAsyncLifetime
{
    private LivePortal _portal = null!;
    private Chromium _chromium = null!;

    public async ValueTask InitializeAsync() => (_portal, _chromium) = (await LivePortal.OpenDoors(), await Chromium.Start());

    [Fact]
    public async Task The_keyboard_alone_chooses_a_point_and_takes_it_away_again()
    {
        var page = await _chromium.Visitor();
        var complaints = new List<string>();
        await AtThePlace(page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Add(message.Text);
            }
        };
        await page.ReloadAsync();
        await page.Locator("[data-place][data-ready]").WaitForAsync();
        await page.TabTo(".place-map");
        for (var step = 0; step < 4; step++)
        {
            await page.Keyboard.PressAsync("ArrowLeft");
        }

        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.Locator(".place-said")).ToContainTextAsync("Milieu de la carte : 50,68");
        await page.TabTo("[data-part=choose]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".place-said")).ToContainTextAsync("Point choisi sur la carte : 50,68");
        await Assertions.Expect(page.Locator("[data-part=words]")).ToContainTextAsync("4,3");
        await page.Locator("[data-part=remove]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-part=point]")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("input[name='ou.lat']")).ToHaveValueAsync("");

        // What is written moves the map; Enter on the map chooses.
        await page.Locator("input[name=ou]").FillAsync("Rue du Ménil 90, côté pair");
        await page.Locator(".place-map").FocusAsync();
        await Assertions.Expect(page.Locator(".place-said")).ToContainTextAsync("Rue du Ménil");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-part=point]")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<double>("document.querySelector('.leaflet-mark-pane svg').getBoundingClientRect().width") > 100, "the mark is drawn");
        Assert.True(complaints.Count == 0, string.Join("; ", complaints)); // the content policy above all
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        await Send(page);
        var one = await _portal.InDb(_portal.Braine, db => db.Set<Case>().SingleAsync());
        Assert.StartsWith("50.68", one.Given.One("ou.lat"), StringComparison.Ordinal);
        Assert.Equal("Rue du Ménil 90, côté pair", one.Given.One("ou"));
    }

    [Fact]
    public async Task The_position_of_the_device_is_taken_when_it_gives_it_and_a_refusal_is_a_sentence()
    {
        var page = await _chromium.Visitor();
        await AtThePlace(page);
        await page.Locator("[data-place][data-ready]").WaitForAsync();
        await page.Press("Utiliser ma position");
        await Assertions.Expect(page.Locator(".place-said")).ToContainTextAsync("n'a pas donné votre position");
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(new() { Latitude = 50.434f, Longitude = 3.794f, Accuracy = 20 });
        await page.Press("Utiliser ma position");
        await Assertions.Expect(page.Locator(".place-said")).ToContainTextAsync("hors de la commune");
        await Assertions.Expect(page.Locator("input[name='ou.lat']")).ToHaveValueAsync("");
        await page.Context.SetGeolocationAsync(new() { Latitude = 50.6836f, Longitude = 4.3686f, Accuracy = 12 });
        await page.ReloadAsync();
        await page.Locator("[data-place][data-ready]").WaitForAsync();
        await page.Press("Utiliser ma position");
        await Assertions.Expect(page.Locator(".place-said")).ToContainTextAsync("à 12 mètres près");
        await Assertions.Expect(page.Locator("input[name='ou.lat']")).ToHaveValueAsync("50.68360");
        await Send(page);
    }

    [Fact]
    public async Task Without_scripts_it_goes_by_words_and_no_map_is_in_the_way()
    {
        var page = await _chromium.Visitor(javaScript: false);
        await AtThePlace(page);
        await Assertions.Expect(page.Locator("[data-part=tools]")).ToBeHiddenAsync();
        await page.Locator("input[name=ou]").FillAsync("Grand-Place, près de la fontaine");
        await Send(page);
        await page.Follow("Suivre ma demande");
    }

    private async Task AtThePlace(IPage page)
    {
        await page.GotoAsync(_portal.Address(_portal.Braine, "/demarches/signaler-un-probleme/demande"));
        await page.SignInAs("Claire Dubois");
        await page.Choose("Un trou, un trottoir abîmé");
        await page.Press("Continuer");
        await page.Locator("textarea[name=description]").FillAsync("Un trou");
        await page.Choose("Non");
        await page.Press("Continuer");
        await page.Sees("Où est-ce");
    }

    private static async Task Send(IPage page)
    {
        await page.Press("Continuer");
        await page.Locator("input[name=courriel]").FillAsync("claire@example.org");
        await page.Press("Continuer");
        await page.Press("Envoyer ma demande");
        await page.Sees("Suivre ma demande");
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await _portal.DisposeAsync();
    }
}
