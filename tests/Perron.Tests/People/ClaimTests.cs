using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Cases.OnBehalf;
using Perron.Platform.Security;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>What an officer filed for somebody without a number is taken into that person's own space with the code of the receipt, and by nobody else.</summary>
public sealed class ClaimTests
{
    private const string Filing = "/agent/demander/composition-de-menage", Page = "/mon-espace/reprendre", Number = "51041800173";

    [Fact]
    public async Task With_the_code_of_the_receipt_the_same_person_takes_the_request_into_their_space_once()
    {
        await using var portal = await Portal.Open();
        var (reference, code) = await Filed(portal);
        var jean = portal.VisitAs(await portal.Citizen(portal.Braine, "Jean", "Petit", Number, IdentityLevel.Strong, "jean@example.org"), portal.Braine);
        Assert.False((await jean.Open("/mon-espace")).Shows(reference), jean.Text);
        await jean.Open(Page);
        await jean.Submit("Ajouter à mon espace", ("reference", reference.ToLowerInvariant()), ("code", code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()));
        Assert.Equal($"/suivi/{reference}", jean.Location);
        Assert.True((await jean.Open("/mon-espace")).Shows(reference), jean.Text);
        var one = await portal.Case(portal.Braine, reference);
        Assert.Equal("jean@example.org", one.Email); // and the news goes there from now on
        await jean.Open(Page);
        await jean.Submit("Ajouter à mon espace", ("reference", reference), ("code", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, jean.Status);
        var sophie = await (await portal.AsSophie()).Open($"/agent/dossiers/{reference}/recepisse");
        Assert.False(sophie.Shows(code), sophie.Text);
        Assert.True((await sophie.Open($"/agent/dossiers/{reference}")).Shows("Le citoyen a repris la demande dans son espace"), sophie.Text);
    }

    [Theory]
    [InlineData("a wrong code")]
    [InlineData("no such request")]
    [InlineData("another birth date")]
    [InlineData("another name")]
    [InlineData("too late")]
    [InlineData("too often")]
    [InlineData("a request with a number")]
    [InlineData("another commune")]
    public async Task Whatever_is_wrong_the_answer_is_the_same(string why)
    {
        await using var portal = await Portal.Open();
        var (reference, code) = await Filed(portal);
        var commune = why == "another commune" ? portal.Boussu : portal.Braine;
        var jean = portal.VisitAs(await portal.Citizen(commune, "Jean", why == "another name" ? "Grand" : "Petit", why == "another birth date" ? "51041900143" : Number, IdentityLevel.Strong), commune);
        await jean.Open(Page);
        switch (why)
        {
            case "too late":
                await portal.InDb(portal.Braine, db => db.Set<CaseClaim>().ExecuteUpdateAsync(row => row.SetProperty(claim => claim.Until, portal.Now - Duration.FromSeconds(1))));
                break;
            case "too often":
                for (var i = 0; i < 5; i++)
                {
                    await jean.Submit("Ajouter à mon espace", ("reference", reference), ("code", "AAAA-AAAA-AAAA"));
                }

                break;
            case "a request with a number":
                reference = await (await portal.VisitAs(await portal.Claire(), portal.Braine).Open("/")).AskForOwn();
                break;
            default:
                break;
        }

        await jean.Submit("Ajouter à mon espace", ("reference", why == "no such request" ? Perron.Timeline.Reference.New("BLA").Value : reference), ("code", why == "a wrong code" ? "AAAA-AAAA-AAAA" : code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, jean.Status);
        Assert.StartsWith("Erreur", jean.Error("code"), StringComparison.Ordinal);
        Assert.Contains("Nous ne pouvons pas ajouter cette demande.", jean.Error("code"), StringComparison.Ordinal);
        Assert.False((await jean.Open("/mon-espace")).Shows(reference), jean.Text);
    }

    [Fact]
    public async Task Weakly_known_nobody_claims_and_a_case_with_a_number_has_no_code()
    {
        await using var portal = await Portal.Open();
        var (reference, code) = await Filed(portal);
        var weak = await portal.VisitAs(await portal.Citizen(portal.Braine, "Jean", "Petit", Number, IdentityLevel.Strong) with { Level = IdentityLevel.Weak }, portal.Braine).Open(Page);
        Assert.Null(weak.Page.GetElementById("code"));
        Assert.Equal(CaseClaim.CodeOf(portal.Braine.Id, (await portal.Case(portal.Braine, reference)).Id, portal.Services.GetRequiredService<HouseKeys>()), code);
        var sophie = await portal.AsSophie();
        var carded = await File(sophie, "carte", ("numero", "85.07.30-033.28"), ("prenom", "Claire"), ("nom", "Dubois"));
        await sophie.Open($"/agent/dossiers/{carded}/recepisse");
        Assert.True(sophie.Shows(carded) && !sophie.Shows("Code"), sophie.Text);
        var elsewhere = portal.VisitAs(await Townspeople.Officer(portal, portal.Boussu, "marc.delcourt"), portal.Boussu);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Http.GetAsync($"/agent/dossiers/{reference}/recepisse")).StatusCode);
    }

    private static async Task<(string Reference, string Code)> Filed(Portal portal)
    {
        var sophie = await portal.AsSophie();
        var reference = await File(sophie, "dite", ("prenom", "Jean"), ("nom", "Petit"));
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.NotNull(sophie.Page.QuerySelector($"a[href$='/agent/dossiers/{reference}/recepisse']"));
        await sophie.Open($"/agent/dossiers/{reference}/recepisse");
        return (reference, System.Text.RegularExpressions.Regex.Match(sophie.Text, "[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}").Value);
    }

    private static async Task<string> File(Browser officer, string seen, params (string Name, string Value)[] person)
    {
        await officer.Open(Filing);
        await officer.Submit("Commencer la demande", [("identite", seen), ("voie", "guichet"), .. person]);
        await officer.Submit("Continuer", ("pour-qui", "moi"));
        await officer.Submit("Continuer", ("motif", "allocations"));
        await officer.Submit("Continuer", seen == "carte" ? ("remise", "telecharger") : ("remise-papier", "poste"));
        await officer.Submit("Continuer", seen == "carte" ? [] : [("votre-naissance-jour", "18"), ("votre-naissance-mois", "4"), ("votre-naissance-annee", "1951")]);
        await officer.Submit("Introduire la demande");
        return officer.ReferenceShown();
    }
}
