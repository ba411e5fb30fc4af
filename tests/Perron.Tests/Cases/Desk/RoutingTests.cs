using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Catalogue;
using Perron.Platform.Security;
using Perron.Routing;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Desk;

/// <summary>Who gets a case: by territory, answers, language, competence, load and absence, never nobody; the rule stands on the case in words.</summary>
public sealed class RoutingTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    [Fact]
    public async Task A_place_in_a_section_goes_to_the_officer_whom_the_rule_names_and_the_case_says_so()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await Report(portal, "rue rené francq 12, devant l'école", "voirie");
        Assert.Equal("benoit.sacre", await Assigned(portal, reference));
        var benoit = portal.VisitAs(await portal.Officer(portal.Braine, "benoit.sacre"), portal.Braine);
        await benoit.Open($"/agent/dossiers/{reference}");
        Assert.True(benoit.Shows("Règle « lillois-ophain » : section Lillois.") && benoit.Shows("agent désigné pour ce territoire"), benoit.Text);
    }

    [Fact]
    public async Task An_answer_sends_it_to_another_service_before_the_place_is_asked()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await Report(portal, "Rue René Francq 12", "arbre");
        var one = await portal.Case(portal.Braine, reference);
        Assert.Equal("cadre-de-vie", await portal.InDb(portal.Braine, db => db.Set<ServiceUnit>().Where(unit => unit.Id == one.ServiceUnitId).Select(unit => unit.Slug).SingleAsync()));
        Assert.Equal("yves.lacroix", await Assigned(portal, reference)); // nobody there knows reports: the head
        var yves = await portal.VisitAs(await portal.Officer(portal.Braine, "yves.lacroix"), portal.Braine).Open($"/agent/dossiers/{reference}");
        Assert.True(yves.Shows("Règle « espaces-verts »") && yves.Shows("donc le chef de service"), yves.Text);
    }

    [Fact]
    public async Task Outside_every_rule_the_language_of_the_request_decides_between_those_who_are_competent()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var philippe = portal.VisitAs(await portal.Officer(portal.Braine, "philippe.gosset"), portal.Braine);
        await philippe.Open("/agent/langues");
        await philippe.Submit("Enregistrer", ("langues", "nl"), ("langues", "fr"));
        Assert.True(philippe.Shows("C'est enregistré."), philippe.Text);
        for (var place = 0; place < 2; place++) // whatever each has in hand
        {
            var reference = await Report(portal, "Avenue du Japon 35", "voirie", "/nl");
            Assert.Equal("philippe.gosset", await Assigned(portal, reference));
            await philippe.Open($"/agent/dossiers/{reference}");
            Assert.True(philippe.Shows("qui parle néerlandais"), philippe.Text);
        }
    }

    [Fact]
    public async Task When_the_one_named_is_away_another_competent_one_has_it_and_when_all_are_away_the_head()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        await Away(portal, "benoit.sacre");
        Assert.Equal("philippe.gosset", await Assigned(portal, await Report(portal, "Rue du Try 3", "voirie")));
        await Away(portal, "philippe.gosset");
        var reference = await Report(portal, "Rue du Try 3", "voirie");
        Assert.Equal(("philippe.gosset", RouteRule.Head), (await Assigned(portal, reference), (await portal.Case(portal.Braine, reference)).Route));
    }

    [Theory]
    [InlineData("sections: [Lillois, Ophain]", "sections: [Lilois]", "no street of tables/rues.csv lies in 'Lilois'")]
    [InlineData("quoi == 'arbre'", "quoy == 'arbre'", "quoy")]
    [InlineData("service: cadre-de-vie", "service: jardins", "the service 'jardins' is not in commune.yaml")]
    public async Task A_rule_on_what_does_not_exist_is_refused_with_its_line(string right, string wrong, string says)
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("communes/braine-lalleud/routing.yaml", right, wrong);
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var fault = await Assert.ThrowsAsync<CatalogueFault>(() => portal.InDb(portal.Braine, db => RouteFile.Load(db, portal.Braine, catalogue.Folder)));
        Assert.True(fault.Message.Contains("routing.yaml, line", StringComparison.Ordinal) && fault.Message.Contains(says, StringComparison.Ordinal), fault.Message);
    }

    private static async Task<string> Report(Portal portal, string where, string what, string language = "")
    {
        var lieve = portal.VisitAs(await portal.Citizen(portal.Braine, "", "", null, IdentityLevel.Weak, $"lieve{Guid.CreateVersion7():N}@example.org"), portal.Braine);
        await lieve.Open($"{language}/demarches/signaler-un-probleme/demande");
        await Next(lieve, ("quoi", what));
        await Next(lieve, ("description", "Un trou."), ("danger", "non"));
        await Next(lieve, ("ou", where));
        await Next(lieve, ("votre-prenom", "Lieve"), ("votre-nom", "Peeters"), ("votre-naissance-jour", "18"), ("votre-naissance-mois", "4"), ("votre-naissance-annee", "1991"), ("courriel", "lieve@example.org"));
        await Next(lieve);
        return lieve.ReferenceShown();
    }

    // The first form of the page, whatever its button says in the language.
    private static Task<Browser> Next(Browser citizen, params (string, string)[] typed) => citizen.Submit(null, typed);

    private static async Task<string> Assigned(Portal portal, string reference)
    {
        var one = await portal.Case(portal.Braine, reference);
        return one.AssignedTo is not { } officer ? "" : await portal.InDb(portal.Braine, db => db.Set<Officer>().Where(known => known.Id == officer).Select(known => known.Email).SingleAsync()) is var email ? email.Split('@')[0] : "";
    }

    private static Task Away(Portal portal, string name) => portal.InDb(portal.Braine, async db =>
    {
        var officer = await db.Set<Officer>().SingleAsync(officer => officer.Email.StartsWith(name + "@"));
        db.Add(new Absence { CommuneId = portal.Braine.Id, OfficerId = officer.Id, From = Today, Until = Today.PlusDays(3), ReplacedBy = null });
        await db.SaveChangesAsync();
    });
}
