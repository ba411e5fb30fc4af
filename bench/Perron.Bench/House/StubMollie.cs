using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
namespace Perron.Bench.House;

/// <summary>A provider on this machine that speaks as Mollie's documentation says: it knows its payments, and now and then has no time.</summary>
internal sealed class StubMollie : IAsyncDisposable
{
    private const int RefusesOneIn = 200;
    private readonly ConcurrentDictionary<string, (string Status, int Cents)> _payments = new();
    private readonly ConcurrentDictionary<string, string> _byKey = new();
    private readonly WebApplication _app;
    private int _asked;

    public StubMollie()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        Address = $"http://127.0.0.1:{Workshop.FreePort()}/";
        builder.WebHost.UseUrls(Address);
        _app = builder.Build();
        _app.Run(Answer);
    }

    public string Address { get; }

    /// <summary>Key → cents.</summary>
    public ConcurrentDictionary<string, int> Refunds { get; } = new();

    public Task Start() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public void Set(string id, string status, int cents) => _payments[id] = (status, cents);

    /// <summary>What was paid, by the name of the payment.</summary>
    public IReadOnlyDictionary<string, int> Paid => _payments.Where(payment => payment.Value.Status == "paid").ToDictionary(payment => payment.Key, payment => payment.Value.Cents);

    private async Task Answer(HttpContext context)
    {
        if (Interlocked.Increment(ref _asked) % RefusesOneIn == 0)
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (StatusCodes.Status429TooManyRequests, "0");
            return;
        }

        var (path, key) = (context.Request.Path.Value!.Split('/'), context.Request.Headers["Idempotency-Key"].ToString());
        if (HttpMethods.IsPost(context.Request.Method))
        {
            var cents = (int)(decimal.Parse((string)(await JsonNode.ParseAsync(context.Request.Body))!["amount"]!["value"]!, CultureInfo.InvariantCulture) * 100);
            context.Response.StatusCode = StatusCodes.Status201Created;
            if (path[^1] == "refunds")
            {
                Refunds.TryAdd(key, cents);
                await context.Response.WriteAsJsonAsync(new { id = $"re_{key}", status = "pending" });
                return;
            }

            var id = _byKey.GetOrAdd(key, $"tr_{key}");
            _payments.TryAdd(id, ("open", cents));
            await Write(context, id, _payments[id]);
        }
        else if (_payments.TryGetValue(path[^1], out var payment))
        {
            await Write(context, path[^1], payment);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static Task Write(HttpContext context, string id, (string Status, int Cents) payment) => context.Response.WriteAsJsonAsync(new
    {
        id,
        status = payment.Status,
        amount = new { currency = "EUR", value = (payment.Cents / 100m).ToString("0.00", CultureInfo.InvariantCulture) },
        _links = new { checkout = new { href = $"https://www.example.org/checkout/{id}" } },
    });
}
