using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Belgium;
using Perron.Money;
using Perron.Payments;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Tests.Cases;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Payments;

/// <summary>A certificate of two copies that costs 6 €, asked by Claire, and for which Karim has asked the money.</summary>
internal static class Paying
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    public static async Task<(Browser Claire, Browser Karim, string Reference)> Asked(this Portal portal, Visitor citizen)
    {
        var claire = portal.VisitAs(citizen, portal.Braine);
        var reference = await ScenarioTests.FillIn(portal, claire, ScenarioFile.Read("certificat-de-residence"), Today);
        var karim = portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine);
        await karim.Open($"/agent/dossiers/{reference}/request-payment?action=ask-payment");
        await karim.SubmitWith("action", "ask-payment");
        return (claire, karim, reference);
    }

    public static async Task<Browser> Treasurer(this Portal portal) => portal.VisitAs(await portal.Officer(portal.Braine, "pierre.gillard"), portal.Braine);

    public static async Task OpenDesk(this Browser officer, string atFirst = "100,00")
    {
        await officer.Open("/agent/caisse");
        await officer.Submit("Ouvrir la caisse", ("fond", atFirst));
    }

    public static Task<bool> Reconcile(this Portal portal) => portal.Services.GetRequiredService<Walk<PaymentsRound>>().Once(portal.Braine.Id);

    public static async Task<(int In, int Back)> Money(this Portal portal)
    {
        var facts = await portal.InDb(portal.Braine, db => db.Set<PaymentFact>().AsNoTracking().ToListAsync());
        return (facts.Where(fact => fact.Kind == FactKind.Paid).Sum(fact => fact.Cents), facts.Where(fact => fact.Kind == FactKind.Refunded).Sum(fact => fact.Cents));
    }

    public static async Task<StructuredCommunication> Communication(this Portal portal, string reference) =>
        StructuredCommunication.For(await portal.InDb(portal.Braine, db => db.Set<PaymentOrder>().Where(order => db.Set<Perron.Cases.Case>().Any(one => one.Id == order.CaseId && one.Reference == reference)).Select(order => order.Number).SingleAsync()));

    public static async Task<string> StateOf(this Portal portal, string reference) => (await portal.Case(portal.Braine, reference)).State;
}
