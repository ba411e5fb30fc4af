using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Perron.Money;
namespace Perron.Payments.Providers;

/// <summary>
/// Mollie, Payments API v2. Written from its published documentation as read on 26 November 2026 (docs.mollie.com/reference/create-payment, /get-payment, /create-refund, /webhooks, /api-idempotency); never run against the provider.
/// Its webhook carries an id only, and the payment is then asked for. A key of idempotency is remembered there for one hour: an attempt that is begun anew after that is another payment, the first of which nobody was ever led to.
/// </summary>
public sealed class MollieProvider(HttpClient http, OnlineAccount account, string key) : HttpProvider(Kind, http), IPaymentProvider
{
    public const string Kind = "mollie";
    private const int LongestDescription = 255;

    public async Task<ProviderPayment> Create(PaymentAsked asked, CancellationToken cancellation) => Seen(await Sure<Payment>(Request(HttpMethod.Post, "v2/payments", new Asked(
        Amount.Of(asked.Cents), asked.Description.Length > LongestDescription ? asked.Description[..LongestDescription] : asked.Description, asked.Back, asked.News, account.Methods is [] ? null : account.Methods, LocaleOf(asked.Language),
        key.StartsWith("access_", StringComparison.Ordinal) ? account.Account : null), $"{asked.Key}"), cancellation)); // a key of the API is of one profile already

    public async Task<ProviderPayment?> Fetch(string id, string? chargeId, CancellationToken cancellation) =>
        await Ask<Payment>(Request(HttpMethod.Get, $"v2/payments/{Uri.EscapeDataString(id)}", null, null), cancellation) is { } payment ? Seen(payment) : null;

    public async Task<string> Refund(string id, string? chargeId, int cents, Guid key, CancellationToken cancellation) =>
        (await Sure<Refunded>(Request(HttpMethod.Post, $"v2/payments/{Uri.EscapeDataString(id)}/refunds", new ToRefund(Amount.Of(cents)), $"{key}-refund"), cancellation)).Id;

    private HttpRequestMessage Request(HttpMethod method, string path, object? body, string? once)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (once is not null)
        {
            request.Headers.Add("Idempotency-Key", once);
        }

        return request;
    }

    private static ProviderPayment Seen(Payment payment) => new(payment.Id, payment.Status switch
    {
        "open" => FactKind.Open,
        "canceled" => FactKind.Cancelled,
        "expired" => FactKind.Expired,
        "failed" => FactKind.Failed,
        "paid" => FactKind.Paid,
        _ => FactKind.Pending, // pending, authorized, and whatever comes one day: no money yet
    }, payment.Amount.Cents, payment.Links?.Checkout?.Href ?? "", ChargedBack: payment.AmountChargedBack?.Cents ?? 0);

    private static string LocaleOf(string language) => language switch { "nl" => "nl_BE", "de" => "de_DE", "en" => "en_GB", _ => "fr_BE" };

    /// <param name="Value">Always with two decimals, as a text.</param>
    private sealed record Amount(string Currency, string Value)
    {
        public static Amount Of(int cents) => new("EUR", (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture));

        [JsonIgnore]
        public int Cents => Currency == "EUR" && decimal.TryParse(Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euros) ? (int)(euros * 100) : throw new ProviderAwayException("Mollie named an amount that is not in euros.");
    }

    private sealed record Asked(Amount Amount, string Description, string RedirectUrl, string WebhookUrl, [property: JsonPropertyName("method")] IReadOnlyList<string>? Methods, string Locale, string? ProfileId);

    private sealed record ToRefund(Amount Amount);

    private sealed record Refunded(string Id);

    private sealed record Payment(string Id, string Status, Amount Amount, Amount? AmountChargedBack, [property: JsonPropertyName("_links")] Links? Links);

    private sealed record Links(Link? Checkout);

    private sealed record Link(string Href);
}
