using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Perron.Communes;
using Perron.Tests.Support;
namespace Perron.Tests.Pages;

/// <summary>What everybody reads.</summary>
public sealed class ReadingTests
{
    private static readonly string[] Pages = ["/", "/demarches", "/services", "/services/population", "/menu", "/contact", "/plan-du-site", "/accessibilite", "/vie-privee", "/a-z", "/recherche", "/suivi", "/verifier"];

    [Theory, InlineData(""), InlineData("/nl"), InlineData("/de"), InlineData("/en")]
    public async Task Every_page_can_be_read_in_every_language_with_one_title_and_no_missing_word(string prefix)
    {
        await using var portal = await Portal.Open();
        foreach (var commune in (Commune[])[portal.Braine, portal.Boussu])
        {
            foreach (var path in Pages)
            {
                var page = await portal.Visit(commune).Open(prefix + path);
                Assert.True(page.Status == HttpStatusCode.OK, $"{commune.Slug} {prefix}{path}: {page.Status}");
                Assert.True(page.Page.QuerySelectorAll("h1").Length == 1, $"{commune.Slug} {prefix}{path}: {page.Page.QuerySelectorAll("h1").Length} h1");
                Assert.False(System.Text.RegularExpressions.Regex.IsMatch(page.Page.Body!.TextContent, @"\[[a-z]+[a-zA-Z]*(-[a-zA-Z]+)+\]"), $"{commune.Slug} {prefix}{path}: a word is missing");
                Assert.Empty(page.Page.QuerySelectorAll("[style], script:not([src]), [onclick]"));
                Assert.Equal([], page.Page.All.Select(element => element.Id).Where(id => !string.IsNullOrEmpty(id)).GroupBy(id => id).Where(twice => twice.Count() > 1).Select(twice => twice.Key!));
            }
        }
    }

    [Fact]
    public async Task Who_chooses_the_dark_without_a_script_stays_on_the_page()
    {
        await using var portal = await Portal.Open();
        var reader = await portal.Visit(portal.Braine).Open("/nl/demarches");
        await reader.Open(reader.Page.QuerySelector("[data-mode-choice=dark]")!.GetAttribute("href")!);
        Assert.Equal(("/nl/demarches", "dark"), (reader.Location, reader.Page.DocumentElement.GetAttribute("data-mode")));
    }

    [Fact]
    public async Task No_link_of_the_public_pages_leads_to_nothing()
    {
        await using var portal = await Portal.Open();
        foreach (var commune in (Commune[])[portal.Braine, portal.Boussu])
        {
            var waiting = new Queue<(string Path, string From)>([("/", "")]);
            var seen = new HashSet<string>();
            while (waiting.TryDequeue(out var next) && seen.Count < 400)
            {
                if (!seen.Add(next.Path))
                {
                    continue;
                }

                var page = await portal.Visit(commune).Open(next.Path);
                Assert.True(page.Status == HttpStatusCode.OK, $"{commune.Slug}: {next.Path}, linked from {next.From}: {page.Status}");
                foreach (var link in page.Page.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#')[0]).Where(Worth))
                {
                    waiting.Enqueue((link, next.Path));
                }

                foreach (var anchor in page.Page.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..]).Where(anchor => anchor.Length > 0))
                {
                    Assert.True(page.Page.GetElementById(anchor) is not null, $"{commune.Slug}: {next.Path} has no #{anchor}");
                }
            }

            Assert.InRange(seen.Count, 20, 399);
        }

        // Other languages say the same; signing in and changing the mode are other rooms'.
        static bool Worth(string path) => !path.StartsWith("/nl", StringComparison.Ordinal) && !path.StartsWith("/de/", StringComparison.Ordinal) && !path.StartsWith("/en", StringComparison.Ordinal)
            && path != "/de" && !path.StartsWith("/affichage", StringComparison.Ordinal) && !path.StartsWith("/_content", StringComparison.Ordinal) && !path.StartsWith("/connexion", StringComparison.Ordinal);
    }

    [Theory, InlineData(3, "Ouvert jusqu'à 12:00"), InlineData(11, "Fermé, ouvre demain à 08:30")]
    public async Task The_home_says_until_when_the_reception_is_open(int hoursLater, string says)
    {
        await using var portal = await Portal.Open();
        portal.Clock.Advance(TimeSpan.FromHours(hoursLater)); // after Tuesday 8:00
        var home = await portal.Visit(portal.Braine).Open("/");
        Assert.True(home.Shows(says), home.Text);
    }

    [Fact]
    public async Task The_two_communes_look_different_and_say_nothing_of_each_other()
    {
        await using var portal = await Portal.Open();
        var braine = await portal.Visit(portal.Braine).Open("/");
        var boussu = await portal.Visit(portal.Boussu).Open("/");
        Assert.NotEqual(Attribute(braine, "data-home"), Attribute(boussu, "data-home"));
        Assert.NotEqual(Attribute(braine, "data-density"), Attribute(boussu, "data-density"));
        Assert.NotEqual(Attribute(braine, "data-nav"), Attribute(boussu, "data-nav"));
        Assert.DoesNotContain("Boussu", braine.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Braine", boussu.Body, StringComparison.Ordinal);

        static string? Attribute(Browser page, string name) => page.Page.DocumentElement.GetAttribute(name);
    }
}
