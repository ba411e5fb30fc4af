using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Perron.Money;
namespace Perron.Payments.Providers;

/// <summary>
/// Worldline Direct, Hosted Checkout Page, API v2. Written from its published documentation as read on 26 November 2026 (docs.direct.worldline-solutions.com/en/integration: /basic-integration-methods/hosted-checkout-page,
/// /api-developer-guide/authentication, /statuses, /webhooks) and the order of what is signed in its public SDK for Node.js; never run against the provider.
/// A checkout is no money yet: the payment that is made on its page has a name of its own, by which it is asked for and given back.
/// </summary>
public sealed class WorldlineProvider(HttpClient http, OnlineAccount account, string keyId, string secret, TimeProvider time) : HttpProvider(Kind, http), IPaymentProvider
{
    public const string Kind = "worldline";
    private const string JsonType = "application/json";

    public async Task<ProviderPayment> Create(PaymentAsked asked, CancellationToken cancellation)
    {
        var products = account.Methods.Select(method => int.Parse(method, CultureInfo.InvariantCulture)).ToList();
        var created = await Sure<Created>(Request(HttpMethod.Post, "hostedcheckouts", new
        {
            Order = new { AmountOfMoney = new Money(asked.Cents, "EUR"), References = new { MerchantReference = ReferenceOf(asked.Key), Descriptor = asked.Description } },
            HostedCheckoutSpecificInput = new { ReturnUrl = asked.Back, Locale = LocaleOf(asked.Language), PaymentProductFilters = products is [] ? null : new { RestrictTo = new { Products = products } } },
            CardPaymentMethodSpecificInput = new { AuthorizationMode = "SALE" }, // the money at once, not only a promise of it
            RedirectPaymentMethodSpecificInput = new { RequiresApproval = false },
            Feedbacks = new { WebhooksUrls = new[] { asked.News } },
        }, asked.Key.ToString()), cancellation);
        return new(created.HostedCheckoutId, FactKind.Open, asked.Cents, created.RedirectUrl ?? $"https://payment.{created.PartialRedirectUrl}");
    }

    public async Task<ProviderPayment?> Fetch(string id, string? chargeId, CancellationToken cancellation)
    {
        if (chargeId is not null)
        {
            return await Ask<Payment>(Request(HttpMethod.Get, $"payments/{Uri.EscapeDataString(chargeId)}", null, null), cancellation) is { } payment ? Seen(id, payment) : null;
        }

        return await Ask<Checkout>(Request(HttpMethod.Get, $"hostedcheckouts/{Uri.EscapeDataString(id)}", null, null), cancellation) switch
        {
            null => null,
            { CreatedPaymentOutput.Payment: { } payment } => Seen(id, payment),
            { Status: "CANCELLED_BY_CONSUMER" } => new(id, FactKind.Cancelled, 0, ""),
            _ => new(id, FactKind.Open, 0, ""),
        };
    }

    public async Task<string> Refund(string id, string? chargeId, int cents, Guid key, CancellationToken cancellation) => (await Sure<Refunded>(Request(
        HttpMethod.Post, $"payments/{Uri.EscapeDataString(chargeId ?? throw new ProviderAwayException("Worldline has not named the payment yet."))}/refund", new { AmountOfMoney = new Money(cents, "EUR") }, $"{key:N}-refund"), cancellation)).Id;

    /// <summary>Under which name an attempt is known there; a webhook brings it back.</summary>
    public static string ReferenceOf(Guid key) => key.ToString("N");

    /// <summary>The attempt of which a webhook speaks; null when it is not signed by the secret, or says nothing of a payment.</summary>
    public static Guid? AttemptOf(byte[] body, string? signature, string secret)
    {
        var signed = new byte[32];
        if (signature is null || !Convert.TryFromBase64String(signature, signed, out var length) || length != 32 || !CryptographicOperations.FixedTimeEquals(signed, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)))
        {
            return null;
        }

        try
        {
            return Guid.TryParseExact(JsonSerializer.Deserialize<News>(body, Json)?.Payment?.PaymentOutput?.References?.MerchantReference, "N", out var attempt) ? attempt : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Signed: method, type, date, the headers of their own in order of their names, path; each on a line.
    private HttpRequestMessage Request(HttpMethod method, string resource, object? body, string? once)
    {
        var (path, date) = ($"/v2/{Uri.EscapeDataString(account.Account)}/{resource}", time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json)) { Headers = { ContentType = new MediaTypeHeaderValue(JsonType) } };
        }

        var own = once is null ? "" : $"x-gcs-idempotence-key:{once}\n";
        var toSign = $"{method.Method}\n{(body is null ? "" : JsonType)}\n{date}\n{own}{path}\n";
        request.Headers.TryAddWithoutValidation("Date", date);
        request.Headers.TryAddWithoutValidation("Authorization", $"GCS v1HMAC:{keyId}:{Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(toSign)))}");
        if (once is not null)
        {
            request.Headers.Add("X-GCS-Idempotence-Key", once);
        }

        return request;
    }

    private static ProviderPayment Seen(string id, Payment payment)
    {
        var money = payment.PaymentOutput?.AmountOfMoney;
        if (money is { CurrencyCode: not "EUR" })
        {
            throw new ProviderAwayException("Worldline named an amount that is not in euros.");
        }

        var kind = payment.Status switch
        {
            "CAPTURED" or "REFUND_REQUESTED" or "REFUNDED" or "REVERSED" => FactKind.Paid, // what went back afterwards was paid first
            "CANCELLED" => FactKind.Cancelled,
            "REJECTED" or "REJECTED_CAPTURE" => FactKind.Failed,
            _ => FactKind.Pending, // asked for, promised, on its way: no money yet
        };
        return new(id, kind, money?.Amount ?? 0, "", payment.Id, payment.Status == "REVERSED" ? money?.Amount ?? 0 : 0);
    }

    private static string LocaleOf(string language) => language switch { "nl" => "nl_BE", "de" => "de_DE", "en" => "en_GB", _ => "fr_BE" };

    private sealed record Money(int Amount, string CurrencyCode);

    private sealed record Created(string HostedCheckoutId, string? RedirectUrl, string? PartialRedirectUrl);

    private sealed record Checkout(string Status, CheckoutPayment? CreatedPaymentOutput);

    private sealed record CheckoutPayment(Payment? Payment);

    private sealed record Payment(string? Id, string? Status, Output? PaymentOutput);

    private sealed record Output(Money? AmountOfMoney, References? References);

    private sealed record References(string? MerchantReference);

    private sealed record Refunded(string Id);

    private sealed record News(Payment? Payment);
}
