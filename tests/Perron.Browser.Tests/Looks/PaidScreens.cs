using Microsoft.Playwright;
using Perron.Browser.Tests.Hands;
using Perron.Browser.Tests.Journeys;
using Perron.Browser.Tests.Stage;
using Perron.Communes;
using Perron.Tests.Procedures;
namespace Perron.Browser.Tests.Looks;

/// <summary>What costs something: the page of the payment before, elsewhere and after, and the cash desk; and where something is, on the map.</summary>
internal sealed class PaidScreens(LivePortal portal, Chromium chromium, Commune commune)
{
    public async Task Visit(Func<string, IPage, Task> look)
    {
        var isBraine = commune == portal.Braine;
        var file = ScenarioFile.Read("certificat-de-residence");
        var play = new Play(portal, chromium, commune, isBraine ? file : file with { Citizen = new("Marcel", "Lambion", "68012531084", false, "marcel@example.org") }, true, new Watched());
        await play.Ask();
        var officer = await chromium.Visitor(1440, 900);
        await officer.GotoAsync(At("/agent/connexion"));
        await officer.PressOn(officer.Locator(".choice-card", new() { HasText = "Population" }).First.Locator("form button").First);
        await officer.GotoAsync(At($"/agent/dossiers/{play.Reference}"));
        await officer.PressOn(officer.Locator("a[href*='action=ask-payment']").First);
        await look("to-be-paid", officer);
        await officer.PressOn(officer.Locator("form:has(input[name=action][value='ask-payment']) button[type=submit]:not([value=relire])").Last);
        await play.Phone.GotoAsync(At($"/payer/{play.Reference}"));
        await look("pay", play.Phone);
        await play.Phone.GotoAsync(At($"/de/payer/{play.Reference}"));
        await look("pay-de", play.Phone);
        await play.Phone.GotoAsync(At($"/payer/{play.Reference}"));
        await play.Phone.PressOn(play.Phone.Locator("form[action$='/en-ligne'] button.button-primary"));
        await look("pay-elsewhere", play.Phone);
        await officer.GotoAsync(At($"/agent/caisse?reference={play.Reference}"));
        await look("cash", officer);
        await play.Phone.PressOn(play.Phone.Locator("main button[value='payer']"));
        await look("paid", play.Phone);
        await play.Phone.GotoAsync(At("/demarches/signaler-un-probleme/demande"));
        await play.Phone.Choose("Un trou, un trottoir abîmé");
        await play.Phone.Press("Continuer");
        await play.Phone.Locator("textarea[name=description]").FillAsync("Un trou devant la fontaine");
        await play.Phone.Choose("Non");
        await play.Phone.Press("Continuer");
        await play.Phone.Locator("[data-place][data-ready]").WaitForAsync();
        await look("place", play.Phone);
    }

    private string At(string path) => portal.Address(commune, path);
}
