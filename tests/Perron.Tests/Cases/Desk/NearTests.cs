using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Cases;
using Perron.Cases.Dates;
using Perron.Platform.Jobs;
using Perron.Procedures;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Cases.Desk;

/// <summary>The service is warned before a promised date is broken; the citizen hears nothing of it.</summary>
public sealed class NearTests
{
    private const string Chip = "à finir ou à promettre de nouveau : échéance le";

    [Fact]
    public async Task A_case_is_marked_two_office_days_before_its_date_until_another_is_promised_or_the_citizen_is_awaited()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn(); // promised for Friday 27
        var sophie = await portal.AsSophie(); // the head
        var karim = portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine);
        await Look(portal);
        Assert.False((await sophie.Open("/agent/boite?vue=equipe")).Shows(Chip), sophie.Text);
        Assert.Equal((0, "0"), (await Warned(portal), Count(sophie)));

        portal.Clock.Advance(TimeSpan.FromDays(1)); // Wednesday
        var mails = (await portal.Mails(portal.Braine)).Count;
        await Look(portal);
        await Look(portal);
        await sophie.Open("/agent/boite?vue=equipe");
        Assert.True(sophie.Shows($"{Chip} vendredi 27 novembre 2026") && sophie.Shows("1 dossier de votre service est à finir"), sophie.Text);
        Assert.Equal((1, "1", mails), (await Warned(portal), Count(sophie), (await portal.Mails(portal.Braine)).Count));
        Assert.True((await sophie.Open("/agent/boite?vue=bientot")).Shows(reference), sophie.Text);
        await karim.Open("/agent/boite?vue=equipe");
        Assert.True(karim.Shows(Chip) && !karim.Shows("de votre service est à finir"), karim.Text); // who heads the service is told
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.True(sophie.Shows("Cette date approche.") && sophie.Shows("La date promise approche"), sophie.Text);

        await sophie.Submit("Promettre cette date", ("prevue-jour", "4"), ("prevue-mois", "12"), ("prevue-annee", "2026"), ("pourquoi", "Il manque un agent."));
        Assert.False((await sophie.Open("/agent/boite?vue=bientot")).Shows(reference));
        portal.Clock.Advance(TimeSpan.FromDays(7)); // Wednesday 2 December
        await Look(portal);
        Assert.True((await sophie.Open("/agent/boite?vue=bientot")).Shows(reference), sophie.Text);
        Assert.Equal(2, await Warned(portal));
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.SubmitWith("action", "ask-evidence", ("piece", "Une photo"));
        Assert.False((await sophie.Open("/agent/boite?vue=bientot")).Shows(reference)); // the date stands still
    }

    [Fact]
    public async Task A_procedure_says_in_which_days_its_promise_is_counted_and_how_early_its_service_is_warned()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("procedures/composition-de-menage.yaml", "archetype: certificate\n", "archetype: certificate\npromised: { days: calendar, alarm: 4 }\n");
        catalogue.Change("communes/braine-lalleud/procedures.yaml", "slug: composition-de-menage, service: population, price-cents: 300, office-days: 3", "slug: composition-de-menage, service: population, price-cents: 300, days: 11");
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Catalogue", catalogue.Folder));
        await portal.InDb(portal.Braine, async db =>
        {
            await DemoProcedures.Load(db, portal.Braine, catalogue.Folder);
            await db.SaveChangesAsync();
        });
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        Assert.True((await claire.Open("/demarches/composition-de-menage")).Shows("11 jours calendrier"), claire.Text);
        var reference = await claire.AskForOwn();
        Assert.Equal(new LocalDate(2026, 12, 7), (await portal.Case(portal.Braine, reference)).ExpectedOn); // Saturday 5 December moves on to Monday
        var sophie = await portal.AsSophie();
        Assert.True((await sophie.Open("/agent/demarches/composition-de-menage")).Shows("Le délai promis est de 11 jours calendrier") && sophie.Shows("averti 4 jours d'ouverture avant la date promise"), sophie.Text);
        portal.Clock.Advance(TimeSpan.FromDays(6)); // Monday 30 November: five office days before
        Assert.False((await sophie.Open("/agent/boite?vue=bientot")).Shows(reference), sophie.Text);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await sophie.Open("/agent/boite?vue=bientot")).Shows(reference) && Count(sophie) == "1", sophie.Text);
    }

    private static string Count(Browser officer) => officer.Page.QuerySelector(".rail a[href$='vue=bientot'] .rail-count")?.TextContent.Trim() is { Length: > 0 } count ? count : "0";

    private static Task<int> Warned(Portal portal) => portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().CountAsync(happened => happened.Kind == nameof(PromiseNear)));

    private static async Task Look(Portal portal)
    {
        while (await portal.Services.GetRequiredService<Walk<DatesRound>>().Once(portal.Braine.Id))
        {
        }
    }
}
