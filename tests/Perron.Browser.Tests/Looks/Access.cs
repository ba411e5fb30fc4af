using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Perron.Browser.Tests.Stage;
using Perron.Communes;
using Perron.Delivery;
using Perron.Tests.People;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Looks;

/// <summary>What officers meet before their work: the first password, the second factor, recovery codes, an access made anew by two administrators, the locked screen.</summary>
internal sealed class Access(LivePortal portal, Chromium chromium, Commune commune)
{
    private const string Email = "lea.martin@example.org", Password = "trois chats sur le toit";

    public async Task Visit(Func<string, IPage, Task> look)
    {
        var braine = commune == portal.Braine;
        var (administrator, second) = (await SignIn(braine ? "Nadia Verbruggen" : "Hélène Dupriez"), await SignIn(braine ? "Pierre Gillard" : "Giuseppe Conti"));
        await administrator.GotoAsync(At("/agent/reglages/agents"));
        foreach (var (name, value) in ((string, string)[])[("prenom", "Léa"), ("nom", "Martin"), ("courriel", Email)])
        {
            await administrator.FillAsync($"[name={name}]", value);
        }

        await Press(administrator, "Ajouter et inviter");
        await look("officer", administrator);

        var lea = await chromium.Visitor();
        await lea.GotoAsync(await Link());
        await lea.FillAsync("[name=mot-de-passe]", "court");
        await Press(lea, "Enregistrer le mot de passe");
        await look("password", lea);
        await lea.FillAsync("[name=mot-de-passe]", Password);
        await Press(lea, "Enregistrer le mot de passe");
        await lea.FillAsync("[name=courriel]", Email);
        await lea.FillAsync("[name=mot-de-passe]", Password);
        await Press(lea, "Continuer");
        await look("enrol", lea);
        var key = (await lea.Locator("main ol code").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
        await lea.FillAsync("[name=code]", Totp.At(key, portal.Now.ToDateTimeOffset()));
        await Press(lea, "Me connecter");
        await look("secure", lea);
        await Press(lea, "Faire dix nouveaux codes");
        await look("codes", lea);

        await Press(administrator, "Demander la réinitialisation");
        await look("resets", administrator);
        await second.GotoAsync(At("/agent/reglages/agents"));
        await look("reset", second);

        portal.Pass(TimeSpan.FromMinutes(31));
        await lea.GotoAsync(At("/agent/absence"));
        await lea.FillAsync("[name=code]", "000000");
        await Press(lea, "Déverrouiller");
        await look("locked", lea);
    }

    private async Task<IPage> SignIn(string name)
    {
        var page = await chromium.Visitor(1440, 900);
        await page.GotoAsync(At("/agent/connexion"));
        await Press(page, $"Continuer comme {name}");
        return page;
    }

    private static Task Press(IPage page, string button) => Press(page, page.Locator("main button", new() { HasText = button }).First);

    private static async Task Press(IPage page, ILocator button)
    {
        await page.RunAndWaitForResponseAsync(() => button.ClickAsync(), answer => answer.Request.IsNavigationRequest && answer.Status is < 300 or >= 400);
        await page.WaitForLoadStateAsync(LoadState.Load);
    }

    private Task<string> Link() => portal.InDb(commune, async db =>
        (await db.Set<OutboxMessage>().AsNoTracking().Where(message => message.Template == "officer-welcome").OrderByDescending(message => message.Id).FirstAsync()).Given["link"]);

    private string At(string path) => portal.Address(commune, path);
}
