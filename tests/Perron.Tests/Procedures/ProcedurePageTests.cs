using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Procedures;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>What everybody reads of a procedure.</summary>
public sealed class ProcedurePageTests
{
    [Fact]
    public async Task Each_commune_shows_its_own_price_and_delay()
    {
        await using var portal = await Portal.Open();
        var braine = await portal.Visit(portal.Braine).Open("/demarches/composition-de-menage");
        var boussu = await portal.Visit(portal.Boussu).Open("/demarches/composition-de-menage");
        Assert.True(braine.Shows("3,00 €") && braine.Shows("3 jours d'ouverture") && !braine.Shows("5,00 €"), braine.Text);
        Assert.True(boussu.Shows("5,00 €") && boussu.Shows("5 jours d'ouverture") && !boussu.Shows("3,00 €"), boussu.Text);
    }

    [Theory, InlineData("/nl", "Gezinssamenstelling", "kantoordagen"), InlineData("/de", "Haushaltszusammensetzung", "Bürotage"), InlineData("/en", "Household composition", "office days")]
    public async Task It_reads_in_every_language(string prefix, string title, string days)
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open($"{prefix}/demarches/composition-de-menage");
        Assert.True(page.Shows(title) && page.Shows(days), page.Text);
        Assert.Equal(prefix[1..], page.Page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task What_is_written_in_one_language_says_so_in_the_others_and_leads_there()
    {
        await using var portal = await Portal.Open();
        var page = await portal.Visit(portal.Braine).Open("/nl/demarches/acte-de-divorce");
        Assert.True(page.Shows("Deze formaliteit is nog niet in het Nederlands geschreven."), page.Text);
        Assert.Equal("/demarches/acte-de-divorce", page.Page.QuerySelector("main a[hreflang=fr]")?.GetAttribute("href"));
        Assert.Equal("fr", page.Page.QuerySelector(".lead")?.GetAttribute("lang"));
        Assert.Null((await page.Open("/nl/demarches/acte-de-mariage")).Page.QuerySelector("main a[hreflang=fr]"));
    }

    [Fact]
    public async Task A_procedure_that_the_commune_has_closed_is_not_there_any_more()
    {
        await using var portal = await Portal.Open();
        await portal.InDb(portal.Braine, async db => await db.Set<AdoptedProcedure>().ExecuteUpdateAsync(row => row.SetProperty(one => one.ClosedAt, (Instant?)portal.Now)));
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open("/demarches/composition-de-menage/demande")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open("/demarches/composition-de-menage")).Status);
        Assert.False((await portal.Visit(portal.Braine).Open("/recherche?q=menage")).Shows("Composition de ménage"));
        Assert.Equal(HttpStatusCode.OK, (await portal.Visit(portal.Boussu).Open("/demarches/composition-de-menage")).Status);
    }

    [Fact]
    public async Task The_page_that_is_kept_for_strangers_carries_no_token_and_is_not_given_to_who_is_signed_in()
    {
        await using var portal = await Portal.Open();
        var stranger = await portal.Visit(portal.Braine).Open("/demarches/composition-de-menage");
        Assert.DoesNotContain("__RequestVerificationToken", stranger.Body, StringComparison.Ordinal);
        Assert.False(stranger.Response.Headers.Contains("Set-Cookie"));
        var again = await portal.Visit(portal.Braine).Open("/demarches/composition-de-menage");
        Assert.True(again.Response.Headers.Contains("Age"), "kept");
        var claire = await portal.VisitAs(await portal.Claire(), portal.Braine).Open("/demarches/composition-de-menage");
        Assert.False(claire.Response.Headers.Contains("Age"));
        Assert.Contains("Claire Dubois", claire.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Claire Dubois", (await portal.Visit(portal.Braine).Open("/demarches/composition-de-menage")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Boussu", again.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_the_page_does_not_ask_for_is_shown_to_nobody_else()
    {
        await using var portal = await Portal.Open();
        var one = await portal.Visit(portal.Braine).Open("/demarches/composition-de-menage?cle=my-own-secret");
        Assert.Contains("my-own-secret", one.Body, StringComparison.Ordinal); // in the links to the other languages
        Assert.DoesNotContain("my-own-secret", (await portal.Visit(portal.Braine).Open("/demarches/composition-de-menage")).Body, StringComparison.Ordinal);
        Assert.False(one.Response.Headers.Contains("Age"));
        await portal.Visit(portal.Braine).Open("/demarches/composition-de-menage?cle=my-own-secret");
        Assert.DoesNotContain("my-own-secret", (await portal.Visit(portal.Braine).Open("/demarches/composition-de-menage?cle=other")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_can_be_filtered_without_accents_and_says_what_it_hides()
    {
        await using var portal = await Portal.Open();
        Assert.True((await portal.Visit(portal.Braine).Open("/demarches?q=menage")).Shows("Composition de ménage"));
        var none = await portal.Visit(portal.Braine).Open("/demarches?q=passeport");
        Assert.True(none.Shows("Aucune démarche ne correspond"), none.Text);
        Assert.False(none.Shows("Composition de ménage"));
    }

    [Theory, InlineData("", "Don d'organes", "site fédéral"), InlineData("/nl", "Orgaandonatie", "federale site"), InlineData("/de", "Organspende", "föderalen Seite"), InlineData("/en", "Organ donation", "federal site")]
    public async Task What_the_State_handles_is_a_page_with_the_right_address_and_no_form(string prefix, string title, string says)
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        Assert.True((await claire.Open($"{prefix}/recherche?q=orgaandonatie")).Shows(title), claire.Text);
        await claire.Open($"{prefix}/demarches/don-d-organes");
        Assert.True(claire.Shows(title) && claire.Shows(says), claire.Text);
        Assert.NotNull(claire.Page.QuerySelector("main a[href^='https://www.masante.belgique.be']"));
        Assert.DoesNotContain("/demarches/don-d-organes/demande", claire.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await claire.Open($"{prefix}/demarches/don-d-organes/demande")).Status);
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<Perron.Cases.Draft>().CountAsync()));
    }
}
