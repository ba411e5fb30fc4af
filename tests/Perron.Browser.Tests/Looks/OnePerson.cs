using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Perron.Browser.Tests.Hands;
using Perron.Browser.Tests.Journeys;
using Perron.Browser.Tests.Stage;
using Perron.Communes;
using Perron.Delivery;
using Perron.People;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Looks;

/// <summary>One person's accounts: two that come together, by the person and at the desk, and one whose owner has died.</summary>
internal sealed class OnePerson(LivePortal portal, Chromium chromium, Commune commune)
{
    public static readonly IReadOnlyList<string> AtTheDesk = ["persons", "persons-refused", "person", "person-refused", "join-desk", "person-joined", "person-closed", "person-opened"];

    private const string Former = "ancienne.adresse@example.org";

    public async Task Visit(Func<string, IPage, Task> look)
    {
        var isBraine = commune == portal.Braine;
        var file = ScenarioFile.Read("composition-de-menage");
        var play = new Play(portal, chromium, commune, isBraine ? file : file with { Citizen = new("Marcel", "Lambion", "68012531084", false, "marcel@example.org") }, true, new Watched());
        await play.Ask();
        var former = await chromium.Visitor();
        await former.GotoAsync(At("/connexion/courriel?retour=/mon-espace"));
        await former.FillAsync("[name=courriel]", Former);
        await Send(former);
        await former.FillAsync("[name=code]", await Code());
        await Send(former);
        await former.GotoAsync(At("/mon-espace/reunir"));
        await look("join-weak", former);

        var mine = play.Space;
        await mine.GotoAsync(At("/mon-espace/reunir"));
        await look("join", mine);
        await Send(mine);
        await look("join-refused", mine);
        await mine.FillAsync("[name=courriel]", Former);
        await Send(mine);
        await look("join-code", mine);
        await mine.FillAsync("[name=code]", await Code());
        await Send(mine);
        await look("join-confirm", mine);
        await Send(mine);
        await look("join-confirm-refused", mine);

        var desk = await chromium.Visitor(1440, 900);
        await desk.EnterDesk(portal, commune, isBraine ? "Sophie Lambert" : "Marc Delcourt");
        await desk.GotoAsync(At("/agent/personnes"));
        await look("persons", desk);
        await Send(desk);
        await look("persons-refused", desk);
        var (kept, other) = (await IdOf(one => one.NumberIndex != null), await IdOf(one => one.SignInAddress == Former));
        await desk.GotoAsync(At($"/agent/personnes/{kept}"));
        await look("person", desk);
        await desk.Locator("summary").Last.ClickAsync();
        await desk.PressOn(desk.Locator("main form:has([name=certain]) button"));
        await look("person-refused", desk);
        await desk.GotoAsync(At($"/agent/personnes/{kept}/reunir/{other}"));
        await look("join-desk", desk);
        await desk.FillAsync("[name=pourquoi]", "Carte d'identité montrée au guichet, et les deux adresses dites sans hésiter.");
        await Send(desk);
        await look("person-joined", desk);
        await desk.Locator("summary").Last.ClickAsync();
        foreach (var (name, value) in ((string, string)[])[("deces-jour", "3"), ("deces-mois", "11"), ("deces-annee", "2026"), ("acte", "2026-D-0417")])
        {
            await desk.FillAsync($"[name='{name}']", value);
        }

        await desk.Locator("[name=source]").First.CheckAsync();
        await desk.Locator("[name=certain]").CheckAsync();
        await desk.PressOn(desk.Locator("main form:has([name=certain]) button"));
        await look("person-closed", desk);
        var again = desk.Locator("main form[action$='/deces/lever']"); // whoever looks next signs in as the same person
        await again.Locator("[name=pourquoi]").FillAsync("L'acte parle d'une personne du même nom.");
        await desk.PressOn(again.Locator("button").Last);
        await look("person-opened", desk);
        await Task.WhenAll(former.Context.CloseAsync(), desk.Context.CloseAsync(), play.Phone.Context.CloseAsync());
    }

    private async Task<Guid> IdOf(System.Linq.Expressions.Expression<Func<Citizen, bool>> who) =>
        (await portal.InDb(commune, db => db.Set<Citizen>().Where(who).OrderByDescending(one => one.SeenAt).Select(one => one.Id).FirstAsync())).Value;

    private async Task<string> Code() => (await portal.InDb(commune, db => db.Set<OutboxMessage>().Where(mail => mail.To == Former).ToListAsync())).OrderBy(mail => mail.Id.Value).Last(mail => mail.Given.ContainsKey("code")).Given["code"];

    private static Task Send(IPage page) => page.PressOn(page.Locator("main form[data-once] button.button-primary").First);

    private string At(string path) => portal.Address(commune, path);
}
