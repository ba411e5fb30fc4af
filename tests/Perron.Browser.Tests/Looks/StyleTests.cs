using Microsoft.Playwright;
using Perron.Browser.Tests.Stage;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Looks;

/// <summary>Every component and every home, in every theme: what no screen of today shows is heard by axe all the same.</summary>
public sealed class StyleTests : IAsyncLifetime
{
    private static readonly string[] Sights = ["theme=braine&mode=light", "theme=braine&mode=dark", "theme=boussu&mode=light", "theme=boussu&mode=dark", "theme=kalterbach&mode=light", "theme=kalterbach&mode=dark"];
    private static readonly string[] Homes = ["accueil=A&theme=braine", "accueil=B&theme=boussu", "accueil=C&theme=kalterbach", "accueil=D&theme=kalterbach", "accueil=E&theme=boussu", "accueil=F&theme=braine"];
    private LivePortal _portal = null!;
    private Chromium _chromium = null!;

    public async ValueTask InitializeAsync() => (_portal, _chromium) = (await LivePortal.OpenDoors(), await Chromium.Start());

    [Fact]
    public async Task Every_component_is_accessible_in_every_theme_and_mode()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "A look is the same on both databases.");
        var page = await _chromium.Visitor(1440, 900);
        var wrong = new List<string>();
        foreach (var sight in Sights)
        {
            await Hear(page, $"/style?{sight}", wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_home_is_accessible_and_fits_a_phone()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "A look is the same on both databases.");
        var page = await _chromium.Visitor(320, 700);
        var wrong = new List<string>();
        foreach (var home in Homes)
        {
            await Hear(page, $"/style/accueil?{home}", wrong);
            if (await Measures.Of(page) is { Overflow: > 0 } measured)
            {
                wrong.Add($"{home}: {measured.Overflow} px to scroll sideways");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_picture_without_words_and_grey_on_grey_are_heard()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "A look is the same on both databases.");
        var page = await _chromium.Visitor();
        await page.GotoAsync(_portal.Address(_portal.Braine, "/"));
        Assert.Empty(await Axe.Hear(page));
        await page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/favicon.ico\"><p id=\"grey\">Gris</p>'); Object.assign(document.querySelector('#grey').style, { color: '#999', background: '#888' })");
        Assert.Equal(["color-contrast", "image-alt"], (await Axe.Hear(page)).Select(violation => violation.Split(' ')[1].TrimEnd(':')).Order(StringComparer.Ordinal));
    }

    private async Task Hear(IPage page, string address, List<string> wrong)
    {
        await page.GotoAsync(_portal.Address(_portal.Braine, address), new() { WaitUntil = WaitUntilState.Load });
        wrong.AddRange((await Axe.Hear(page)).Select(violation => $"{address}: {violation}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await _portal.DisposeAsync();
    }
}
