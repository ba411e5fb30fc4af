using Perron.Communes;
using Perron.Tests.Support;
namespace Perron.Tests.Search;

/// <summary>One search over everything: forgiving, and never without a way on.</summary>
public sealed class SearchTests
{
    [Theory]
    [InlineData("composition de menage")]
    [InlineData("COMPOSITION DE MÉNAGE")]
    [InlineData("compozition menage")]
    [InlineData("composition de mnéage")]
    [InlineData("ménages")]
    [InlineData("certificat de ménage")]
    [InlineData("gezinssamenstelling")]
    [InlineData("household")]
    public async Task The_best_answer_is_the_procedure_however_it_is_spelt(string query)
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open($"/recherche?q={Uri.EscapeDataString(query)}");
        Assert.Equal("Composition de ménage", page.Page.QuerySelector(".best-answer h2")?.TextContent.Trim());
        Assert.Equal("/demarches/composition-de-menage/demande", page.Page.QuerySelector(".best-answer .button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_misspelt_word_is_corrected_and_the_page_says_so_and_offers_the_word_as_typed()
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open("/recherche?q=compozition");
        Assert.True(page.Shows("« composition »") && page.Shows("Chercher « compozition » à la place"), page.Text);
        await page.Open(page.Page.QuerySelector(".search-count a")!.GetAttribute("href")!);
        Assert.True(page.Shows("Rien trouvé pour « compozition »."), page.Text);
    }

    [Fact]
    public async Task Nothing_found_still_leads_somewhere()
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open("/recherche?q=xyzzy");
        Assert.True(page.Shows("Rien trouvé pour « xyzzy »."), page.Text);
        Assert.NotNull(page.Page.QuerySelector("main a[href='/a-z']"));
    }

    [Theory, InlineData("\"><script>alert(1)</script>"), InlineData("'; drop table cases; --"), InlineData("{0} {1}"), InlineData("%00"), InlineData("   "), InlineData("\u202E\uD83D\uDE00")]
    public async Task Whatever_is_typed_is_only_text(string query)
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open($"/recherche?q={Uri.EscapeDataString(query)}");
        Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_is_found_in_its_own_commune_only()
    {
        await using var portal = await Portal.Open();
        var braine = await portal.Visit(portal.Braine).Open("/recherche?q=population");
        Assert.Contains("02 555 01 10", braine.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("065 55 02 10", braine.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_A_to_Z_a_citizens_word_leads_to_what_it_stands_for()
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open("/a-z");
        Assert.True(page.Shows("Ménage → Composition de ménage"), page.Text);
    }
}
