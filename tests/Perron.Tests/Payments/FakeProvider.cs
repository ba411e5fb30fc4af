using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
namespace Perron.Tests.Payments;

/// <summary>A provider on this machine that answers as its documentation says; it refuses, stays silent or forgets to answer as the test says.</summary>
internal abstract class FakeProvider : IDisposable
{
    private readonly HttpListener _door = new();

    protected FakeProvider()
    {
        for (var port = 18_400 + Random.Shared.Next(20_000); ; port = 18_400 + Random.Shared.Next(20_000))
        {
            try
            {
                _door.Prefixes.Clear();
                _door.Prefixes.Add($"http://127.0.0.1:{port}/");
                _door.Start();
                Address = $"http://127.0.0.1:{port}/";
                break;
            }
            catch (HttpListenerException)
            {
                // taken by somebody else
            }
        }

        _ = Serve();
    }

    public string Address { get; }

    public ConcurrentQueue<(string What, string Key, JsonNode? Body)> Asked { get; } = new();

    /// <summary>What happens to a request before it is dealt with: a status, or 0 to deal with it. Below zero: it is dealt with, and answered by that status.</summary>
    public Func<string, int> Mood { get; set; } = _ => 0;

    public void Dispose() => ((IDisposable)_door).Dispose();

    protected abstract (int Status, object? Answer) Deal(string method, string path, string key, JsonNode? body);

    protected virtual string KeyOf(HttpListenerRequest request, string body) => "";

    private async Task Serve()
    {
        while (_door.IsListening)
        {
            try
            {
                var call = await _door.GetContextAsync();
                _ = Task.Run(() => Answer(call));
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task Answer(HttpListenerContext call)
    {
        using var reader = new StreamReader(call.Request.InputStream, Encoding.UTF8);
        var (text, what) = (await reader.ReadToEndAsync(), $"{call.Request.HttpMethod} {call.Request.Url!.AbsolutePath}");
        var (key, body) = (KeyOf(call.Request, text), text.Length > 0 ? JsonNode.Parse(text) : null);
        Asked.Enqueue((what, key, body));
        var mood = Mood(what);
        var (status, answer) = mood > 0 ? (mood, null) : Deal(call.Request.HttpMethod, call.Request.Url.AbsolutePath, key, body);
        call.Response.StatusCode = mood < 0 ? -mood : status;
        if (status == 429)
        {
            call.Response.Headers["Retry-After"] = "0";
        }

        if (answer is not null && mood == 0)
        {
            call.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(call.Response.OutputStream, answer);
        }

        call.Response.Close();
    }
}

/// <summary>Mollie, as far as it is spoken to.</summary>
internal sealed class FakeMollie : FakeProvider
{
    private readonly ConcurrentDictionary<string, string> _byKey = new();

    public sealed class Payment
    {
        public required string Id { get; init; }
        public required string Value { get; init; }
        public string Status { get; set; } = "open";
        public string? ChargedBack { get; set; }
    }

    public ConcurrentDictionary<string, Payment> Payments { get; } = new();

    public ConcurrentDictionary<string, string> Refunds { get; } = new();

    public (string, string)[] Settings(string catalogue) => [("Perron:Catalogue", catalogue), ("Perron:Payments:Mollie", Address), ("Perron:Payments:Communes:braine-lalleud:Key", "test_secret"), ("Perron:Rounds", "false")];

    protected override string KeyOf(HttpListenerRequest request, string body) => request.Headers["Authorization"] == "Bearer test_secret" ? request.Headers["Idempotency-Key"] ?? "" : throw new InvalidOperationException("No key.");

    protected override (int Status, object? Answer) Deal(string method, string path, string key, JsonNode? body)
    {
        if (path.EndsWith("/refunds", StringComparison.Ordinal))
        {
            Refunds.TryAdd(key, (string)body!["amount"]!["value"]!);
            return (201, new { id = $"re_{key}", status = "pending" });
        }

        if (method == "POST")
        {
            var id = _byKey.GetOrAdd(key, _ => $"tr_{Guid.CreateVersion7():N}");
            return (201, Seen(Payments.GetOrAdd(id, _ => new() { Id = id, Value = (string)body!["amount"]!["value"]! })));
        }

        return Payments.TryGetValue(path.Split('/')[^1], out var known) ? (200, Seen(known)) : (404, null);
    }

    private static object Seen(Payment payment) => new
    {
        id = payment.Id,
        status = payment.Status,
        amount = new { currency = "EUR", value = payment.Value },
        amountChargedBack = payment.ChargedBack is { } back ? new { currency = "EUR", value = back } : null,
        _links = new { checkout = new { href = $"https://www.mollie.example.org/checkout/{payment.Id}" } },
    };
}
