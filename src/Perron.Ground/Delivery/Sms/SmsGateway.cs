using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Options;
using Perron.Delivery.Mail;
namespace Perron.Delivery.Sms;

/// <summary>Hands SMS to the provider of the settings. Each carries the id of its message, so that a repeated hand-over is known as one.</summary>
public sealed class SmsGateway(HttpClient line, IOptions<SmsOptions> options)
{
    public async Task<SendOutcome> Send(OutboxMessage message, string text, bool isDemonstration, CancellationToken stopping)
    {
        if (options.Value.Url.Length == 0)
        {
            return isDemonstration ? new SendOutcome.Kept() : new SendOutcome.Never("no SMS provider is set");
        }

        try
        {
            using var request = Request(message, text);
            using var answer = await line.SendAsync(request, stopping);
            var said = await answer.Content.ReadAsStringAsync(stopping);
            return answer.IsSuccessStatusCode && said.Contains(options.Value.SuccessContains, StringComparison.Ordinal) ? new SendOutcome.Accepted()
                : options.Value.NeverAgain.Contains((int)answer.StatusCode) ? new SendOutcome.Never($"{(int)answer.StatusCode}")
                : new SendOutcome.NotNow($"{(int)answer.StatusCode}");
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException || (lost is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return new SendOutcome.NotNow(lost.GetType().Name);
        }
    }

    private HttpRequestMessage Request(OutboxMessage message, string text)
    {
        var settings = options.Value;
        var isJson = settings.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase);
        var request = new HttpRequestMessage(new HttpMethod(settings.Method), Fill(settings.Url, Uri.EscapeDataString))
        {
            Content = new StringContent(Fill(settings.Body, isJson ? JavaScriptEncoder.Default.Encode : Uri.EscapeDataString), Encoding.UTF8, settings.ContentType),
        };
        foreach (var (name, value) in settings.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Id.Value.ToString("N"));
        return request;

        string Fill(string template, Func<string, string> escape) => template
            .Replace("{id}", message.Id.Value.ToString("N"), StringComparison.Ordinal)
            .Replace("{to}", escape(message.To), StringComparison.Ordinal)
            .Replace("{text}", escape(text), StringComparison.Ordinal);
    }
}
