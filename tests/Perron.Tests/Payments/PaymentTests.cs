using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Money;
using Perron.Payments;
using Perron.Payments.Providers;
using Perron.Platform.Jobs;
using Perron.Tests.Cases;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Payments;

/// <summary>A case that costs something waits for its money, by whatever way it comes, and goes on with the last cent; what is too much goes back.</summary>
public sealed class PaymentTests
{
    private const string PayOnline = "Payer 6,00\u202F€ en ligne";
    private static readonly LocalDate Today = new(2026, 11, 24);

    [Fact]
    public async Task Paid_online_it_goes_on_at_once()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, karim, reference) = await Asked(portal);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Votre demande est en ordre. Elle coûte 6,00\u202F€"), claire.Text);
        await claire.Open($"/payer/{reference}");
        Assert.True(claire.Shows("BE32 1234 5678 9002") && claire.Shows("+++") && claire.Page.QuerySelector("figure.qr svg") is not null, claire.Text);
        await claire.Submit(PayOnline);
        await claire.Submit("Payer");
        Assert.True(claire.Url.EndsWith($"/payer/{reference}", StringComparison.Ordinal) && claire.Shows("C'est payé"), claire.Text);
        Assert.Equal("making", (await portal.Case(portal.Braine, reference)).State);
        await karim.Open($"/agent/dossiers/{reference}");
        Assert.True(karim.Shows("Paiement reçu"), karim.Text);
        await Round(portal);
        Assert.Equal((600, 0), await Money(portal)); // looking again adds nothing
    }

    [Fact]
    public async Task When_the_payer_never_comes_back_the_round_learns_of_it()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, _, reference) = await Asked(portal);
        await claire.Open($"/payer/{reference}");
        await claire.Submit(PayOnline);
        await claire.Submit("Payer, sans revenir");
        Assert.Equal("waiting-payment", (await portal.Case(portal.Braine, reference)).State);
        await Round(portal);
        Assert.Equal("making", (await portal.Case(portal.Braine, reference)).State);
    }

    [Fact]
    public async Task Given_up_online_it_is_paid_at_the_counter()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, karim, reference) = await Asked(portal);
        await claire.Open($"/payer/{reference}");
        await claire.Submit(PayOnline);
        await claire.Submit("Annuler");
        Assert.True(claire.Shows("Le paiement en ligne n'a pas abouti"), claire.Text);
        await karim.OpenDesk();
        await karim.Open($"/agent/caisse?reference={reference}");
        await karim.Submit("Enregistrer", ("moyen", "especes"), ("montant", "10"));
        Assert.True(karim.Status == HttpStatusCode.UnprocessableEntity && karim.Shows("rendez la monnaie"), karim.Text);
        await karim.Submit("Enregistrer", ("moyen", "especes"), ("montant", "6,00"));
        Assert.True(karim.Shows("Espèces"), karim.Text);
        Assert.Equal("making", (await portal.Case(portal.Braine, reference)).State);
        await claire.Open($"/payer/{reference}");
        Assert.True(claire.Shows("C'est payé"), claire.Text);
    }

    [Fact]
    public async Task Paid_at_the_counter_and_then_online_the_second_goes_back_once()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, karim, reference) = await Asked(portal);
        await claire.Open($"/payer/{reference}");
        await claire.Submit(PayOnline);
        await karim.OpenDesk();
        await karim.Open($"/agent/caisse?reference={reference}");
        await karim.Submit("Enregistrer", ("moyen", "carte"), ("montant", "6"), ("preuve", "000123"));
        await claire.Submit("Payer, sans revenir");
        await Round(portal);
        await Round(portal);
        Assert.Equal((1200, 600), await Money(portal));
        Assert.Equal([600], portal.Services.GetRequiredService<TestProvider>().Refunds.Values);
        await claire.Open($"/payer/{reference}");
        Assert.True(claire.Shows("nous vous rendons 6,00\u202F€"), claire.Text);
    }

    [Fact]
    public async Task What_comes_in_for_a_request_that_was_withdrawn_goes_back()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, _, reference) = await Asked(portal);
        await claire.Open($"/payer/{reference}");
        await claire.Submit(PayOnline);
        var window = claire.Url;
        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Oui, retirer ma demande");
        await claire.Open(window);
        await claire.Submit("Payer, sans revenir");
        await Round(portal);
        Assert.Equal((600, 600), await Money(portal));
        Assert.Equal("withdrawn", (await portal.Case(portal.Braine, reference)).State);
        Assert.Null((await portal.Case(portal.Braine, reference)).PaidAt); // reopened, it is asked again
    }

    [Fact]
    public async Task News_that_comes_twice_at_the_same_moment_is_written_once()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, _, reference) = await Asked(portal);
        await claire.Open($"/payer/{reference}");
        await claire.Submit(PayOnline);
        await claire.Submit("Payer, sans revenir");
        var others = Enumerable.Range(0, 4).Select(_ => portal.VisitAs(ClaireAs!, portal.Braine)).ToList();
        await Task.WhenAll(others.Select(other => other.Open($"/payer/{reference}/retour")));
        Assert.Equal((600, 0), await Money(portal));
        Assert.Equal("making", (await portal.Case(portal.Braine, reference)).State);
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<Perron.Timeline.TimelineEvent>().CountAsync(happened => happened.Kind == "PaymentArrived")));
    }

    [Fact]
    public async Task Who_is_exempted_pays_nothing_and_the_reason_is_kept()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, karim, reference) = await Asked(portal);
        await karim.Open($"/agent/caisse?reference={reference}");
        await karim.Submit("Enregistrer", ("moyen", "exemption"));
        Assert.True(karim.Status == HttpStatusCode.UnprocessableEntity && karim.Shows("Écrivez la preuve ou le motif"), karim.Text);
        await karim.Submit("Enregistrer", ("moyen", "exemption"), ("preuve", "Revenu d'intégration"));
        Assert.True(karim.Shows("Revenu d'intégration"), karim.Text);
        Assert.Equal("making", (await portal.Case(portal.Braine, reference)).State);
        await claire.Open($"/payer/{reference}");
        Assert.True(claire.Shows("Vous n'avez rien à payer"), claire.Text);
    }

    [Fact]
    public async Task Another_commune_knows_nothing_of_it_nor_does_a_stranger_and_the_cash_desk_is_for_officers()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, _, reference) = await Asked(portal);
        Assert.Equal(HttpStatusCode.NotFound, (await claire.Open("/agent/caisse")).Status);
        foreach (var stranger in (Browser[])[portal.Visit(portal.Braine), portal.Visit(portal.Boussu)])
        {
            await stranger.Open($"/payer/{reference}");
            Assert.False(stranger.Shows("6,00"), stranger.Text);
        }

        var boussu = portal.VisitAs(await portal.Officer(portal.Boussu, "fatima.zeroual"), portal.Boussu);
        Assert.Equal(HttpStatusCode.NotFound, (await boussu.Open($"/agent/caisse?reference={reference}")).Status);
    }

    [Fact]
    public async Task Where_it_costs_nothing_nothing_is_asked()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("communes/braine-lalleud/procedures.yaml", "certificat-de-residence, service: population, price-cents: 300", "certificat-de-residence, service: population, price-cents: 0");
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Catalogue", catalogue.Folder));
        await portal.InDb(portal.Braine, db => db.Set<Perron.Procedures.AdoptedProcedure>().Where(adopted => adopted.Slug == "certificat-de-residence").ExecuteUpdateAsync(row => row.SetProperty(adopted => adopted.PriceCents, 0)));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await ScenarioTests.FillIn(portal, claire, ScenarioFile.Read("certificat-de-residence"), Today);
        var karim = portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine);
        await karim.Open($"/agent/dossiers/{reference}");
        Assert.True(karim.Page.QuerySelector("a[href*='action=check']") is not null && karim.Page.QuerySelector("a[href*='action=ask-payment']") is null, karim.Text);
    }

    private Perron.Platform.Security.Visitor? ClaireAs { get; set; }

    private async Task<(Browser Claire, Browser Karim, string Reference)> Asked(Portal portal) => await portal.Asked(ClaireAs ??= await portal.Claire());

    private static Task<bool> Round(Portal portal) => portal.Reconcile();

    private static Task<(int In, int Back)> Money(Portal portal) => portal.Money();
}
