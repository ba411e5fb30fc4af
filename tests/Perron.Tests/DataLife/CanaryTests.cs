using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Cases;
using Perron.DataLife;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.DataLife;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Tests.Support;
namespace Perron.Tests.DataLife;

/// <summary>Words that stand nowhere else follow a person through the house: all of them into the copy, none of them out of the erasure.</summary>
public sealed class CanaryTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("perron-ledger-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_copy_holds_every_word_of_mine_and_none_of_anybody_else()
    {
        await using var portal = await Open();
        var (claire, marc) = (new Person("claire"), new Person("marc"));
        await claire.Settle(portal, portal.Now);
        await marc.Settle(portal, portal.Now);
        var zip = await Copy(portal, claire);
        Assert.Empty(Missing(zip, claire, Person.Free.Concat(Person.Held)));
        Assert.DoesNotContain("canary-marc", zip, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-hash", zip, StringComparison.Ordinal);
        Assert.Contains("officer:01900000", zip, StringComparison.Ordinal); // who looked
    }

    [Fact]
    public async Task Taking_a_copy_is_told_to_the_person()
    {
        await using var portal = await Open();
        var claire = new Person("claire");
        await claire.Settle(portal, portal.Now);
        var page = await portal.VisitAs(claire.Visitor(portal.Braine), portal.Braine).Open("/mon-espace/donnees");
        await page.Submit("Télécharger mes données");
        Assert.EndsWith("/mon-espace/donnees/copie.zip", page.Location, StringComparison.Ordinal);
        Assert.Equal("application/zip", page.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<OutboxMessage>().CountAsync(message => message.Template == "data-ready")));
    }

    [Fact]
    public async Task A_person_forgotten_leaves_no_word_behind_outside_what_the_archives_hold()
    {
        await using var portal = await Open();
        var (claire, marc) = (new Person("claire"), new Person("marc"));
        await claire.Settle(portal, portal.Now);
        await marc.Settle(portal, portal.Now);
        await Erase(portal, claire);
        while (await portal.Services.GetRequiredService<Walk<DeliveryRound>>().Once(portal.Braine.Id))
        {
        }

        var held = await portal.InDb(portal.Braine, db => Task.FromResult(DataClass.All(db, new()).Where(one => one.IsHeld).Select(one => one.Table).ToHashSet()));
        var dump = await Dump.Of(portal, portal.Braine);
        Assert.Empty(dump.Where(table => table.Value.Contains("canary-claire", StringComparison.Ordinal) && !held.Contains(table.Key)).Select(table => table.Key));
        var everywhere = string.Concat(dump.Values) + await Dump.OfFile(portal);
        Assert.Equal(Person.Free.Count, Missing(everywhere, claire, Person.Free).Count);
        Assert.Empty(Missing(everywhere, claire, Person.Held)); // the archives hold these
        Assert.Empty(Missing(everywhere, marc, Person.Free.Concat(Person.Held)));
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<Case>().CountAsync(one => one.CitizenId == null)));
    }

    [Fact]
    public async Task What_waits_to_be_sent_is_read_neither_in_the_rows_nor_in_the_file_of_the_database()
    {
        await using var portal = await Open();
        var claire = new Person("claire");
        await claire.Settle(portal, closedAt: null);
        var everywhere = string.Concat((await Dump.Of(portal, portal.Braine)).Values) + await Dump.OfFile(portal);
        Assert.Empty(Missing(everywhere, claire, Person.Free));
        Assert.Equal(Person.Sealed.Count, Missing(everywhere, claire, Person.Sealed).Count);
        var waiting = await portal.InDb(portal.Braine, db => db.Set<Perron.Delivery.OutboxMessage>().AsNoTracking().SingleAsync(message => message.Template == "case-step"));
        Assert.Equal(claire.Word("message"), waiting.Given["sentence"]); // the house that sends it reads it
    }

    [Fact]
    public async Task While_a_request_runs_the_erasure_waits_and_says_why()
    {
        await using var portal = await Open();
        var claire = new Person("claire");
        await claire.Settle(portal, closedAt: null);
        var page = await portal.VisitAs(claire.Visitor(portal.Braine), portal.Braine).Open("/mon-espace/donnees/effacement");
        Assert.True(page.Shows("est encore en cours"));
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<Citizen>().CountAsync(citizen => citizen.Id == claire.Id)));
    }

    [Fact]
    public async Task An_erasure_asks_for_a_tick_first()
    {
        await using var portal = await Open();
        var claire = new Person("claire");
        await claire.Settle(portal, portal.Now);
        var page = await portal.VisitAs(claire.Visitor(portal.Braine), portal.Braine).Open("/mon-espace/donnees/effacement");
        await page.Submit("Effacer mes données");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 1), (page.Status, await portal.InDb(portal.Braine, db => db.Set<Citizen>().CountAsync(citizen => citizen.Id == claire.Id))));
    }

    [Fact]
    public async Task Whom_a_backup_brings_back_is_forgotten_again()
    {
        await using var portal = await Open();
        var claire = new Person("claire");
        await claire.Settle(portal, portal.Now);
        await Erase(portal, claire);

        // As a backup of yesterday would have it: the person is there, the ledger knows nothing.
        await portal.InDb(portal.Braine, async db =>
        {
            await db.Set<Erasure>().ExecuteDeleteAsync();
            db.Add(new Citizen { CommuneId = portal.Braine.Id, Id = claire.Id, GivenName = "Claire", FamilyName = claire.Word("revenante"), Email = $"{claire.Word("mail")}@example.org", Language = "fr", Since = portal.Now, SeenAt = portal.Now });
            await db.SaveChangesAsync();
        });
        Assert.Equal(1, await Replay(portal));
        Assert.Equal(0, await Replay(portal));
        Assert.DoesNotContain("revenante", string.Concat((await Dump.Of(portal, portal.Braine)).Values), StringComparison.Ordinal);
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<Erasure>().CountAsync()));
    }

    [Fact]
    public async Task A_weak_proof_of_identity_gives_no_register_and_no_document()
    {
        await using var portal = await Open();
        var claire = new Person("claire");
        await claire.Settle(portal, portal.Now);
        var names = await Names(portal, claire, IdentityLevel.Weak);
        Assert.DoesNotContain(names, name => name.Contains("menage", StringComparison.Ordinal) || name.Contains("register_extracts", StringComparison.Ordinal) || name.Contains("issued_documents", StringComparison.Ordinal));
        Assert.Contains("donnees/cases.json", names);
    }

    private static List<string> Missing(string text, Person person, IEnumerable<string> places) => [.. places.Select(person.Word).Where(word => !text.Contains(word, StringComparison.Ordinal))];

    private Task<Portal> Open() => Portal.Open(("Perron:Rounds", "false"), ("Perron:ChainFolder", _folder));

    private static async Task Erase(Portal portal, Person person)
    {
        var page = await portal.VisitAs(person.Visitor(portal.Braine), portal.Braine).Open("/mon-espace/donnees/effacement");
        await page.Submit("Effacer mes données", ("compris", "oui"));
        Assert.True(page.Location == "/vie-privee/effacement", $"{page.Status} {page.Text}");
    }

    private static Task<int> Replay(Portal portal) => portal.InDb(portal.Braine, async db =>
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ErasureLedger>().Replay(db, portal.Braine, portal.Now);
    });

    private static async Task<string> Copy(Portal portal, Person person)
    {
        using var zip = await Zip(portal, person, IdentityLevel.Strong);
        var all = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var bytes = new MemoryStream();
            await using var content = await entry.OpenAsync();
            await content.CopyToAsync(bytes);
            all.Append(entry.FullName).Append('\n').Append(Encoding.UTF8.GetString(bytes.ToArray()));
        }

        return all.ToString();
    }

    private static async Task<IReadOnlyList<string>> Names(Portal portal, Person person, IdentityLevel level)
    {
        using var zip = await Zip(portal, person, level);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static async Task<ZipArchive> Zip(Portal portal, Person person, IdentityLevel level) =>
        new(new MemoryStream(await portal.VisitAs(person.Visitor(portal.Braine, level), portal.Braine).Http.GetByteArrayAsync("/mon-espace/donnees/copie.zip")));
}
