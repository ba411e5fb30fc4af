using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.TestHost;
namespace Perron.Tests.People;

/// <summary>A browser that goes from host to host, some in the house and some outside, and keeps the cookies of each.</summary>
public sealed class Traveller(TestServer house) : IDisposable
{
    private readonly HttpClient _inside = new(house.CreateHandler());
    private readonly HttpClient _outside = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<string, Dictionary<string, string>> _cookies = [];

    public Uri Url { get; private set; } = null!;
    public HttpStatusCode Status { get; private set; }
    public IHtmlDocument Page { get; private set; } = null!;
    public List<Uri> Way { get; } = [];

    public string Text => Page.Body!.TextContent.Replace('\u202F', ' ').Replace('\u00A0', ' ');

    /// <summary>Opens the address and follows where it leads; stops before the first address for which <paramref name="until"/> is true.</summary>
    public async Task<Traveller> Open(string url, Func<Uri, bool>? until = null)
    {
        Way.Clear();
        Url = new(url);
        for (var hops = 0; hops < 20; hops++)
        {
            Way.Add(Url);
            using var response = await Send(Url);
            Status = response.StatusCode;
            Page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
            if (response.Headers.Location is not { } next)
            {
                return this;
            }

            Url = new(Url, next);
            if (until?.Invoke(Url) is true)
            {
                return this;
            }
        }

        throw new InvalidOperationException($"Round in circles: {string.Join(" → ", Way)}");
    }

    public Task<Traveller> Click(string text) =>
        Open(new Uri(Url, Page.QuerySelectorAll("a").First(link => link.TextContent.Contains(text, StringComparison.Ordinal)).GetAttribute("href")!).AbsoluteUri);

    public void Forget(string host) => _cookies.Remove(host);

    public void Dispose()
    {
        _inside.Dispose();
        _outside.Dispose();
    }

    private async Task<HttpResponseMessage> Send(Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var jar = _cookies.TryGetValue(url.Host, out var known) ? known : _cookies[url.Host] = [];
        if (jar.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", jar.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var response = await (url.Host.EndsWith(".localhost", StringComparison.Ordinal) ? _inside : _outside).SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var (name, value) = (cookie[..cookie.IndexOf('=', StringComparison.Ordinal)], cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(';')[0]);
            if (value.Length == 0 || cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase))
            {
                jar.Remove(name);
            }
            else
            {
                jar[name] = value;
            }
        }

        return response;
    }
}
