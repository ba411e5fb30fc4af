using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Perron.Payments;
using Perron.Tests.Cases;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Payments;

/// <summary>Paid by Worldline: what is asked is signed, what it tells is checked by its signature and then asked for all the same.</summary>
public sealed class WorldlineTests : IDisposable
{
    private readonly FakeWorldline _worldline = new();
    private readonly CopiedCatalogue _catalogue = new();

    public WorldlineTests() => _catalogue.Change("communes/braine-lalleud/payments.yaml", "iban: BE32 1234 5678 9002", "iban: BE32 1234 5678 9002\nonline: { provider: worldline, account: BraineTest, methods: [3012] }");

    public void Dispose()
    {
        _worldline.Dispose();
        _catalogue.Dispose();
    }

    private async Task<(Portal Portal, Browser Claire, string Reference, FakeWorldline.Checkout Checkout)> Begun()
    {
        var portal = await Portal.Open(_worldline.Settings(_catalogue.Folder));
        var (claire, _, reference) = await portal.Asked(await portal.Claire());
        await claire.Open($"/payer/{reference}");
        await claire.Submit("Payer 6,00\u202F€ en ligne");
        Assert.StartsWith("https://payment.worldline.example.org/", claire.Location, StringComparison.Ordinal);
        return (portal, claire, reference, _worldline.Checkouts.Values.Single());
    }

