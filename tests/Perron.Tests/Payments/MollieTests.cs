using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Payments;
using Perron.Payments.Providers;
using Perron.Platform;
using Perron.Tests.Cases;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Payments;

/// <summary>Paid by Mollie, whose news is lost, late, doubled, in disorder or forged: what is asked of it counts, and nothing counts twice.</summary>
public sealed class MollieTests : IDisposable
{
    private static readonly string[] Ends = ["pending", "paid", "failed", "expired", "canceled"];
    private readonly FakeMollie _mollie = new();
    private readonly CopiedCatalogue _catalogue = new();

    public MollieTests() => _catalogue.Change("communes/braine-lalleud/payments.yaml", "iban: BE32 1234 5678 9002", "iban: BE32 1234 5678 9002\nonline: { provider: mollie, account: pfl_braine, methods: [bancontact, wero] }");

    public void Dispose()
    {
        _mollie.Dispose();
        _catalogue.Dispose();
    }

    private Task<Portal> Open() => Portal.Open(_mollie.Settings(_catalogue.Folder));

    private async Task<(Browser Claire, string Reference, FakeMollie.Payment Payment)> Begun(Portal portal, Perron.Platform.Security.Visitor? citizen = null)
    {
        var (claire, _, reference) = await portal.Asked(citizen ?? await portal.Claire());
        await claire.Open($"/payer/{reference}");
        await claire.Submit("Payer 6,00\u202F€ en ligne");
        Assert.StartsWith("https://www.mollie.example.org/checkout/tr_", claire.Location, StringComparison.Ordinal);
        return (claire, reference, _mollie.Payments[claire.Location!.Split('/')[^1]]);
    }

    private static async Task<HttpStatusCode> Tell(Portal portal, string id)
    {
        using var news = new FormUrlEncodedContent([new("id", id)]);
        return (await portal.Visit(portal.Braine).Http.PostAsync("/avis-de-paiement/mollie", news)).StatusCode;
    }

    [Fact]
    public async Task It_is_asked_as_its_documentation_says_and_its_news_is_a_reason_to_ask()
    {
        await using var portal = await Open();
        var (claire, reference, payment) = await Begun(portal);
        var asked = _mollie.Asked.Single();
        var attempt = await portal.InDb(portal.Braine, db => db.Set<PaymentAttempt>().AsNoTracking().SingleAsync());
        Assert.Equal(("POST /v2/payments", attempt.Id.Value.ToString()), (asked.What, asked.Key));
        Assert.Equal(
            ("EUR", "6.00", $"https://{portal.Braine.Host}/payer/{reference}/retour", $"https://{portal.Braine.Host}/avis-de-paiement/mollie", "fr_BE", "[\"bancontact\",\"wero\"]", null),
            ((string)asked.Body!["amount"]!["currency"]!, (string)asked.Body["amount"]!["value"]!, (string)asked.Body["redirectUrl"]!, (string)asked.Body["webhookUrl"]!, (string)asked.Body["locale"]!, asked.Body["method"]!.ToJsonString(), asked.Body["profileId"]));
        payment.Status = "paid";
        Assert.Equal(HttpStatusCode.OK, await Tell(portal, payment.Id));
        Assert.Equal("making", await portal.StateOf(reference));
        await claire.Open($"/payer/{reference}");
        Assert.True(claire.Shows("C'est payé"), claire.Text);
    }

    [Fact]
    public async Task News_that_is_forged_or_names_nothing_changes_nothing()
    {
        await using var portal = await Open();
        var (_, reference, payment) = await Begun(portal);
        Assert.Equal(HttpStatusCode.OK, await Tell(portal, payment.Id)); // it is not paid: the provider says so
        Assert.Equal(HttpStatusCode.OK, await Tell(portal, "tr_nobody")); // nobody learns which ones are known
        Assert.Equal(HttpStatusCode.BadRequest, await Tell(portal, ""));
        Assert.Equal(HttpStatusCode.BadRequest, await Tell(portal, new('x', 200)));
        using var elsewhere = new FormUrlEncodedContent([new("id", payment.Id)]);
        payment.Status = "paid";
        Assert.Equal(HttpStatusCode.OK, (await portal.Visit(portal.Boussu).Http.PostAsync("/avis-de-paiement/mollie", elsewhere)).StatusCode); // of another commune
        Assert.Equal(("waiting-payment", (0, 0)), (await portal.StateOf(reference), await portal.Money()));
    }

