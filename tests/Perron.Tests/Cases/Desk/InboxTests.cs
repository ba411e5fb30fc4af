using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Cases.Desk;
using Perron.Cases;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Tests.Support;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Tests.Cases.Desk;

/// <summary>What officers find in their inbox, and how.</summary>
public sealed class InboxTests
{
    [Fact]
    public async Task A_name_is_found_without_its_accents()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.AskAsElise();
        var sophie = await portal.AsSophie();
        Assert.True((await sophie.Open("/agent/boite?vue=equipe&q=geron+elise")).Shows(reference), sophie.Text);
        Assert.False((await sophie.Open("/agent/boite?vue=equipe&q=dupont")).Shows(reference));
    }

    [Theory]
    [InlineData("la référence", true)]
    [InlineData("la référence en minuscules", true)]
    [InlineData("ger", true)]
    [InlineData("Géron composition", true)]
    [InlineData("eron", false)]
    [InlineData("geron dupont", false)]
    [InlineData("vandenbroucke-d", true)]
    [InlineData("vandenbrouck", true)]
    [InlineData("vandenbrouckere", false)]
    public async Task A_case_is_found_by_its_reference_or_by_how_its_words_begin(string query, bool isFound)
    {
        await using var portal = await Portal.Open();
        var reference = await portal.AskAsElise();
        var asked = query switch { "la référence" => reference, "la référence en minuscules" => reference.Replace('-', ' ').ToLowerInvariant(), _ => query };
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/boite?vue=equipe&q={Uri.EscapeDataString(asked)}");
        Assert.Equal(isFound, sophie.Page.QuerySelectorAll("a.row-link").Length == 1);
    }

    [Fact]
    public async Task Who_works_in_two_services_sees_the_cases_of_both_in_one_order()
    {
        await using var portal = await Portal.Open();
        var visitor = await portal.Officer(portal.Braine, "sophie.lambert");
        await portal.AskAsElise();
        await portal.InDb(portal.Braine, async db =>
        {
            var sample = await db.Set<Case>().SingleAsync();
            var other = await db.Set<ServiceUnit>().FirstAsync(unit => unit.Id != sample.ServiceUnitId && unit.RunBy == sample.OrganisationId);
            db.Add(new TeamMember { CommuneId = sample.CommuneId, ServiceUnitId = other.Id, OfficerId = visitor.Officer!.Value });
            for (var day = 1; day <= 6; day++)
            {
                var copy = db.Entry(sample).CurrentValues.Clone();
                (copy[nameof(Case.Id)], copy[nameof(Case.Reference)], copy[nameof(Case.ExpectedOn)], copy[nameof(Case.ServiceUnitId)]) = (StreamId.New(), $"N{day}", new NodaTime.LocalDate(2026, 1, day), day % 2 == 0 ? other.Id : sample.ServiceUnitId);
                db.Add(copy.ToObject());
            }

            await db.SaveChangesAsync();
        });
        var sophie = portal.VisitAs(visitor, portal.Braine);
        foreach (var view in new[] { "equipe", "retard", "equipe&tri=Changed" })
        {
            await sophie.Open($"/agent/boite?vue={view}");
            Assert.Equal(view.EndsWith("Changed", StringComparison.Ordinal) ? 7 : 6, sophie.Page.QuerySelectorAll("a.row-link").Length - (view == "equipe" ? 1 : 0));
        }

        await sophie.Open("/agent/boite?vue=retard");
        Assert.Equal(["N1", "N2", "N3", "N4", "N5", "N6"], sophie.Page.QuerySelectorAll("table.inbox td code").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task A_case_from_before_there_were_words_is_found_after_the_round()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.AskAsElise();
        await portal.InDb(portal.Braine, db => db.Set<CaseWord>().ExecuteDeleteAsync());
        var sophie = await portal.AsSophie();
        Assert.False((await sophie.Open("/agent/boite?q=geron")).Shows(reference), sophie.Text);
        await portal.Services.GetRequiredService<Walk<WordRound>>().Once(portal.Braine.Id);
        Assert.True((await sophie.Open("/agent/boite?q=geron")).Shows(reference), sophie.Text);
    }

    [Fact]
    public async Task More_cases_than_are_counted_are_said_with_a_plus_and_turned_to_page_by_page()
    {
        await using var portal = await Portal.Open();
        await portal.AskAsElise();
        var sophie = await portal.AsSophie();
        await portal.InDb(portal.Braine, async db =>
        {
            var sample = await db.Set<Case>().SingleAsync();
            for (var number = 0; number < 1100; number++)
            {
                var copy = db.Entry(sample).CurrentValues.Clone();
                (copy[nameof(Case.Id)], copy[nameof(Case.Reference)]) = (StreamId.New(), $"N{number:0000}");
                (copy[nameof(Case.AssignedTo)], copy[nameof(Case.Status)], copy[nameof(Case.ExpectedOn)]) = (null, PublicStatus.WaitingCitizen, new NodaTime.LocalDate(2026, 1, 1));
                db.Add(copy.ToObject());
            }

            await db.SaveChangesAsync();
        });
        foreach (var view in new[] { "equipe", "non-attribues", "attente", "retard", "equipe&etat=WaitingCitizen&tri=Newest" })
        {
            await ShowsMore(view);
        }

        await portal.InDb(portal.Braine, db => db.Set<Case>().ExecuteUpdateAsync(row => row.SetProperty(one => one.ClosedAt, portal.Now).SetProperty(one => one.Status, PublicStatus.Delivered)));
        await ShowsMore("termines");

        async Task ShowsMore(string view)
        {
            await sophie.Open($"/agent/boite?vue={view}");
            Assert.True(sophie.Shows("1000+ dossiers") && sophie.Shows("Page 1 sur 20+"), sophie.Text);
            await sophie.Open($"/agent/boite?vue={view}&page=21");
            Assert.Equal(50, sophie.Page.QuerySelectorAll("a.row-link").Length);
        }
    }
}
