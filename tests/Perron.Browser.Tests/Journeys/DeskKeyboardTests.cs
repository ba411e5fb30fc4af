using Microsoft.Playwright;
using Perron.Browser.Tests.Stage;
namespace Perron.Browser.Tests.Journeys;

/// <summary>The officer's day without the mouse: sign in, take the next, ask for a piece, walk through the inbox, produce, search, filter.</summary>
public sealed class DeskKeyboardTests : IAsyncLifetime
{
    private LivePortal _portal = null!;
    private Chromium _chromium = null!;

    public async ValueTask InitializeAsync() => (_portal, _chromium) = (await LivePortal.OpenDoors(), await Chromium.Start());

    [Fact]
    public async Task The_keyboard_alone_is_enough_for_the_officers_day()
    {
        var first = await Ask("Claire Dubois");
        var second = await Ask("Claire Dubois");
        var desk = await _chromium.Visitor(1440, 900);
        await desk.GotoAsync(_portal.Address(_portal.Braine, "/agent/connexion?retour=/agent/boite"));
        await desk.TabTo("form:has(input[name=agent]) button");
        while (!await desk.EvaluateAsync<bool>("document.activeElement.textContent.includes('Sophie Lambert')"))
        {
            await desk.TabTo("form:has(input[name=agent]) button");
        }

        await desk.Keyboard.PressAsync("Enter");
        await desk.Sees("Prendre le suivant");
        await desk.WaitForLoadStateAsync(LoadState.Load); // the keys are heard once the scripts are there

        // The next one: a piece is asked for.
        await desk.Keyboard.PressAsync("n");
        await desk.WaitForURLAsync("**/agent/dossiers/*");
        var taken = desk.Url.Split('/')[^1];
        Assert.Contains(taken, new[] { first, second });
        await desk.Keyboard.PressAsync("a");
        await desk.TabTo("#action summary");
        await desk.Keyboard.PressAsync("Enter");
        await desk.TabTo("input[name=piece]");
        await desk.Keyboard.TypeAsync("Une copie du bail");
        await desk.Keyboard.PressAsync("Enter");
        await desk.Sees("Une copie du bail");

        // Down and up the inbox: each key one row, and the row that has the focus is opened.
        await desk.GotoAsync(_portal.Address(_portal.Braine, "/agent/boite?vue=equipe"));
        await desk.Keyboard.PressAsync("j");
        var top = await Focused(desk);
        await desk.Keyboard.PressAsync("j");
        var below = await Focused(desk);
        Assert.Equal(new[] { first, second }.Order(), new[] { top, below }.Order());
        await desk.Keyboard.PressAsync("x");
        await Assertions.Expect(desk.Locator($"input[name=dossier][value={below}]")).ToBeCheckedAsync();
        await desk.Keyboard.PressAsync("k");
        Assert.Equal(top, await Focused(desk));
        var other = first == taken ? second : first;
        if (other == below)
        {
            await desk.Keyboard.PressAsync("j");
        }

        await desk.Keyboard.PressAsync("o");
        await desk.WaitForURLAsync($"**/agent/dossiers/{other}");

        // The register, the certificate.
        await Do(desk, "form[action$='/registre'] button");
        await Do(desk, "form[action$='/confirm-register'] button");
        await Do(desk, "a[href*='/produce']");
        await Do(desk, "form[action$='/produce'] button");
        await desk.Sees("Dossier terminé");

        // Search, then filter.
        await desk.GotoAsync(_portal.Address(_portal.Braine, "/agent/boite?vue=equipe"));
        await desk.Keyboard.PressAsync("/");
        await desk.Keyboard.TypeAsync("dubois");
        await desk.Keyboard.PressAsync("Enter");
        await desk.WaitForURLAsync("**q=dubois*");
        await Assertions.Expect(desk.Locator("a.row-link")).ToHaveCountAsync(2);
        await desk.TabTo(".desk-filters summary");
        await desk.Keyboard.PressAsync("Enter");
        await desk.TabTo("select[name=etat]");
        await desk.Keyboard.TypeAsync(await desk.EvalOnSelectorAsync<string>("select[name=etat] option[value=WaitingCitizen]", "option => option.textContent"));
        await desk.TabTo(".filter-form button");
        await desk.Keyboard.PressAsync("Enter");
        await desk.WaitForURLAsync("**etat=WaitingCitizen*");
        await Assertions.Expect(desk.Locator("a.row-link")).ToHaveCountAsync(1);
        await desk.Sees(taken);
    }

    private static async Task Do(IPage desk, string what)
    {
        await Assertions.Expect(desk.Locator(what).First).ToBeVisibleAsync(); // what was done before has led here
        await desk.TabTo(what);
        await desk.Keyboard.PressAsync("Enter");
    }

    private static Task<string> Focused(IPage desk) => desk.EvaluateAsync<string>("document.activeElement.closest('tr')?.querySelector('code')?.textContent ?? ''");

    private async Task<string> Ask(string person)
    {
        var citizen = await _chromium.Visitor();
        await citizen.GotoAsync(_portal.Address(_portal.Braine, "/demarches/composition-de-menage/demande"));
        await citizen.SignInAs(person);
        return await citizen.AskForOwnCertificate();
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await _portal.DisposeAsync();
    }
}
