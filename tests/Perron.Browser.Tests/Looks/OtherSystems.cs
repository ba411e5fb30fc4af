using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;
using Perron.Browser.Tests.Hands;
using Perron.Browser.Tests.Journeys;
using Perron.Browser.Tests.Stage;
using Perron.Cases;
using Perron.Cases.Systems;
using Perron.Communes;
using Perron.Tests.Procedures;
using Perron.Workflow;
namespace Perron.Browser.Tests.Looks;

/// <summary>What the house says to other systems and programs: exchanges that wait, fail and end; keys, webhooks and what went to them.</summary>
internal sealed class OtherSystems(LivePortal portal, Chromium chromium, Commune commune)
{
    public static readonly IReadOnlyList<string> Screens =
        ["exchanges-none", "exchanges", "exchange", "exchange-refused", "programs-none", "key-refused", "key", "programs", "webhooks-refused", "webhook", "webhook-tried", "webhooks"];

    public async Task Visit(Func<string, IPage, Task> look)
    {
        var administrator = await chromium.Visitor(1440, 900);
        await administrator.EnterDesk(portal, commune, commune == portal.Braine ? "Pierre Gillard" : "Giuseppe Conti");
        await administrator.GotoAsync(At("/agent/echanges"));
        await look("exchanges-none", administrator);
        var failed = await Exchanged();
        await administrator.GotoAsync(At("/agent/echanges"));
        await look("exchanges", administrator);
        await administrator.GotoAsync(At($"/agent/echanges/{failed.Value}"));
        await look("exchange", administrator);
        await Send(administrator, "Traiter à la main");
        await look("exchange-refused", administrator);

        await administrator.GotoAsync(At("/agent/api"));
        await look("programs-none", administrator);
        await Send(administrator, "Créer la clé");
        await look("key-refused", administrator);
        foreach (var name in (string[])["Lecture de la caisse", "Programme du courrier et des expéditions recommandées"])
        {
            await administrator.GotoAsync(At("/agent/api"));
            await administrator.FillAsync("[name=nom]", name);
            foreach (var right in await administrator.Locator("input[name=droits]").AllAsync())
            {
                await right.CheckAsync();
            }

            await administrator.SelectOptionAsync("[name=duree]", "90");
            await Send(administrator, "Créer la clé");
        }

        await look("key", administrator);
        await administrator.GotoAsync(At("/agent/api"));
        await look("programs", administrator);
        await administrator.GotoAsync(At("/agent/api/webhooks"));
        await administrator.FillAsync("[name=adresse]", "demain");
        await Send(administrator, "Ajouter");
        await look("webhooks-refused", administrator);
        await administrator.FillAsync("[name=adresse]", "https://veranstaltungsgenehmigungen.perron-beispiel.invalid/eingehende/nachrichten/der/gemeinde");
        await Send(administrator, "Ajouter");
        await look("webhook", administrator);
        await administrator.PressOn(administrator.Locator("main button[value=essayer]"));
        await administrator.ReloadAsync();
        await look("webhook-tried", administrator);
        await administrator.GotoAsync(At("/agent/api/webhooks"));
        await look("webhooks", administrator);
        await administrator.Context.CloseAsync();
    }

    /// <summary>One report, and what its system has been told: taken, answered, and not taken after all tries.</summary>
    private async Task<ExchangeId> Exchanged()
    {
        var play = new Play(portal, chromium, commune, ScenarioFile.Read("signaler-un-probleme"), true, new Watched());
        await play.Ask();
        await play.Phone.Context.CloseAsync();
        return await portal.InDb(commune, async db =>
        {
            var report = await db.Set<Case>().SingleAsync(one => one.Reference == play.Reference);
            var story = await db.Set<Perron.Timeline.Stream>().SingleAsync(one => one.Id == report.Id);
            Exchange Told(int hours)
            {
                var exchange = new Exchange { CommuneId = commune.Id, OrganisationId = report.OrganisationId, CaseId = report.Id, System = "travaux", Action = "send-works", WrittenAt = portal.Now - Duration.FromHours(hours), NextAt = null };
                db.AddRange(exchange, story.Happened(new SystemNotified(exchange.Id.Value, exchange.System), exchange.WrittenAt, "house", "traitement de la demande", Perron.Timeline.Visibility.Internal));
                return exchange;
            }

            var (away, taken, answered) = (Told(9), Told(3), Told(30));
            await db.SaveChangesAsync();
            Instant At(int hours) => portal.Now - Duration.FromHours(hours);
            var (failedAt, acceptedAt, closedAt) = (At(1), At(3), At(2));
            await db.Set<Exchange>().Where(one => one.Id == away.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.State, ExchangeState.Exception)
                .SetProperty(one => one.Fault, ExchangeFault.Away).SetProperty(one => one.LastRefusal, "HTTP 500").SetProperty(one => one.Tries, 7).SetProperty(one => one.FailedAt, failedAt));
            await db.Set<Exchange>().Where(one => one.Id == taken.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.State, ExchangeState.Accepted).SetProperty(one => one.AcceptedAt, acceptedAt).SetProperty(one => one.Reference, "T-42"));
            await db.Set<Exchange>().Where(one => one.Id == answered.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.State, ExchangeState.Answered)
                .SetProperty(one => one.Answer, SystemAnswer.Done).SetProperty(one => one.AcceptedAt, acceptedAt).SetProperty(one => one.ClosedAt, closedAt).SetProperty(one => one.Reference, "T-41"));
            return away.Id;
        });
    }

    private string At(string path) => portal.Address(commune, path);

    private static Task Send(IPage page, string button) => page.PressOn(page.Locator("main button", new() { HasText = button }).Last);
}
