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

    public sealed record NotNow(string Why) : WebhookAnswer;
}

/// <summary>One call of a webhook.</summary>
public sealed class WebhookCall(IOptions<PerronOptions> options, HouseKeys keys)
{
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
                >= 300 and < 400 => new WebhookAnswer.NotNow($"HTTP {(int)answer.StatusCode}: redirects are not followed"),
                var status => new WebhookAnswer.NotNow($"HTTP {status}"),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or IOException || (failure is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return new WebhookAnswer.NotNow(failure is OperationCanceledException ? "no answer within 10 seconds" : failure.Message);
        }
    }
}
