using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases;
using Perron.Communes;
using Perron.Procedures;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>A commune's own edition is what runs: who receives, what is filtered, when the desk is warned, how it is dealt out. A case keeps the version it was filed with.</summary>
public sealed class EditionRunsTests
{
    private const string File = "procedures/composition-de-menage.yaml", Adapt = "/agent/demarches/composition-de-menage/adapter", Publish = "Publier pour notre commune";

    [Fact]
    public async Task Another_team_and_title_decide_who_receives_the_next_case_what_the_inbox_filters_and_an_older_case_stays_as_it_was()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var marcel = portal.VisitAs(await portal.Marcel(), portal.Boussu);
        var before = await marcel.AskForOwn();
        var team = await portal.InDb(portal.Boussu, db => db.Set<ServiceUnit>().AsNoTracking().SingleAsync(unit => unit.Slug == "etat-civil"));
        var giuseppe = await (await Administrator(portal)).Open(Adapt);
        await giuseppe.Submit(Publish, ("service", $"{team.Id.Value}"), ("title/fr", "Composition de ménage de Boussu"));
        Assert.True(giuseppe.Location is not null, giuseppe.Text);

        var after = await marcel.AskForOwn();
        var (old, next) = (await portal.Case(portal.Boussu, before), await portal.Case(portal.Boussu, after));
        Assert.True(old.Version < ProcedureVersion.FirstEdition && old.ServiceUnitId != team.Id);
        Assert.Equal((ProcedureVersion.FirstEdition + 1, team.Id), (next.Version, next.ServiceUnitId));

        // Whoever works in the other team has it in the day's desk; the filter offers the commune's own title.
        var receiver = await (await Member(portal, team.Id)).Open("/agent/boite?vue=equipe");
        Assert.True(receiver.Shows(after) && !receiver.Shows(before), receiver.Text);
        Assert.Contains("Composition de ménage de Boussu", Offered(receiver), StringComparer.Ordinal);
        var first = await (await Member(portal, old.ServiceUnitId)).Open("/agent/boite?vue=equipe");
        Assert.True(first.Shows(before) && !first.Shows(after), first.Text);
        await first.Open($"/agent/dossiers/{before}");
        Assert.DoesNotContain("de Boussu", first.Title, StringComparison.Ordinal);

        var braine = await (await portal.AsSophie()).Open("/agent/boite?vue=equipe");
        Assert.DoesNotContain("Composition de ménage de Boussu", Offered(braine), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_commune_that_has_not_taken_the_new_original_is_warned_as_its_own_edition_says()
    {
        using var catalogue = new CopiedCatalogue();
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Catalogue", catalogue.Folder));
        await (await (await Administrator(portal)).Open(Adapt)).Submit(Publish, ("title/fr", "Composition de ménage de Boussu"));
        catalogue.Change(File, "archetype: certificate\n", "archetype: certificate\npromised: { days: office, alarm: 5 }\n");
        catalogue.Raise(File);
        await using var after = await portal.AnotherNode();
        var inBoussu = await after.VisitAs(await after.Marcel(), after.Boussu).AskForOwn(); // in five office days
        var inBraine = await after.VisitAs(await after.Claire(), after.Braine).AskForOwn(); // in three
        Assert.True((await (await after.AsSophie()).Open("/agent/boite?vue=bientot")).Shows(inBraine));
        var marc = await after.VisitAs(await after.Officer(after.Boussu, "marc.delcourt"), after.Boussu).Open("/agent/boite?vue=bientot");
        Assert.False(marc.Shows(inBoussu), marc.Text);

        var giuseppe = await (await Administrator(after)).Open("/agent/demarches/composition-de-menage/ecart");
        await giuseppe.Submit("Tout reprendre");
        Assert.True((await marc.Open("/agent/boite?vue=bientot")).Shows(inBoussu), marc.Text);
    }

    [Fact]
    public async Task A_rule_of_the_commune_may_ask_what_only_its_own_edition_asks_and_is_shown_in_its_words()
    {
        using var catalogue = new CopiedCatalogue();
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Catalogue", catalogue.Folder));
        var giuseppe = await (await Administrator(portal)).Open(Adapt);
        await giuseppe.Submit(Publish, ("title/fr", "Composition de ménage de Boussu"), ("question/page", "form/@motif"), ("question/genre", "yes-no"), ("question/intitule/fr", "Pour un notaire"), ("question/intitule/nl", "Voor een notaris"), ("question/intitule/de", "Für einen Notar"), ("question/intitule/en", "For a notary"));
        Assert.True(giuseppe.Location is not null, giuseppe.Text);
        await System.IO.File.WriteAllTextAsync(Path.Combine(catalogue.Folder, "communes/boussu/routing.yaml"), "rules:\n  - { code: notaires, procedure: composition-de-menage, when: \"ajout-pour-un-notaire == 'oui'\", service: etat-civil }\n");
        await portal.InDb(portal.Boussu, async db =>
        {
            await RouteFile.Load(db, portal.Boussu, catalogue.Folder);
            await db.SaveChangesAsync();
        });
        await giuseppe.Open("/agent/demarches/composition-de-menage");
        Assert.True(giuseppe.Shows("les dossiers de « Composition de ménage de Boussu »") && giuseppe.Shows("Pour un notaire"), giuseppe.Text);

        var marcel = portal.VisitAs(await portal.Marcel(), portal.Boussu);
        await marcel.Open(Townspeople.Form);
        await marcel.Submit("Continuer", ("pour-qui", "moi"));
        await marcel.Submit("Continuer", ("motif", "allocations"), ("ajout-pour-un-notaire", "oui"));
        await marcel.Submit("Continuer", ("remise", "telecharger"));
        await marcel.Submit("Continuer", ("courriel", "marcel@example.org"));
        var one = await portal.Case(portal.Boussu, await marcel.Send());
        Assert.Equal("etat-civil", await portal.InDb(portal.Boussu, db => db.Set<ServiceUnit>().Where(unit => unit.Id == one.ServiceUnitId).Select(unit => unit.Slug).SingleAsync()));
    }

    private static IReadOnlyList<string> Offered(Browser officer) => [.. officer.Page.QuerySelectorAll("select option").Select(option => option.TextContent.Trim())];

    private static async Task<Browser> Administrator(Portal portal) => portal.VisitAs(await portal.Officer(portal.Boussu, "giuseppe.conti"), portal.Boussu);

    private static async Task<Browser> Member(Portal portal, ServiceUnitId unit)
    {
        var email = await portal.InDb(portal.Boussu, db => db.Set<Perron.People.TeamMember>().Where(member => member.ServiceUnitId == unit)
            .Join(db.Set<Perron.People.Officer>(), member => member.OfficerId, officer => officer.Id, (_, officer) => officer.Email).OrderBy(email => email).FirstAsync());
        return portal.VisitAs(await portal.Officer(portal.Boussu, email.Split('@')[0]), portal.Boussu);
    }
}
