using System.Net;
using Perron.Tests.Support;
namespace Perron.Tests.Platform;

/// <summary>What every answer tells the browser, and what a foreign page cannot make a browser do.</summary>
public sealed class HeaderTests
{
    [Theory, InlineData("/"), InlineData("/demarches"), InlineData("/connexion"), InlineData("/suivi"), InlineData("/rien-de-tel")]
    public async Task Every_page_refuses_what_it_does_not_need(string path)
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open(path);
        var headers = page.Response.Headers;
        var policy = string.Join(' ', headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("max-age=31536000", Assert.Single(headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.False(headers.Contains("Server"));
    }

    [Theory, InlineData("/"), InlineData("/demarches"), InlineData("/demarches/composition-de-menage"), InlineData("/connexion"), InlineData("/suivi")]
    public async Task No_page_holds_a_script_or_a_style_of_its_own(string path)
    {
        await using var portal = await Portal.Open();
        var page = (await portal.Visit(portal.Braine).Open(path)).Page;
        // A block of data is no script: no browser runs it, and the policy has nothing to say of it.
        Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src], [type='application/ld+json'])"));
        Assert.Empty(page.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)).Select(attribute => attribute.Name));
    }

    [Theory, InlineData("/connexion/courriel"), InlineData("/nl/connexion/courriel"), InlineData("/de/suivi")]
    public async Task A_browser_takes_every_cookie_in_every_language(string path)
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open(path);
        Assert.NotEmpty(page.Response.Headers.GetValues("Set-Cookie"));
        Assert.All(page.Response.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase)); // what __Host- asks for
    }

    [Fact]
    public async Task Every_cookie_is_secure_and_out_of_reach_of_scripts()
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open("/suivi");
        var cookies = page.Response.Headers.TryGetValues("Set-Cookie", out var set) ? set.ToList() : [];
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task A_form_that_did_not_come_from_our_page_is_refused_with_a_page_that_says_what_to_do()
    {
        await using var portal = await Portal.Open();
        var foreign = await portal.Visit(portal.Braine).Post("/suivi", ("key", Guid.CreateVersion7().ToString()), ("reference", "BLA-7F3K-29"), ("courriel", "claire@example.org"));
        Assert.Equal(HttpStatusCode.BadRequest, foreign.Status);
        Assert.True(foreign.Shows("Rien n'a été envoyé"));
    }

    [Fact]
    public async Task An_absent_page_is_a_page_of_the_commune_with_a_code()
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open("/rien-de-tel");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("Page introuvable", page.Title, StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector("main code"));
    }
}