    [Fact]
    public async Task News_that_is_doubled_and_in_disorder_counts_once()
    {
        await using var portal = await Open();
        var (_, reference, payment) = await Begun(portal);
        payment.Status = "pending";
        await Tell(portal, payment.Id);
        payment.Status = "paid";
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Tell(portal, payment.Id)));
        payment.Status = "expired"; // no honest provider says so, and it would not matter
        await Tell(portal, payment.Id);
        await portal.Reconcile();
        Assert.Equal(("making", (600, 0)), (await portal.StateOf(reference), await portal.Money()));
    }

    [Fact]
    public async Task News_that_is_lost_is_made_up_for_by_the_round_even_after_the_window_was_closed()
    {
        await using var portal = await Open();
        var (claire, reference, payment) = await Begun(portal);
        payment.Status = "canceled";
        await claire.Open($"/payer/{reference}/retour");
        Assert.True(claire.Shows("Le paiement en ligne n'a pas abouti"), claire.Text);
        payment.Status = "paid"; // the card went through at the last second
        await portal.Reconcile();
        Assert.Equal(("making", (600, 0)), (await portal.StateOf(reference), await portal.Money()));
    }

    [Fact]
    public async Task When_its_answer_to_the_beginning_is_lost_the_second_asking_is_the_same_payment()
    {
        await using var portal = await Open();
        var (claire, _, reference) = await portal.Asked(await portal.Claire());
        var lost = 0;
        _mollie.Mood = what => what.StartsWith("POST", StringComparison.Ordinal) && lost++ == 0 ? -400 : 0; // dealt with, and the answer is not the one it gave
        await claire.Open($"/payer/{reference}");
        await claire.Submit("Payer 6,00\u202F€ en ligne");
        Assert.True(claire.Shows("Le service de paiement ne répond pas"), claire.Text);
        await claire.Submit("Payer 6,00\u202F€ en ligne");
        Assert.StartsWith("https://www.mollie.example.org/checkout/", claire.Location, StringComparison.Ordinal);
        Assert.Single(_mollie.Payments);
        Assert.Single(_mollie.Asked.Select(asked => asked.Key).Distinct());
    }

    [Fact]
    public async Task Asked_too_often_it_is_asked_again_and_away_it_is_asked_later()
    {
        await using var portal = await Open();
        var (_, reference, payment) = await Begun(portal);
        payment.Status = "paid";
        _mollie.Mood = _ => 401; // nothing that is tried again at once
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Tell(portal, payment.Id));
        var refused = 0;
        _mollie.Mood = _ => refused++ < 2 ? 429 : 0;
        var told = Tell(portal, payment.Id);
        while (!told.IsCompleted)
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(1)); // the client waits by the clock of the house
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal((HttpStatusCode.OK, 3, "making"), (await told, refused, await portal.StateOf(reference)));
    }

    [Fact]
    public async Task What_is_too_much_goes_back_once_although_the_answer_was_lost()
    {
        await using var portal = await Open();
        var (_, reference, payment) = await Begun(portal);
        var karim = portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine);
        await karim.OpenDesk();
        await karim.Open($"/agent/caisse?reference={reference}");
        await karim.Submit("Enregistrer", ("moyen", "especes"), ("montant", "6"));
        payment.Status = "paid";
        await Tell(portal, payment.Id);
        await karim.Open($"/agent/caisse?reference={reference}");
        Assert.True(karim.Shows("sans que vous ayez rien à faire"), karim.Text); // it goes back by the way it came, not at the desk
        var lost = 0;
        _mollie.Mood = what => what.EndsWith("/refunds", StringComparison.Ordinal) && lost++ == 0 ? -400 : 0;
        await Assert.ThrowsAsync<ProviderAwayException>(portal.Reconcile);
        await portal.Reconcile();
        await portal.Reconcile();
        Assert.Equal((1200, 600), await portal.Money());
        Assert.Equal(["6.00"], _mollie.Refunds.Values);
    }

    [Fact]
    public async Task What_the_payer_s_bank_takes_back_is_owed_again()
    {
        await using var portal = await Open();
        var (claire, reference, payment) = await Begun(portal);
        payment.Status = "paid";
        await Tell(portal, payment.Id);
        payment.ChargedBack = "6.00";
        await Tell(portal, payment.Id);
        await Tell(portal, payment.Id);
        await claire.Open($"/payer/{reference}");
        Assert.True(claire.Shows("Il vous reste 6,00\u202F€ à payer"), claire.Text);
        Assert.Null((await portal.Case(portal.Braine, reference)).PaidAt);
    }

    [Fact]
    public async Task One_payment_for_which_it_has_no_answer_holds_up_no_other()
    {
        await using var portal = await Open();
        var claire = await portal.Claire();
        var (_, first, poisoned) = await Begun(portal, claire);
        var (_, second, payment) = await Begun(portal, claire);
        (poisoned.Status, payment.Status) = ("paid", "paid");
        _mollie.Mood = what => what.EndsWith(poisoned.Id, StringComparison.Ordinal) ? 400 : 0;
        await Assert.ThrowsAsync<ProviderAwayException>(portal.Reconcile);
        Assert.Equal(("waiting-payment", "making"), (await portal.StateOf(first), await portal.StateOf(second)));
    }

    [Fact]
    public async Task A_commune_whose_secret_is_missing_does_not_open()
    {
        var fault = await Assert.ThrowsAsync<SettingFault>(() => Portal.Open(("Perron:Catalogue", _catalogue.Folder)));
        Assert.Contains("Perron:Payments:Communes:braine-lalleud:Key", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task In_a_storm_of_news_the_sum_that_is_written_down_is_the_sum_that_was_paid(int seed)
    {
        await using var portal = await Open();
        var (dice, claire) = (new Random(seed), await portal.Claire());
        List<(Browser Who, string Reference)> cases = [];
        for (var number = 0; number < 4; number++)
        {
            var (who, reference, _) = await Begun(portal, claire);
            cases.Add((who, reference));
        }

        for (var turn = 0; turn < 40; turn++)
        {
            var payment = _mollie.Payments.Values.OrderBy(one => one.Id, StringComparer.Ordinal).ElementAt(dice.Next(_mollie.Payments.Count));
            payment.Status = payment.Status is "paid" ? "paid" : Ends[dice.Next(5)];
            for (var times = dice.Next(3); times > 0; times--)
            {
                await Tell(portal, _mollie.Payments.Values.ElementAt(dice.Next(_mollie.Payments.Count)).Id);
            }

            var (who, reference) = cases[dice.Next(4)];
            await who.Open($"/payer/{reference}");
            if (dice.Next(3) == 0 && who.Page.QuerySelector("form[action$='/en-ligne']") is not null)
            {
                await who.Submit("en ligne"); // a second window, which may be paid as well
            }
        }

        await portal.Reconcile();
        await portal.Reconcile();
        var paid = _mollie.Payments.Values.Count(payment => payment.Status == "paid");
        var (came, back) = await portal.Money();
        Assert.Equal(600 * paid, came);
        Assert.Equal(600 * _mollie.Refunds.Count, back);
        var balances = await portal.InDb(portal.Braine, db => db.Set<PaymentOrder>().Select(order => new { order.BalanceCents, order.PaidAt }).ToListAsync());
        Assert.All(balances, order => Assert.Equal(order.PaidAt is null ? 0 : 600, order.BalanceCents)); // nobody has paid twice in the end
    }
}
