using System.Text;
using Microsoft.Playwright;
using NodaTime;
using Perron.Browser.Tests.Hands;
using Perron.Browser.Tests.Stage;
using Perron.Communes;
using Perron.Rules.Tests.Money;
using Perron.Tests.Procedures;
namespace Perron.Browser.Tests.Looks;

/// <summary>What officers see of money: the cash desk from its opening to its closing, the receipt, the statements of the bank, and who may keep the desk.</summary>
internal sealed class CashAndBank(LivePortal portal, Chromium chromium, Commune commune)
{
    public static readonly IReadOnlyList<string> Screens = ["cash-closed", "cash-refused", "cash-taken", "receipt", "correction", "closing", "cash-day", "bank", "transfer", "team"];

    public async Task Visit(Func<string, IPage, Task> look)
    {
        var braine = commune == portal.Braine;
        var file = ScenarioFile.Read("certificat-de-residence");
        var play = new Play(portal, chromium, commune, braine ? file : file with { Citizen = new("Marcel", "Lambion", "68012531084", false, "marcel@example.org") }, true, new Watched());
        await play.Ask();
        var cashier = await SignIn(braine ? "Karim Benali" : "Fatima Zeroual");
        await cashier.GotoAsync(At($"/agent/dossiers/{play.Reference}/request-payment?action=ask-payment"));
        await Press(cashier, cashier.Locator("main form[data-once] button.button-primary").First);
        await cashier.GotoAsync(At($"/agent/caisse?reference={play.Reference}"));
        await look("cash-closed", cashier);
        await cashier.FillAsync("[name=fond]", "100");
        await Press(cashier, "Ouvrir la caisse");
        await Press(cashier, "Enregistrer");
        await look("cash-refused", cashier);
        await cashier.CheckAsync("[name=moyen][value=especes]");
        await cashier.FillAsync("[name=montant]", "2,50");
        await Press(cashier, "Enregistrer");
        await look("cash-taken", cashier);
        var (receipt, correction) = (await Leads(cashier, "/agent/caisse/recus/"), await Leads(cashier, "/agent/caisse/corriger/"));
        await cashier.GotoAsync(At(receipt));
        await look("receipt", cashier);
        await cashier.GotoAsync(At(correction));
        await look("correction", cashier);
        await cashier.GotoAsync(At("/agent/caisse/cloture"));
        await cashier.FillAsync("[name=compte]", "102");
        await cashier.FillAsync("[name=terminal]", "0");
        await Press(cashier, "Clôturer");
        await look("closing", cashier);
        await cashier.FillAsync("[name=motif]", "Erreur de monnaie");
        await Press(cashier, "Clôturer");
        await look("cash-day", cashier);

        var treasurer = await SignIn(braine ? "Pierre Gillard" : "Giuseppe Conti");
        await treasurer.GotoAsync(At("/agent/paiements"));
        var coda = new CodaText(braine ? "BE32123456789002" : "BE72000000001616", new LocalDate(2026, 11, 24), 100_000).Move(1500, text: "DON POUR LA FETE DE QUARTIER", name: "PEETERS AN").Move(400, "010806817189").Write(201);
        await treasurer.SetInputFilesAsync("input[name=extraits]",
        [
            new FilePayload { Name = "CODA-201.cod", MimeType = "text/plain", Buffer = Encoding.Latin1.GetBytes(coda) },
            new FilePayload { Name = "lettre.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("Ceci n'est pas un extrait.") },
        ]);
        await Press(treasurer, "Envoyer et lire");
        await look("bank", treasurer);
        await treasurer.GotoAsync(At(await Leads(treasurer, "/agent/paiements/virements/")));
        await Press(treasurer, "Enregistrer");
        await look("transfer", treasurer);

        var head = await SignIn(braine ? "Sophie Lambert" : "Marc Delcourt");
        await head.GotoAsync(At("/agent/equipe"));
        await look("team", head);
    }

    private static async Task<string> Leads(IPage page, string to) => (await page.Locator($"main a[href*='{to}']").First.GetAttributeAsync("href"))!;

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

    private string At(string path) => portal.Address(commune, path);
}
