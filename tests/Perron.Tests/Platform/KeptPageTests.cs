using Perron.Communes;
using Perron.Tests.People;
using Perron.Tests.Support;
namespace Perron.Tests.Platform;

/// <summary>What is drawn once for everybody is given to strangers only, whole, and each commune its own.</summary>
public sealed class KeptPageTests
{
    [Theory, InlineData("/"), InlineData("/demarches/composition-de-menage")]
    public async Task A_kept_page_carries_every_header_of_a_fresh_one(string path)
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var fresh = Headers(await portal.Visit(portal.Braine).Open(path));
        var kept = await portal.Visit(portal.Braine).Open(path);
        Assert.NotNull(kept.Response.Headers.Age);
        Assert.Contains("default-src 'none'", Assert.Single(kept.Response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(fresh, Headers(kept), StringComparer.OrdinalIgnoreCase);

        static IEnumerable<string> Headers(Browser page) =>
            page.Response.Headers.Concat(page.Response.Content.Headers).Where(header => header.Key is not ("Age" or "Content-Length")).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Who_is_signed_in_sees_a_page_of_ones_own_and_strangers_never_see_it()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        await portal.Visit(portal.Braine).Open("/");
        var claire = await portal.Visit(portal.Braine).SignInByEmail(portal, portal.Braine);
        await claire.Open("/");
        Assert.Null(claire.Response.Headers.Age);
        Assert.NotNull(claire.Page.QuerySelector("a[href='/deconnexion']"));

        var stranger = await portal.Visit(portal.Braine).Open("/");
        Assert.NotNull(stranger.Response.Headers.Age);
        Assert.Null(stranger.Page.QuerySelector("a[href='/deconnexion']"));
    }

    [Fact]
    public async Task A_session_that_opens_nothing_any_more_is_given_no_kept_page_and_leaves_none()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var left = portal.Visit(portal.Braine);
        left.Http.DefaultRequestHeaders.Add("Cookie", "__Host-session=nobody");
        await left.Open("/");
        await left.Open("/");
        Assert.Null(left.Response.Headers.Age);
        Assert.Null((await portal.Visit(portal.Braine).Open("/")).Response.Headers.Age);
    }

    [Fact]
    public async Task Each_commune_and_language_keeps_pages_of_its_own()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false")); // what a round changes meanwhile is drawn anew
        foreach (var (commune, prefix, language) in ((Commune, string, string)[])[(portal.Braine, "", "fr"), (portal.Boussu, "", "fr"), (portal.Braine, "/nl", "nl")])
        {
            for (var visit = 0; visit < 2; visit++)
            {
                var page = await portal.Visit(commune).Open($"{prefix}/");
                Assert.Equal(visit == 0, page.Response.Headers.Age is null);
                Assert.Equal(language, page.Page.DocumentElement.GetAttribute("lang"));
                Assert.Contains(commune.Name, page.Title, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_is_drawn_anew_is_limited_and_what_is_kept_is_not()
    {
        await using var portal = await Portal.Open(("Perron:RateFactor", "1"));
        var visitor = portal.Visit(portal.Braine);
        await visitor.Open("/");
        for (var visit = 0; visit < 305; visit++)
        {
            await visitor.Open("/");
        }

        Assert.Equal(200, (int)visitor.Status);
        var asked = 0;
        while (asked < 305 && (int)visitor.Status != 429)
        {
            await visitor.Open($"/recherche?q=m{asked++}");
        }

        Assert.Equal(429, (int)visitor.Status);
        Assert.Equal(200, (int)(await visitor.Open("/")).Status);
    }
}
