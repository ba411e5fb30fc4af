using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Communes;
using Perron.Tests.Support;
namespace Perron.Tests.Pages;

/// <summary>Nothing stands in a theme.json that changes nothing.</summary>
public sealed partial class ThemeTokenTests
{
    private long _changes;
    private static readonly string[] Pages = ["/", "/demarches", "/demarches/composition-de-menage"];

    private static readonly Dictionary<string, string> Others = new()
    {
        ["color.brand"] = "\"#8c1d40\"", ["color.neutral"] = "\"#5a4a3b\"", ["color.accent"] = "\"#f2b705\"", ["color.strategy"] = "\"bold\"",
        ["type.pair"] = "\"archivo+public\"", ["type.scale"] = "1.3", ["type.base"] = "20", ["type.headingWeight"] = "600", ["type.headingCase"] = "\"uppercase\"",
        ["shape.family"] = "\"square\"", ["shape.border"] = "2", ["shape.elevation"] = "\"none\"", ["density"] = "\"compact\"", ["icon.style"] = "\"bold\"", ["icon.chip"] = "\"square\"",
        ["layout.home"] = "\"B\"", ["layout.header"] = "\"H2\"", ["layout.nav"] = "\"N2\"", ["layout.procedure"] = "\"P2\"", ["layout.listing"] = "\"L2\"", ["layout.footer"] = "\"F2\"",
        ["ergo.caseHome"] = "\"list\"", ["ergo.greeting"] = "\"Bonjour\"",
        ["media.logo"] = "\"autre.svg\"", ["media.logoInverse"] = "\"clair.svg\"", ["media.coat"] = "\"armes.svg\"", ["media.hero"] = "null", ["media.pattern"] = "\"stripes\"",
    };

    [Fact]
    public async Task Each_token_of_a_theme_changes_the_style_sheet_or_a_page_and_no_token_is_left_out()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var theme = JsonNode.Parse(portal.Braine.Theme)!.AsObject();
        Assert.Equal(Others.Keys.Order(StringComparer.Ordinal), Keys(theme).Except(["id", "name"]).Order(StringComparer.Ordinal));
        var sheets = string.Concat(await Task.WhenAll(((string[])["perron.css", "components.css", "layouts.css"]).Select(sheet => File.ReadAllTextAsync(Repository.Path($"src/Perron.Design/wwwroot/{sheet}")))));
        var before = await Drawn(portal);
        await Settle(portal, theme.ToJsonString());
        var again = await Drawn(portal);
        Assert.Equal((before.Css, before.Body), (again.Css, again.Body)); // or a difference would prove nothing
        var idle = new List<string>();
        foreach (var (key, other) in Others)
        {
            await Settle(portal, With(theme, key, other));
            var after = await Drawn(portal);

            // An attribute of the page itself changes something only where a style sheet asks for it.
            var changed = after.Attributes.Except(before.Attributes).Select(attribute => attribute.Split('=')[0]).ToList();
            if (after.Css == before.Css && after.Body == before.Body && !changed.Any(attribute => sheets.Contains($"[{attribute}", StringComparison.Ordinal)))
            {
                idle.Add(key);
            }
        }

        Assert.Empty(idle);
    }

    private static async Task<(string Css, string Body, IReadOnlyList<string> Attributes)> Drawn(Portal portal)
    {
        var (body, attributes, css) = ("", new List<string>(), "");
        foreach (var path in Pages)
        {
            var page = await portal.Visit(portal.Braine).Open(path);
            attributes = [.. page.Page.DocumentElement.Attributes.Select(attribute => $"{attribute.Name}={attribute.Value}")];
            var sheet = page.Page.QuerySelector("link[rel=stylesheet][href^='/theme/']")!.GetAttribute("href")!;
            css = await page.Http.GetStringAsync(sheet);
            body += Changing().Replace(page.Page.Body!.OuterHtml, "");
        }

        return (css, body, attributes);
    }

    private async Task Settle(Portal portal, string theme)
    {
        var id = portal.Braine.Id;
        await portal.InDb(null, db => db.Set<Commune>().Where(commune => commune.Id == id).ExecuteUpdateAsync(row => row.SetProperty(commune => commune.Theme, theme).SetProperty(commune => commune.ChangedAt, portal.Now + NodaTime.Duration.FromMilliseconds(++_changes))));
        await portal.Services.GetRequiredService<CommuneRegister>().Read();
    }

    private static string With(JsonObject theme, string key, string value)
    {
        var changed = theme.DeepClone().AsObject();
        var path = key.Split('.');
        path[..^1].Aggregate(changed, (part, name) => part[name]!.AsObject())[path[^1]] = JsonNode.Parse(value);
        return changed.ToJsonString();
    }

    private static IEnumerable<string> Keys(JsonObject part, string before = "") =>
        part.SelectMany(pair => pair.Value is JsonObject inside ? Keys(inside, $"{before}{pair.Key}.") : [before + pair.Key]);

    // What differs each time, whatever the theme.
    [GeneratedRegex("CfDJ8[-\\w]+|[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Changing();
}
