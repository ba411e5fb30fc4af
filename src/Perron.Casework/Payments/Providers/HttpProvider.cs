using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
namespace Perron.Payments.Providers;

/// <summary>What the providers that speak JSON over HTTP have in common. Tries again (also on 429, after the time that is asked for) and timeouts come with the client: each call carries a key by which a second one is the same.</summary>
public abstract class HttpProvider(string name, HttpClient http)
{
    protected static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string Name => name;

    /// <summary>The answer; null when what was asked for is not known there.</summary>
    protected async Task<T?> Ask<T>(HttpRequestMessage request, CancellationToken cancellation) where T : class
    {
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                return null;
            }

            response.EnsureSuccessStatusCode();
            return await JsonSerializer.DeserializeAsync<T>(await response.Content.ReadAsStreamAsync(cancellation), Json, cancellation) ?? throw new ProviderAwayException($"{Name} answered nothing.");
        }
        catch (Exception away) when (away is not ProviderAwayException && !cancellation.IsCancellationRequested) // no line, no time, a status, a text that is not understood
        {
            throw new ProviderAwayException($"{Name} gave no answer that can be used.", away); // what was asked and answered is not repeated: it may name a person
        }
    }

    protected async Task<T> Sure<T>(HttpRequestMessage request, CancellationToken cancellation) where T : class =>
        await Ask<T>(request, cancellation) ?? throw new ProviderAwayException($"{Name} does not know what it should.");
}
