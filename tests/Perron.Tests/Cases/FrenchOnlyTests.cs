using Perron.Tests.Support;
namespace Perron.Tests.Cases;

/// <summary>A procedure that is written in French only, on a page in another language: what is French says so to whoever listens.</summary>
public sealed class FrenchOnlyTests
{
    [Theory, InlineData("nl"), InlineData("de"), InlineData("en")]
    public async Task Its_page_and_its_form_name_the_language_of_what_is_French(string language)
    {
        await using var portal = await Portal.Open();
        var lieve = portal.VisitAs(await portal.Lieve(), portal.Braine);
        await lieve.Open($"/{language}/demarches/plainte");
        Assert.Equal("fr", lieve.Page.QuerySelector("main h1")!.GetAttribute("lang"));
        Assert.NotNull(lieve.Page.QuerySelector("main [lang=fr] .steps"));
        Assert.NotNull(lieve.Page.QuerySelector("main [lang=fr] .checklist"));

        await lieve.Open($"/{language}/demarches/plainte/demande");
        Assert.Contains("De quoi vous plaignez-vous", lieve.Page.QuerySelector("main legend h1 [lang=fr]")!.TextContent, StringComparison.Ordinal);
        Assert.All(lieve.Page.QuerySelectorAll("main .choice label"), label => Assert.Equal("fr", label.GetAttribute("lang")));
        await lieve.Post(lieve.Url, [.. lieve.FieldsOf(), ("sujet", "retard")]);
        Assert.Equal("fr", lieve.Page.GetElementById("faits-hint")!.GetAttribute("lang"));
        Assert.NotNull(lieve.Page.QuerySelector("label[for=reference] [lang=fr]"));
        Assert.NotNull(lieve.Page.QuerySelector("label[for=reference] .optional"));
        Assert.Null(lieve.Page.QuerySelector("[lang=fr] .optional")); // which is in the language of the page
    }

    [Fact]
    public async Task In_French_nothing_names_its_language()
    {
        await using var portal = await Portal.Open();
        var lieve = portal.VisitAs(await portal.Lieve(), portal.Braine);
        foreach (var path in (string[])["/demarches/plainte", "/demarches/plainte/demande"])
        {
            await lieve.Open(path);
            Assert.Empty(lieve.Page.QuerySelectorAll("main [lang]:not([lang=fr])"));
        }
    }
}
