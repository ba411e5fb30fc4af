using Microsoft.Playwright;
using Perron.Browser.Tests.Hands;
using Perron.Browser.Tests.Journeys;
using Perron.Browser.Tests.Stage;
using Perron.Communes;
namespace Perron.Browser.Tests.Looks;

/// <summary>A procedure that a commune adapts, what another proposes to the common catalogue, and the difference that follows from it.</summary>
internal sealed class SharedCatalogue(LivePortal portal, Chromium chromium, Commune commune)
{
    public static readonly IReadOnlyList<string> Screens = ["adapt", "adapt-refused", "adapted", "proposals-none", "proposals", "proposals-refused", "dealt-moved", "gap", "gap-refused"];
    private const string Publish = "Publier pour notre commune";

    public async Task Visit(Func<string, IPage, Task> look)
    {
        var isBraine = commune == portal.Braine;
        var slug = isBraine ? "composition-de-menage" : "prime-velo";
        var administrator = await Enter(commune, isBraine ? "Pierre Gillard" : "Giuseppe Conti");
        await administrator.GotoAsync(portal.Address(commune, $"/agent/demarches/{slug}/adapter"));
        await look("adapt", administrator);
        await Type(administrator, [("title/fr", "Qui habite avec moi ?"), ("title/nl", "")]);
        await Send(administrator, Publish);
        await look("adapt-refused", administrator);
        await Type(administrator, [("title/nl", "Wie woont er bij mij?"), ("who/fr", "Toute personne inscrite dans notre commune."), ("promise/de", "Sie bekommen eine Haushaltszusammensetzungsbescheinigung der Einwohnermeldebehörde.")]);
        await Send(administrator, Publish);
        await administrator.GotoAsync(portal.Address(commune, $"/agent/demarches/{slug}/adapter"));
        await look("adapted", administrator);

        var operators = await Enter(portal.Sylvane, "Inès Haddad");
        await operators.GotoAsync(portal.Address(portal.Sylvane, "/operateur/catalogue"));
        await look("proposals-none", operators);
        var neighbour = await Enter(isBraine ? portal.Boussu : portal.Braine, isBraine ? "Giuseppe Conti" : "Pierre Gillard");
        await neighbour.GotoAsync(portal.Address(isBraine ? portal.Boussu : portal.Braine, $"/agent/demarches/{slug}/adapter"));
        await Type(neighbour, [("title/fr", "Qui habite chez vous"), ("promise/fr", "Vous recevez un document qui dit tout, et vous le recevez plus vite qu'avant, en ligne, sans venir à la maison communale.")]);
        await Send(neighbour, Publish);
        await neighbour.GotoAsync(portal.Address(isBraine ? portal.Boussu : portal.Braine, $"/agent/demarches/{slug}/adapter"));
        foreach (var place in await neighbour.Locator("input[name=places]").AllAsync())
        {
            await place.CheckAsync();
        }

        await neighbour.FillAsync("[name=pourquoi]", "Les citoyens nous demandent chaque semaine ce que veut dire le titre.");
        await Send(neighbour, "Envoyer la proposition");
        await operators.ReloadAsync();
        await look("proposals", operators);
        await Send(operators, "Refuser avec ce motif");
        await look("proposals-refused", operators);
        await Send(operators, "Accepter");

        await administrator.GotoAsync(portal.Address(commune, "/agent/demarches"));
        await look("dealt-moved", administrator);
        await administrator.GotoAsync(portal.Address(commune, $"/agent/demarches/{slug}/ecart"));
        await look("gap", administrator);
        await Send(administrator, "Reprendre avec ces choix");
        await look("gap-refused", administrator);
        await Task.WhenAll(administrator.Context.CloseAsync(), operators.Context.CloseAsync(), neighbour.Context.CloseAsync());
    }

    private async Task<IPage> Enter(Commune house, string officer)
    {
        var page = await chromium.Visitor(1440, 900);
        await page.EnterDesk(portal, house, officer);
        return page;
    }

    // What stands in a closed part of the page is opened first, as a hand does.
    private static async Task Type(IPage page, params IReadOnlyList<(string Name, string Text)> typed)
    {
        await page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(one => one.open = true)");
        foreach (var (name, text) in typed)
        {
            await page.FillAsync($"[name='{name}']", text);
        }
    }

    private static Task Send(IPage page, string button) => page.PressOn(page.Locator("main button", new() { HasText = button }).First);
}
