using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NodaTime.Extensions;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Cases.Systems;

/// <summary>Speaks to a system by signed JSON (docs/external-systems.md): POST {address}/messages, GET {address}/messages/{id}.</summary>
public sealed class HttpConnector(SystemSecrets secrets, TimeProvider time) : ISystemConnector, IDisposable
{
    private const int Lines = 8, LongestAnswer = 8 * 1024 * 1024, LongestReference = 100;
    /// <summary>After so long a system that has not answered is cut off.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, HttpClient> _lines = new();

    public async Task<PushOutcome> Push(CommuneId commune, ExternalSystem system, SystemMessage message, CancellationToken cancellation)
    {
        var (status, body, why) = await Call(commune, system, HttpMethod.Post, "messages", message, message.Body(), cancellation);
        return status switch
        {
            null => why == SystemSecrets.Missing ? new PushOutcome.Never(why) : new PushOutcome.NotNow(why),
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new PushOutcome.Taken(ReferenceIn(body)),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new PushOutcome.NotNow($"HTTP {(int)status}"),
            _ => new PushOutcome.Never($"HTTP {(int)status}"),
        };
    }

    public async Task<AskOutcome> Ask(CommuneId commune, ExternalSystem system, SystemMessage message, CancellationToken cancellation)
    {
        var (status, body, why) = await Call(commune, system, HttpMethod.Get, $"messages/{message.Id}", message, [], cancellation);
        return status switch
        {
            null => new AskOutcome.Away(why),
            HttpStatusCode.Accepted => new AskOutcome.Pending(),
            HttpStatusCode.NotFound => new AskOutcome.Unknown(),
            HttpStatusCode.OK when SystemReply.Read(body) is { } reply && reply.Message == message.Id => new AskOutcome.Answered(reply),
            _ => new AskOutcome.Away($"HTTP {(int)status}"),
        };
    }

    public void Dispose()
    {
        foreach (var line in _lines.Values)
        {
            line.Dispose();
        }
    }

    private async Task<(HttpStatusCode? Status, byte[] Body, string Why)> Call(CommuneId commune, ExternalSystem system, HttpMethod method, string path, SystemMessage message, byte[] body, CancellationToken cancellation)
    {
        if (await secrets.Of(commune, system.Code) is not { } key)
        {
            return (null, [], SystemSecrets.Missing);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(method, new Uri($"{system.Address.TrimEnd('/')}/{path}"));
            WebhookSignature.Sign(request, [key], $"{message.Id}", body, time.GetCurrentInstant());
            if (method == HttpMethod.Post)
            {
                request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            }

            using var response = await _lines.GetOrAdd(system.Address, address => Outbound.To(new Uri(address), Lines)).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return (response.StatusCode, await Read(response, patience.Token), "");
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException or IOException && !cancellation.IsCancellationRequested)
        {
            return (null, [], away is OperationCanceledException ? "timeout" : away.GetType().Name);
        }
    }

    private static async Task<byte[]> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        return await Body.Read(stream, LongestAnswer, cancellation) ?? [];
    }

    private static string ReferenceIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body) is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("reference", out var reference) && reference.ValueKind == JsonValueKind.String
                && reference.GetString() is { Length: <= LongestReference } known ? known : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
