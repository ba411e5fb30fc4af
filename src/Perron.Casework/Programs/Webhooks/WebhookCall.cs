using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;
using Perron.Platform;
using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.Programs.Webhooks;

/// <summary>What the other side said: it has taken it, it is gone for good, or not now.</summary>
public abstract record WebhookAnswer
{
    public sealed record Taken : WebhookAnswer;

    public sealed record Gone : WebhookAnswer;

    /// <param name="Why">One of <see cref="WebhookCall.Reasons"/>, or the status as it came: "HTTP 503".</param>
    public sealed record NotNow(string Why) : WebhookAnswer;
}

/// <summary>One call of a webhook.</summary>
public sealed class WebhookCall(IOptions<PerronOptions> options, HouseKeys keys)
{
    private const string Slow = "slow", Unknown = "unknown", Insecure = "insecure", Away = "away", Elsewhere = "elsewhere", Inside = "inside";

    /// <summary>For what a call fails without a status that says it: the words of the room tell each to people.</summary>
    internal static readonly IReadOnlyList<string> Reasons = [Slow, Unknown, Insecure, Away, Elsewhere, Inside];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether the house calls there: by https and a name of the internet; in a demonstration, this machine by http as well.</summary>
    public bool MayCall(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var to) && to.UserInfo.Length == 0 && to.Fragment.Length == 0 && (to.Scheme == Uri.UriSchemeHttps || (to.Scheme == Uri.UriSchemeHttp && to.IsLoopback && options.Value.Demonstration))
        && (options.Value.Demonstration || !to.IsLoopback);

    public HttpClient Line(string address)
    {
        var line = Outbound.ToOutside(new(address), lines: 1, mayReachLoopback: options.Value.Demonstration);
        line.Timeout = Patience;
        return line;
    }

    public async Task<WebhookAnswer> Send(HttpClient line, Webhook webhook, WebhookDelivery delivery, Instant now, CancellationToken stopping)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, webhook.Address) { Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json") };
        WebhookSignature.Sign(call, webhook.Signing(keys, now), $"msg_{delivery.Id.Value:N}", Encoding.UTF8.GetBytes(delivery.Body), now);
        call.Headers.UserAgent.ParseAdd("Perron/1");
        try
        {
            using var answer = await line.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, stopping);
            return (int)answer.StatusCode switch
            {
                >= 200 and < 300 => new WebhookAnswer.Taken(),
                StatusCodes.Status410Gone => new WebhookAnswer.Gone(),
                >= 300 and < 400 => new WebhookAnswer.NotNow(Elsewhere),
                var status => new WebhookAnswer.NotNow($"HTTP {status}"),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or IOException || (failure is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return new WebhookAnswer.NotNow(failure switch
            {
                OperationCanceledException => Slow,
                InsideTheNetwork or { InnerException: InsideTheNetwork } => Inside,
                HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Unknown,
                HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Insecure,
                _ => Away,
            });
        }
    }
}
