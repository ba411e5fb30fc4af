using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Cases;
using Perron.DataLife;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.Catalogue;
using Perron.Platform.DataLife;
using Perron.Platform.Files;
using Perron.Platform.Jobs;
using Perron.Tests.CommandLine;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.DataLife;

/// <summary>Each kind of row has a period; when it is over, the row goes with all that goes with it, unless the archives hold it.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task Every_table_has_a_period_or_goes_with_one_that_has()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        await portal.InDb(portal.Braine, db =>
        {
            var classes = DataClass.All(db, new());
            Assert.Empty(classes.Where(one => one.Rule is null).Select(one => one.Table));
            Assert.Empty(classes.Where(one => one.Days == 0 && one.Rule.With != "communes" && classes.All(other => other.Table != one.Rule.With || other.Table == one.Table)).Select(one => one.Table));
            Assert.Equal(["accounts"], Expiry.Ageless(db)); // an account goes with its citizen or its officer
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task What_was_kept_long_enough_goes_and_nothing_goes_before()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = new Person("claire");
        await claire.Settle(portal, portal.Now);
        await Tidy(portal, days: 29);
        Assert.Equal((1, 2, 2), await Count(portal));
        await Tidy(portal, days: 3); // a draft lives for 30 days without a change, and its file with it
        Assert.Equal((0, 1, 2), await Count(portal));
        await Tidy(portal, days: 60);
        Assert.Equal((0, 1, 0), await Count(portal));
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<Citizen>().CountAsync(citizen => citizen.Id == claire.Id)));
    }

    [Fact]
    public async Task Somebody_who_has_not_come_for_years_is_forgotten_with_the_account()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, marc) = (new Person("claire"), new Person("marc"));
        await claire.Settle(portal, portal.Now);
        await marc.Settle(portal, closedAt: null); // a request of his still runs
        await Tidy(portal, days: 1100);
        Assert.Equal([marc.Id], await portal.InDb(portal.Braine, db => db.Set<Citizen>().Where(citizen => citizen.Id == claire.Id || citizen.Id == marc.Id).Select(citizen => citizen.Id).ToListAsync()));
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<Account>().CountAsync(account => account.Id == claire.Id.Value)));
        Assert.Equal(ErasureCause.Expired, await portal.InDb(portal.Braine, db => db.Set<Erasure>().Select(erasure => erasure.Cause).SingleAsync()));
    }

    [Fact]
    public async Task A_finished_case_stays_until_the_archives_agree_and_then_goes_with_its_messages()
    {
        await using var held = await Portal.Open(("Perron:Rounds", "false"));
        await new Person("claire").Settle(held, held.Now);
        await Tidy(held, days: 4000);
        Assert.Equal((1, 1), await Cases(held));

        await using var released = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Retention:Released:0", "cases"));
        await new Person("claire").Settle(released, released.Now);
        await new Person("marc").Settle(released, closedAt: null);
        await Tidy(released, days: 4000);
        Assert.Equal((1, 1), await Cases(released)); // the one that still runs
    }

    [Fact]
    public async Task An_installation_may_keep_for_another_time()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Retention:Days:drafts", "5"));
        await new Person("claire").Settle(portal, portal.Now);
        await Tidy(portal, days: 6);
        Assert.Equal(0, (await Count(portal)).Drafts);
    }

    [Fact]
    public async Task A_commune_says_in_its_own_file_how_long_it_keeps_and_its_neighbour_keeps_as_before()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Retention:Days:drafts", "25"));
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("communes/braine-lalleud/commune.yaml", "letters: BLA", "letters: BLA\nretention: { days: { drafts: 5, cases: 900 }, released: [cases] }");
        Assert.Equal(0, Typed.Perron(portal.Database, ["commune", "add", "braine-lalleud"], ("Perron:Catalogue", catalogue.Folder)));
        await new Person("claire").Settle(portal, portal.Now);
        await Tidy(portal, days: 6);
        Assert.Equal(0, (await Count(portal)).Drafts);
        Assert.Equal((1, 1), await Cases(portal));
        await Tidy(portal, days: 900);
        Assert.Equal((0, 0), await Cases(portal));

        var own = portal.Visit(portal.Braine);
        for (var looks = 0; looks < 100 && !(await own.Open("/vie-privee/registre")).Shows("Gardé 5 jours."); looks++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken); // another process has changed the commune: on SQLite the house looks twice a second
        }

        var other = await portal.Visit(portal.Boussu).Open("/vie-privee/registre");
        Assert.True(own.Shows("Gardé 5 jours.") && !own.Shows("Gardé 25 jours."), own.Text);
        Assert.True(other.Shows("Gardé 25 jours.") && !other.Shows("Gardé 5 jours."), other.Text);
    }

    [Theory]
    [InlineData("days: { casez: 10 }", "'casez' names no table")]
    [InlineData("days: { drafts: soon }", "'drafts' is not a whole number: soon")]
    [InlineData("days: { drafts: 0 }", "'drafts' is 0. Write a number of days")]
    [InlineData("days: { case_messages: 10 }", "'case_messages' goes with 'cases' and has no period of its own")]
    [InlineData("days: { service_units: 10 }", "'service_units' is kept as long as the commune itself")]
    [InlineData("days: { accounts: 10 }", "'accounts' goes with the person whose it is")]
    [InlineData("days: { timeline_events: 365 }", "'timeline_events' is 365, less than the law asks. Write 3653 or more.")]
    [InlineData("released: [casez]", "'casez' names no table")]
    [InlineData("dayz: { cases: 10 }", "'dayz' is not known here")]
    public async Task A_period_that_cannot_be_is_refused_with_its_line(string written, string says)
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("communes/boussu/commune.yaml", "letters: BOU", $"letters: BOU\nretention:\n  {written}");
        var fault = Assert.Throws<CatalogueFault>(() => Typed.Perron(portal.Database, ["commune", "add", "boussu"], ("Perron:Catalogue", catalogue.Folder)));
        Assert.True(fault.Message.Contains(says, StringComparison.Ordinal), fault.Message);
        Assert.Equal(("catalogue/communes/boussu/commune.yaml", 6), (fault.FileName, fault.Line));
    }

    [Fact]
    public async Task Officers_and_the_log_stay_however_old()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        await new Person("claire").Settle(portal, portal.Now);
        var before = await portal.InDb(portal.Braine, db => db.Set<Officer>().CountAsync());
        await Tidy(portal, days: 5000);
        Assert.Equal((before, 3), await portal.InDb(portal.Braine, async db => (await db.Set<Officer>().CountAsync(), await db.Set<TimelineEvent>().CountAsync(happened => happened.Actor != "house"))));
    }

    [Fact]
    public async Task The_register_of_processing_says_what_is_done()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Retention:Days:drafts", "12"));
        var page = await portal.Visit(portal.Braine).Open("/vie-privee/registre");
        Assert.True(page.Shows("Brouillon d'une demande") && page.Shows("Gardé 12 jours.") && page.Shows("Détruit ensuite avec l’accord des Archives de l’État."), page.Text);
    }

    private static async Task Tidy(Portal portal, int days)
    {
        portal.Clock.Advance(TimeSpan.FromDays(days));
        while (await portal.Services.GetRequiredService<Walk<RetentionRound>>().Once(portal.Braine.Id))
        {
        }
    }

    private static Task<(int Drafts, int Files, int Messages)> Count(Portal portal) => portal.InDb(portal.Braine, async db =>
        (await db.Set<Draft>().CountAsync(), await db.Set<StoredFile>().CountAsync(), await db.Set<OutboxMessage>().CountAsync()));

    private static Task<(int Cases, int Messages)> Cases(Portal portal) => portal.InDb(portal.Braine, async db => (await db.Set<Case>().CountAsync(), await db.Set<CaseMessage>().CountAsync()));
}
