using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Cases.Closing;
using Perron.Communes;
using Perron.Platform.Jobs;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Cases;

/// <summary>The days on which a commune closes of its own accord move promised dates and terms, and who waits is told once.</summary>
public sealed class ClosureTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    [Fact]
    public async Task A_day_that_closes_moves_open_cases_once_and_new_ones_count_with_it()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await ScenarioTests.FillIn(portal, claire, ScenarioFile.Read("prime-velo"), Today);
        Assert.Equal(new(2027, 1, 21), (await portal.Case(portal.Braine, reference)).ExpectedOn); // forty office days: Christmas and New Year are Fridays
        var pierre = portal.VisitAs(await portal.Officer(portal.Braine, "pierre.gillard"), portal.Braine);
        await pierre.Open("/agent/reglages/fermetures");
        Assert.True(pierre.Shows("vendredi 7 mai 2027") && pierre.Shows("Pont de l'Ascension"), pierre.Text); // what the commune begins with
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await Close(pierre, 24, "Veille de Noël");
        await Round(portal);
        await Round(portal);
        Assert.Equal(new(2027, 1, 22), (await portal.Case(portal.Braine, reference)).ExpectedOn);
        var told = Assert.Single(await portal.Mails(portal.Braine), mail => mail.Template == "case-step");
        Assert.Contains("Nouvelle date : vendredi 22 janvier 2027, au lieu du jeudi 21 janvier 2027. Pourquoi : Nos bureaux sont fermés le jeudi 24 décembre 2026 (Veille de Noël).", told.Given["sentence"].Replace('\u00A0', ' ').Replace('\u202F', ' '), StringComparison.Ordinal);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("vendredi 22 janvier 2027") && claire.Shows("Veille de Noël"), claire.Text);

        var second = await ScenarioTests.FillIn(portal, claire, ScenarioFile.Read("prime-velo"), Today);
        Assert.Equal(new(2027, 1, 22), (await portal.Case(portal.Braine, second)).ExpectedOn);
        await pierre.Open("/agent/reglages/fermetures/2026-12-24");
        Assert.True(pierre.Shows("2 dossiers ouverts") || pierre.Shows("La date promise de 2 dossiers"), pierre.Text);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await pierre.Submit("Ouvrir ce jour");
        await Round(portal);
        Assert.Equal((new LocalDate(2027, 1, 21), new LocalDate(2027, 1, 21)), ((await portal.Case(portal.Braine, reference)).ExpectedOn, (await portal.Case(portal.Braine, second)).ExpectedOn));
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<Closure>().CountAsync(closure => closure.On == new LocalDate(2026, 12, 24))));
    }

    [Fact]
    public async Task A_legal_term_does_not_end_on_a_day_that_closes()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("archetypes/simple-decision.yaml", "initial: submitted\n", "initial: submitted\ndeadline: { count: 30, days: calendar, from: submitted, silence: no, alarm: 5 }\n");
        catalogue.Change("archetypes/simple-decision.yaml", "actions:\n", "actions:\n  - { name: silence, kind: refuse, from: [submitted, checking, deciding], to: refused, by: house }\n");
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Catalogue", catalogue.Folder));
        var reference = await ScenarioTests.FillIn(portal, portal.VisitAs(await portal.Claire(), portal.Braine), ScenarioFile.Read("permis-de-vegetaliser"), Today);
        Assert.Equal(new LocalDate(2026, 12, 24), (await portal.Case(portal.Braine, reference)).DecideBy);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await Close(portal.VisitAs(await portal.Officer(portal.Braine, "pierre.gillard"), portal.Braine), 24, "Pont");
        await Round(portal);
        Assert.Equal(new LocalDate(2026, 12, 28), (await portal.Case(portal.Braine, reference)).DecideBy); // Friday is Christmas, then a weekend
    }

    [Fact]
    public async Task What_cannot_be_closed_is_said_and_only_administrators_of_the_commune_may()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var pierre = portal.VisitAs(await portal.Officer(portal.Braine, "pierre.gillard"), portal.Braine);
        await pierre.Open("/agent/reglages/fermetures");
        await pierre.Submit("Voir ce que cela change", Typed(26, 12, "Lendemain de Noël"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, pierre.Status);
        Assert.EndsWith("Les bureaux sont déjà fermés ce jour-là.", pierre.Error("jour"), StringComparison.Ordinal);
        await pierre.Submit("Voir ce que cela change", Typed(23, 11, "Hier"));
        Assert.NotNull(pierre.Error("jour"));
        await pierre.Submit("Voir ce que cela change", Typed(24, 12, ""));
        Assert.NotNull(pierre.Error("motif"));
        foreach (var (who, commune) in (IEnumerable<(string, Commune)>)[("julie.moreau", portal.Braine), ("nora.haddad", portal.Braine)])
        {
            var stranger = portal.VisitAs(await portal.Officer(commune, who), commune);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open("/agent/reglages/fermetures")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(await portal.Claire(), portal.Braine).Open("/agent/reglages/fermetures")).Status);
    }

    private static async Task Close(Browser administrator, int day, string why)
    {
        await administrator.Open("/agent/reglages/fermetures");
        await administrator.Submit("Voir ce que cela change", Typed(day, 12, why));
        Assert.True(administrator.Shows("La date promise d'un dossier ouvert") || administrator.Shows("La date d'aucun"), administrator.Text);
        await administrator.Submit("Fermer ce jour");
    }

    private static (string, string)[] Typed(int day, int month, string why) => [("jour-jour", $"{day}"), ("jour-mois", $"{month}"), ("jour-annee", "2026"), ("motif", why)];

    private static async Task Round(Portal portal)
    {
        while (await portal.Services.GetRequiredService<Walk<ClosureRound>>().Once(portal.Braine.Id))
        {
        }
    }
}