    private static async Task<HttpStatusCode> Tell(Portal portal, FakeWorldline.Checkout checkout, string secret = "news-secret", string keyId = "news-key")
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { apiVersion = "v1", id = Guid.CreateVersion7(), merchantId = "BraineTest", type = "payment.captured", payment = new { id = checkout.PaymentId, status = "CAPTURED", paymentOutput = new { references = new { merchantReference = checkout.Reference } } } });
        using var content = new ByteArrayContent(body);
        content.Headers.Add("X-GCS-Signature", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        content.Headers.Add("X-GCS-KeyId", keyId);
        return (await portal.Visit(portal.Braine).Http.PostAsync("/avis-de-paiement/worldline", content)).StatusCode;
    }

    [Fact]
    public async Task It_is_asked_by_signed_requests_and_only_captured_money_is_money()
    {
        var (portal, _, reference, checkout) = await Begun();
        await using var _ = portal;
        var asked = _worldline.Asked.Single();
        Assert.Equal("POST /v2/BraineTest/hostedcheckouts", asked.What);
        Assert.Equal(
            (600, "EUR", "[3012]", $"[\"https://{portal.Braine.Host}/avis-de-paiement/worldline\"]"),
            ((int)asked.Body!["order"]!["amountOfMoney"]!["amount"]!, (string)asked.Body["order"]!["amountOfMoney"]!["currencyCode"]!, asked.Body["hostedCheckoutSpecificInput"]!["paymentProductFilters"]!["restrictTo"]!["products"]!.ToJsonString(), asked.Body["feedbacks"]!["webhooksUrls"]!.ToJsonString()));
        checkout.Status = "CAPTURE_REQUESTED";
        Assert.Equal(HttpStatusCode.OK, await Tell(portal, checkout)); // it says captured, and is not
        Assert.Equal("waiting-payment", await portal.StateOf(reference));
        checkout.Status = "CAPTURED";
        Assert.Equal(HttpStatusCode.OK, await Tell(portal, checkout));
        Assert.Equal(HttpStatusCode.OK, await Tell(portal, checkout));
        await portal.Reconcile();
        Assert.Equal(("making", (600, 0)), (await portal.StateOf(reference), await portal.Money()));
    }

    [Fact]
    public async Task News_that_is_not_signed_by_its_key_is_refused_unasked()
    {
        var (portal, _, reference, checkout) = await Begun();
        await using var _ = portal;
        checkout.Status = "CAPTURED";
        var before = _worldline.Asked.Count;
        Assert.Equal(HttpStatusCode.BadRequest, await Tell(portal, checkout, secret: "guessed"));
        Assert.Equal(HttpStatusCode.BadRequest, await Tell(portal, checkout, keyId: "other"));
        using var bare = new StringContent("{}");
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.Visit(portal.Braine).Http.PostAsync("/avis-de-paiement/worldline", bare, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal((before, "waiting-payment"), (_worldline.Asked.Count, await portal.StateOf(reference)));
        await portal.Reconcile(); // lost for all that, it is made up for
        Assert.Equal("making", await portal.StateOf(reference));
    }

    [Fact]
    public async Task What_is_too_much_goes_back_by_the_name_of_the_payment_and_the_address_can_be_proved()
    {
        var (portal, claire, reference, checkout) = await Begun();
        await using var _ = portal;
        checkout.Status = "CAPTURED";
        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Oui, retirer ma demande");
        await portal.Reconcile();
        await portal.Reconcile();
        Assert.Equal((600, 600), await portal.Money());
        Assert.Equal([(checkout.PaymentId, 600)], _worldline.Refunds.Values);
        using var proof = new HttpRequestMessage(HttpMethod.Get, "/avis-de-paiement/worldline");
        proof.Headers.Add("X-GCS-Webhooks-Endpoint-Verification", "abc-123");
        using var answer = await portal.Visit(portal.Braine).Http.SendAsync(proof, TestContext.Current.CancellationToken);
        Assert.Equal("abc-123", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory, InlineData("REJECTED"), InlineData("CANCELLED")]
    public async Task What_comes_to_nothing_is_said_and_can_be_tried_again(string status)
    {
        var (portal, claire, reference, checkout) = await Begun();
        await using var _ = portal;
        checkout.Status = status;
        await claire.Open($"/payer/{reference}/retour");
        Assert.True(claire.Shows("Le paiement en ligne n'a pas abouti"), claire.Text);
        await claire.Submit("Payer 6,00\u202F€ en ligne");
        Assert.Equal(2, _worldline.Checkouts.Count);
    }

    /// <summary>Worldline Direct, as far as it is spoken to: a request whose signature it cannot make itself is refused.</summary>
    internal sealed class FakeWorldline : FakeProvider
    {
        internal sealed class Checkout
        {
            public required string Id { get; init; }
            public required string Reference { get; init; }
            public required int Amount { get; init; }
            public string PaymentId => $"{Id[^8..]}_0";
            public string? Status { get; set; }
        }

        public ConcurrentDictionary<string, Checkout> Checkouts { get; } = new();

        public ConcurrentDictionary<string, (string Payment, int Amount)> Refunds { get; } = new();

        public (string, string)[] Settings(string catalogue) =>
        [
            ("Perron:Catalogue", catalogue), ("Perron:Payments:Worldline", Address), ("Perron:Rounds", "false"),
            Secret("Key", "key-id"), Secret("Secret", "key-secret"), Secret("WebhookKey", "news-key"), Secret("WebhookSecret", "news-secret"),
        ];

        private static (string, string) Secret(string name, string value) => ($"Perron:Payments:Communes:braine-lalleud:{name}", value);

        protected override string KeyOf(HttpListenerRequest request, string body)
        {
            var once = request.Headers["X-GCS-Idempotence-Key"];
            var signed = $"{request.HttpMethod}\n{(request.HttpMethod == "POST" ? request.ContentType : "")}\n{request.Headers["Date"]}\n{(once is null ? "" : $"x-gcs-idempotence-key:{once}\n")}{request.Url!.AbsolutePath}\n";
            var expected = $"GCS v1HMAC:key-id:{Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes("key-secret"), Encoding.UTF8.GetBytes(signed)))}";
            _ = DateTimeOffset.ParseExact(request.Headers["Date"]!, "R", CultureInfo.InvariantCulture);
            return request.Headers["Authorization"] == expected ? once ?? "" : "forged";
        }

        protected override (int Status, object? Answer) Deal(string method, string path, string key, JsonNode? body)
        {
            var part = path.Split('/');
            if (key == "forged")
            {
                return (403, null);
            }

            if (path.EndsWith("/refund", StringComparison.Ordinal))
            {
                Refunds.TryAdd(key, (part[^2], (int)body!["amountOfMoney"]!["amount"]!));
                return (201, new { id = $"{part[^2]}r", status = "REFUND_REQUESTED" });
            }

            if (method == "POST")
            {
                var one = Checkouts.GetOrAdd(key, _ => new() { Id = Guid.CreateVersion7().ToString("N"), Reference = (string)body!["order"]!["references"]!["merchantReference"]!, Amount = (int)body["order"]!["amountOfMoney"]!["amount"]! });
                return (201, new { hostedCheckoutId = one.Id, RETURNMAC = "mac", redirectUrl = $"https://payment.worldline.example.org/{one.Id}" });
            }

            return Checkouts.Values.FirstOrDefault(one => one.Id == part[^1] || one.PaymentId == part[^1]) is not { } known ? (404, null)
                : part[^2] == "payments" ? (200, Payment(known))
                : (200, known.Status is null ? new { status = "IN_PROGRESS" } : new { status = "PAYMENT_CREATED", createdPaymentOutput = new { payment = Payment(known) } });
        }

        private static object Payment(Checkout one) => new { id = one.PaymentId, status = one.Status, paymentOutput = new { amountOfMoney = new { amount = one.Amount, currencyCode = "EUR" }, references = new { merchantReference = one.Reference } } };
    }
}
