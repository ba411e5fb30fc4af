using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Perron.Tests.Support;
namespace Perron.Tests.Walls;

/// <summary>What a door does with somebody: lets in, asks who it is, does not exist, or wants a key.</summary>
public enum Greeting { In, Asked, Nothing, NoKey }

/// <summary>An answer without what differs each time, and without the names of the things that were asked for.</summary>
public sealed record Answer(HttpStatusCode Status, string Location, string Body, string Plain)
{
    public bool IsAs(Answer other) => (Status, Location, Body) == (other.Status, other.Location, other.Body);

    public bool Leads(string start) => Location.StartsWith(start, StringComparison.Ordinal);
}

/// <summary>Somebody who asks: as whom the doors know them, and whose things are theirs.</summary>
/// <param name="rights">Doors beside the others, by rights of one's own.</param>
public sealed partial class Role(string name, Browser browser, Door? highest, Func<Thing, Whose, bool> owns, params Door[] rights)
{
    private string? _token;

    public string Name => name;

    public bool Owns(Thing thing, Whose whose) => owns(thing, whose);

    /// <param name="door">Null as the highest: nobody is known here.</param>
    public Greeting Behind(Door door) => (door, highest) switch
    {
        (Door.Everybody, _) or (Door.Programs, Door.Programs) => Greeting.In,
        (Door.Programs, _) => Greeting.NoKey,
        (_, null or Door.Programs) => Greeting.Asked,
        var (asked, _) when rights.Contains(asked) => Greeting.In,
        (Door.Citizens, Door.Citizens) or (Door.Officers, Door.Officers or Door.Administrators) or (Door.Administrators, Door.Administrators) => Greeting.In,
        _ => Greeting.Nothing,
    };

    /// <param name="guarded">Whether a form comes from a page of the house.</param>
    public async Task<Answer> Ask(Wall wall, string address, bool guarded)
    {
        using var asked = new HttpRequestMessage(new(wall.Method), address);
        if (wall.Method == "POST")
        {
            asked.Content = wall.Door == Door.Programs ? new StringContent("""{"text":"Bonjour"}""", new MediaTypeHeaderValue("application/json")) : new FormUrlEncodedContent(guarded ? [new("key", Guid.CreateVersion7().ToString()), new("__RequestVerificationToken", await Token())] : Array.Empty<KeyValuePair<string, string>>());
        }

        using var answer = await browser.Http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead);
        var isEndless = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var body = isEndless ? "" : await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, Nameless(answer.Headers.Location?.ToString() ?? ""), Nameless(body), body);
    }

    private async Task<string> Token() => _token ??= TokenOf(await browser.Http.GetStringAsync("/suivi"));

    private static string TokenOf(string page) => TokenPattern().Match(page).Groups[1].Value is { Length: > 0 } found ? found : throw new InvalidOperationException("No form on /suivi.");

    private static string Nameless(string text) => Names().Replace(text.Replace("%2F", "/", StringComparison.Ordinal), "·");

    [GeneratedRegex("__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();

    // Ids, references, codes and keys, the guard's token, the number under which an error is found again.
    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{2}|CfDJ8[-\\w]+|<code>[^<]*</code>|[2-9a-hj-km-np-z]{26}|(?:[2-9A-HJ-NP-Z]{4}-?){3}[2-9A-HJ-NP-Z]{4}", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
