using System.Net;
using System.Text;
using System.Text.RegularExpressions;
namespace Perron.Bench.House;

/// <summary>One visitor with cookies of its own, as a browser without JavaScript.</summary>
internal sealed partial class Caller(HttpClient http, int port, string host)
{
    private readonly Dictionary<string, string> _cookies = [];

    /// <summary>Enough connections, no waiting for each other, no cookies or redirects but our own.</summary>
    public static HttpClient NewClient() =>
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false, MaxConnectionsPerServer = 512, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(20),
        };

    public string Cookies => string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    public async Task<Answer> Get(string path) => await Send(new(HttpMethod.Get, Address(path)));

    /// <summary>Sends the form of a page with its hidden fields, or one like it with a key of its own.</summary>
    public async Task<Answer> Post(string path, Form form, params (string Name, string Value)[] typed) =>
        await Send(new(HttpMethod.Post, Address(path)) { Content = new FormUrlEncodedContent(form.Hidden.Concat(typed).Select(field => KeyValuePair.Create(field.Name, field.Value))) });

    public async Task<Answer> PostFile(string path, Form form, string field, byte[] file, params (string Name, string Value)[] typed)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in form.Hidden.Concat(typed))
        {
            content.Add(new StringContent(value), name);
        }

        var bytes = new ByteArrayContent(file);
        bytes.Headers.ContentType = new("application/pdf");
        content.Add(bytes, field, "procuration.pdf");
        return await Send(new(HttpMethod.Post, Address(path)) { Content = content });
    }

    private string Address(string path) => $"http://127.0.0.1:{port}{path}";

    private async Task<Answer> Send(HttpRequestMessage asked)
    {
        using (asked)
        {
            asked.Headers.Host = host;
            if (_cookies.Count > 0)
            {
                asked.Headers.Add("Cookie", Cookies);
            }

            using var answer = await http.SendAsync(asked);
            if (answer.Headers.TryGetValues("Set-Cookie", out var given))
            {
                foreach (var pair in given.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
                {
                    _cookies[pair[0]] = pair[1];
                }
            }

            return new(answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsByteArrayAsync());
        }
    }

    internal sealed partial record Answer(HttpStatusCode Status, string? Location, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        public bool Leads => Status is HttpStatusCode.Found or HttpStatusCode.SeeOther;

        /// <summary>The form that posts; it has a token and a key.</summary>
        public Form Form => new(Token().Match(Text) is { Success: true } token ? WebUtility.HtmlDecode(token.Groups[1].Value) : throw new InvalidOperationException($"No form on the page ({Status} → {Location})."));

        [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
        private static partial Regex Token();
    }

    /// <summary>The token is the visitor's, the key is new for each sending.</summary>
    internal sealed record Form(string Token)
    {
        public (string Name, string Value)[] Hidden => [("__RequestVerificationToken", Token), ("key", Guid.CreateVersion7().ToString())];
    }
}
