using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Perron.Communes;
using Perron.Delivery;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Timeline;

/// <summary>T-AUDIT: whoever owns the database alters, deletes, reorders, inserts or cuts off, and the check names the first bad entry each time.</summary>
public sealed class ChainTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("perron-chain-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_untouched_log_is_as_it_was_written_and_each_event_has_one_place()
    {
        await using var portal = await Open();
        Assert.Equal(new ChainReport(12, null), await Verify(portal));
        Assert.Equal(new ChainReport(0, null), await Verify(portal, portal.Boussu));
        await Seal(portal);
        Assert.Equal(new ChainReport(12, null), await Verify(portal));
    }

    [Theory]
    [InlineData("update timeline_events set data = '{}' where id = (select event_id from sealed_events where place = 5 and commune_id = timeline_events.commune_id)", ChainFaultKind.Altered, 5)]
    [InlineData("update timeline_events set actor = 'house' where id = (select event_id from sealed_events where place = 1 and commune_id = timeline_events.commune_id)", ChainFaultKind.Altered, 1)]
    [InlineData("update sealed_events set hash = (select hash from sealed_events other where other.place = 3 and other.commune_id = sealed_events.commune_id) where place = 7", ChainFaultKind.Altered, 7)]
    [InlineData("delete from timeline_events where id = (select event_id from sealed_events where place = 4 and commune_id = timeline_events.commune_id)", ChainFaultKind.EventMissing, 4)]
    [InlineData("delete from sealed_events where place = 6", ChainFaultKind.LinkMissing, 6)]
    [InlineData("update sealed_events set place = 99 where place = 8; update sealed_events set place = 8 where place = 9; update sealed_events set place = 9 where place = 99", ChainFaultKind.Altered, 8)]
    [InlineData("delete from sealed_events where place > 10", ChainFaultKind.Truncated, 11)]
    [InlineData("delete from timeline_events where id in (select event_id from sealed_events where place > 10 and commune_id = timeline_events.commune_id); delete from sealed_events where place > 10", ChainFaultKind.Truncated, 11)]
    public async Task What_was_changed_behind_the_back_of_the_house_is_named(string sql, ChainFaultKind kind, long place)
    {
        await using var portal = await Open();
        await AsOwner(portal, sql);
        var report = await Verify(portal);
        Assert.Equal((kind, place), (report.Fault?.Kind, report.Fault?.Place));
    }

    [Fact]
    public async Task An_event_slipped_in_later_is_named()
    {
        await using var portal = await Open();
        var (story, slipped) = (await portal.InDb(portal.Braine, db => db.Set<Perron.Timeline.Stream>().FirstAsync()), default(TimelineEvent)!);
        slipped = story.Happened(new Looked("case"), portal.Now - NodaTime.Duration.FromDays(30), "officer:nobody", "enquête", Visibility.Access);
        await portal.InDb(portal.Braine, async db =>
        {
            db.Add(slipped);
            await db.SaveChangesAsync();
        });
        await Seal(portal);
        Assert.Equal(new ChainFault(ChainFaultKind.Inserted, 13, slipped.Id.Value), (await Verify(portal)).Fault);
    }

    [Fact]
    public async Task A_whole_chain_made_anew_after_the_fact_contradicts_the_exported_head()
    {
        await using var portal = await Open();
        await AsOwner(portal, "update timeline_events set data = '{}' where id = (select event_id from sealed_events where place = 5 and commune_id = timeline_events.commune_id); delete from sealed_events");
        await Seal(portal);
        Assert.Equal(ChainFaultKind.Truncated, (await Verify(portal)).Fault?.Kind);
    }

    [Fact]
    public async Task A_head_that_the_house_has_not_signed_is_named()
    {
        await using var portal = await Open();
        var file = System.IO.Directory.GetFiles(_folder).Single();
        await System.IO.File.WriteAllTextAsync(file, (await System.IO.File.ReadAllTextAsync(file)).Replace(" 12 ", " 11 ", StringComparison.Ordinal));
        Assert.Equal(ChainFaultKind.HeadForged, (await Verify(portal)).Fault?.Kind);
    }

    [Fact]
    public async Task Two_nodes_that_seal_at_once_make_one_chain()
    {
        await using var portal = await Open();
        await Happen(portal, 40);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Seal(portal)));
        await Seal(portal);
        Assert.Equal(new ChainReport(52, null), await Verify(portal));
    }

    private async Task<Portal> Open()
    {
        var portal = await Portal.Open(("Perron:ChainFolder", _folder), ("Perron:Rounds", "false"));
        await Happen(portal, 12);
        await Seal(portal);
        portal.Clock.Advance(TimeSpan.FromMinutes(30));
        return portal;
    }

    private static Task Happen(Portal portal, int times) => portal.InDb(portal.Braine, async db =>
    {
        var organisation = await db.Set<Organisation>().FirstAsync();
        var story = new Perron.Timeline.Stream { CommuneId = portal.Braine.Id, OrganisationId = organisation.Id, Kind = "case", Reference = Reference.New("BLA").Value, OpenedAt = portal.Now };
        db.Add(story);
        for (var i = 0; i < times; i++)
        {
            db.Add(story.Happened(new MailAccepted(Guid.CreateVersion7()), portal.Now + NodaTime.Duration.FromMilliseconds(i), "citizen", "demande", Visibility.Public));
        }

        await db.SaveChangesAsync();
    });

    private static async Task Seal(Portal portal)
    {
        while (await portal.Services.GetRequiredService<Walk<SealingRound>>().Once(portal.Braine.Id))
        {
        }
    }

    private Task<ChainReport> Verify(Portal portal, Commune? commune = null) => portal.InDb(commune ?? portal.Braine, db => TimelineChain.Verify(
        db, (commune ?? portal.Braine).Id, portal.Services.GetRequiredService<HouseKeys>(), ChainHead.Read(_folder, (commune ?? portal.Braine).Slug), portal.Now));

    // The owner of the tables may do what the house cannot: on SQLite take the triggers away, on PostgreSQL change rows.
    private static async Task AsOwner(Portal portal, string sql)
    {
        DbConnection connection = TestDatabase.IsPostgres ? new NpgsqlConnection(portal.Database.OwnerConnection) : new SqliteConnection(portal.Database.OwnerConnection);
        await using (connection)
        {
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var before = TestDatabase.IsPostgres
                ? $"select set_config('perron.commune', '{portal.Braine.Id.Value}', true), set_config('perron.organisations', '*', true)"
                : "drop trigger timeline_events_update; drop trigger timeline_events_delete; drop trigger sealed_events_update; drop trigger sealed_events_delete";
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = before;
            await command.ExecuteNonQueryAsync();
            command.CommandText = sql;
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
            await transaction.CommitAsync();
        }
    }
}
