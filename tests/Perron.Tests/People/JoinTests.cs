using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Cases;
using Perron.DataLife;
using Perron.Delivery;
using Perron.People;
using Perron.People.OnePerson;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Tests.Cases;
using Perron.Tests.DataLife;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.People;

/// <summary>Two accounts of one person become one, by the person or at the counter, and two again, without a row lost or gone astray.</summary>
public sealed class JoinTests
{
    [Fact]
    public async Task An_officer_joins_two_accounts_and_all_is_of_the_kept_one()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (kept, former) = await Both(portal);
        var old = portal.Visit(portal.Braine);
        await old.SignInByEmail(portal, portal.Braine, Address(former));
        Assert.True(await old.IsKnown());
        var sophie = await portal.AsSophie();
        await Compare(sophie, kept, former);
        Assert.True(sophie.Shows(Address(kept)) && sophie.Shows(Address(former)) && sophie.Shows("1 demande") && sophie.Shows("1 brouillon"), sophie.Text);
        await sophie.Submit("Réunir les deux comptes");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status); // a reason is asked
        await sophie.Submit("Réunir les deux comptes", ("pourquoi", "carte montrée"));
        Assert.True(sophie.Shows("Les deux comptes sont réunis") && sophie.Shows("carte montrée") && sophie.Shows("2 demandes"), sophie.Text);

        Assert.False(await old.IsKnown()); // the session of the former ended
        await old.SignInByEmail(portal, portal.Braine, Address(former));
        Assert.True((await old.Open("/mon-espace/profil")).Shows(Address(kept)), old.Text);
        Assert.True((await old.Open("/mon-espace/connexion")).Shows(Address(former)), old.Text);
        Assert.True((await old.Open("/mon-espace/consultations")).Shows("Votre compte"), old.Text);
        var told = (await portal.Mails(portal.Braine)).Where(mail => mail.Template == "security-notice").Select(mail => mail.To).Order().ToList();
        Assert.Equal(new[] { Address(former), Address(kept) }.Order(), told);
        await portal.InDb(portal.Braine, async db =>
        {
            Assert.Equal(2, await db.Set<Case>().CountAsync(one => one.CitizenId == kept.Id));
            Assert.Equal(2, await db.Set<Mandate>().CountAsync(one => one.GivenBy == kept.Id));
            var merge = await db.Set<AccountMerge>().SingleAsync();
            Assert.Contains(merge.Rows, rows => rows.Table == "cases");
            Assert.True(await db.Set<TimelineEvent>().AnyAsync(one => one.Kind == nameof(AccountsJoined) && one.Actor.StartsWith("officer:")));
            Assert.True(await db.Set<TimelineEvent>().AnyAsync(one => one.Kind == nameof(CameWithAccount) && one.StreamId == former.CaseId));
        });
    }

    [Fact]
    public async Task What_moved_goes_back_exactly_and_what_came_later_stays()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (kept, former) = await Both(portal);
        string[] changed = ["account_merges", "timeline_events", "outbox_messages", "sessions", "receipts", "streams", "one_time_codes", "citizens", "sealed_events", "chain_heads"];
        var before = await Rows(portal);
        var sophie = await portal.AsSophie();
        await Compare(sophie, kept, former);
        await sophie.Submit("Réunir les deux comptes", ("pourquoi", "carte montrée"));
        var between = await Rows(portal);
        foreach (var table in new[] { "cases", "drafts", "mandates", "contact_requests", "streams" })
        {
            Assert.NotEqual(before[table], between[table]);
        }

        // Filed after: it stays with the kept one.
        await portal.InDb(portal.Braine, async db =>
        {
            await db.Set<Perron.Cases.Draft>().Where(draft => draft.CitizenId == kept.Id).ExecuteDeleteAsync();
            db.Add(new Perron.Cases.Draft { CommuneId = portal.Braine.Id, Id = StreamId.New(), CitizenId = kept.Id, Procedure = "concession", Version = 1, Answers = "{}", StartedAt = portal.Now, ChangedAt = portal.Now });
            await db.SaveChangesAsync();
        });
        await sophie.Submit("Défaire la réunion");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        await sophie.Submit("Défaire la réunion", (Field(sophie), "deux personnes"));
        Assert.True(sophie.Shows("La réunion est défaite") && sophie.Shows("deux personnes"), sophie.Text);
        var after = await Rows(portal);
        Assert.All(before.Keys.Except(changed).Except(["drafts"]), table => Assert.True(before[table] == after[table], table));
        await portal.InDb(portal.Braine, async db =>
        {
            Assert.Equal(former.Id, (await db.Set<Case>().SingleAsync(one => one.Id == former.CaseId)).CitizenId);
            Assert.Equal(former.Id, (await db.Set<Perron.Timeline.Stream>().SingleAsync(one => one.Id == former.CaseId)).CitizenId);
            Assert.Equal(["concession"], await db.Set<Perron.Cases.Draft>().Where(draft => draft.CitizenId == kept.Id && draft.Procedure == "concession").Select(draft => draft.Procedure).ToListAsync());
            Assert.Null((await db.Set<Citizen>().SingleAsync(one => one.Id == former.Id)).MergedInto);
        });
        var old = portal.Visit(portal.Braine);
        await old.SignInByEmail(portal, portal.Braine, Address(former));
        Assert.True((await old.Open("/mon-espace/profil")).Shows(Address(former)), old.Text);
    }

    [Fact]
    public async Task After_thirty_days_nobody_undoes_it()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (kept, former) = await Both(portal);
        var sophie = await portal.AsSophie();
        await Compare(sophie, kept, former);
        await sophie.Submit("Réunir les deux comptes", ("pourquoi", "carte montrée"));
        var (url, field) = (sophie.Page.QuerySelectorAll("form").Select(form => form.GetAttribute("action")).Single(action => action?.Contains("/separer/", StringComparison.Ordinal) is true)!, Field(sophie));
        portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.False((await sophie.Open($"/agent/personnes/{kept.Id.Value}")).Shows("Défaire la réunion"), sophie.Text);
        await sophie.Post(url, [.. sophie.FieldsOf("Comparer").Where(one => one.Name is "__RequestVerificationToken" or "key"), (field, "trop tard")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        await portal.InDb(portal.Braine, async db => Assert.Equal(kept.Id, (await db.Set<Citizen>().SingleAsync(one => one.Id == former.Id)).MergedInto));
    }

    [Fact]
    public async Task Two_officers_at_once_make_one_merge()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        await using var second = await portal.AnotherNode();
        var (kept, former) = await Both(portal);
        var (sophie, isabelle) = (await portal.AsSophie(), second.VisitAs(await Townspeople.Officer(portal, portal.Braine, "isabelle.marchand"), portal.Braine));
        await Compare(sophie, kept, former);
        await Compare(isabelle, former, kept); // the other way round
        await Task.WhenAll(sophie.Submit("Réunir les deux comptes", ("pourquoi", "guichet 1")), isabelle.Submit("Réunir les deux comptes", ("pourquoi", "guichet 2")));
        Assert.Equal(1, new[] { sophie, isabelle }.Count(officer => officer.Status == HttpStatusCode.OK && officer.Shows("Les deux comptes sont réunis")));
        await portal.InDb(portal.Braine, async db =>
        {
            Assert.Equal(1, await db.Set<AccountMerge>().CountAsync(merge => merge.ConfirmedAt != null));
            Assert.Equal(1, await db.Set<Citizen>().CountAsync(one => one.MergedInto != null));
            Assert.Equal(2, await db.Set<Case>().Select(one => one.CitizenId).CountAsync(owner => owner == db.Set<AccountMerge>().Where(merge => merge.ConfirmedAt != null).Select(merge => (CitizenId?)merge.KeptId).First()));
        });
    }

    [Fact]
    public async Task The_owner_proves_the_other_by_a_code_reads_what_comes_together_and_confirms()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (mine, other) = await Both(portal, sameName: true);
        var me = portal.Visit(portal.Braine);
        await me.SignInByEmail(portal, portal.Braine, Address(mine));
        await me.Open("/mon-espace/reunir");
        await me.Submit("Envoyer le code", ("courriel", Address(mine)));
        Assert.NotNull(me.Error("courriel"));
        await me.Submit("Envoyer le code", ("courriel", "personne@example.org"));
        await me.Submit("Continuer", ("code", (await portal.LastMail(portal.Braine, "address-code"))["code"]));
        Assert.Contains("Aucun compte", me.Error("courriel"), StringComparison.Ordinal); // said only after the address was proved
        await me.Submit("Envoyer le code", ("courriel", Address(other)));
        await me.Submit("Continuer", ("code", "000 00"));
        Assert.NotNull(me.Error("code"));
        await me.Submit("Continuer", ("code", (await portal.LastMail(portal.Braine, "address-code"))["code"]));
        Assert.True(me.Shows("Voici ce qui sera réuni") && me.Shows("1 demande") && me.Shows("1 brouillon") && me.Shows("1 mandat"), me.Text);
        await me.Submit("Réunir les deux comptes");
        Assert.NotNull(me.Error("compris"));
        await me.Submit("Réunir les deux comptes", ("compris", "oui"));
        Assert.True(me.Shows("Vos deux comptes n’en font plus qu’un"), me.Text);
        Assert.True(await me.IsKnown());
        await portal.InDb(portal.Braine, async db =>
        {
            Assert.Equal(2, await db.Set<Case>().CountAsync(one => one.CitizenId == mine.Id));
            Assert.Equal(1, await db.Set<Perron.Cases.Draft>().CountAsync(one => one.CitizenId == mine.Id)); // the same was begun twice: the one that waits comes back if it is undone
        });
    }

    [Fact]
    public async Task Different_numbers_different_names_and_a_closed_account_are_refused_with_a_sentence()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = await portal.Citizen(portal.Braine, "Claire", "Dubois", "85073003328", IdentityLevel.Strong);
        var thomas = await portal.Citizen(portal.Braine, "Thomas", "Leroy", "83051202634", IdentityLevel.Strong, "thomas@example.org");
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/personnes/{claire.Citizen!.Value.Value}");
        await sophie.Submit("Comparer les deux comptes", ("autre", "83.05.12-026.34"));
        Assert.True(sophie.Shows("ce sont deux personnes"), sophie.Text);
        Assert.DoesNotContain(sophie.Page.QuerySelectorAll("button"), button => button.TextContent.Contains("Réunir", StringComparison.Ordinal));

        var (mine, other) = await Both(portal); // another name
        var me = portal.Visit(portal.Braine);
        await me.SignInByEmail(portal, portal.Braine, Address(mine));
        await Prove(portal, me, other);
        Assert.Contains("noms différents", me.Error("courriel"), StringComparison.Ordinal);
        await portal.InDb(portal.Braine, db => db.Set<Citizen>().Where(one => one.Id == other.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.FrozenAt, portal.Now)));
        await Prove(portal, me, other);
        Assert.Contains("fermé", me.Error("courriel"), StringComparison.Ordinal);
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<AccountMerge>().CountAsync()));
        Assert.NotNull(thomas.Citizen);
    }

    [Fact]
    public async Task A_mailbox_alone_joins_nothing_with_an_account_that_has_a_number()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (mine, other) = await Both(portal, sameName: true);
        await portal.InDb(portal.Braine, async db =>
        {
            (await db.Set<Citizen>().SingleAsync(one => one.Id == other.Id)).Bear(Belgium.NationalNumber.Parse("85073003328")!.Value, portal.Services.GetRequiredService<HouseKeys>());
            await db.SaveChangesAsync();
        });
        var me = portal.Visit(portal.Braine);
        await me.SignInByEmail(portal, portal.Braine, Address(mine));
        await Prove(portal, me, other);
        Assert.Contains("identité électronique", me.Error("courriel"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_copy_and_the_erasure_hold_for_both_after_they_are_one()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (kept, former) = await Both(portal);
        var sophie = await portal.AsSophie();
        await Compare(sophie, kept, former);
        await sophie.Submit("Réunir les deux comptes", ("pourquoi", "carte montrée"));
        var zip = await (await portal.VisitAs(kept.Visitor(portal.Braine), portal.Braine).Http.GetAsync("/mon-espace/donnees/copie.zip")).Content.ReadAsByteArrayAsync();
        var read = new StringBuilder();
        using (var archive = new ZipArchive(new MemoryStream(zip)))
        {
            foreach (var entry in archive.Entries)
            {
                await using var content = await entry.OpenAsync();
                using var bytes = new MemoryStream();
                await content.CopyToAsync(bytes);
                read.Append(entry.FullName).Append(Encoding.Latin1.GetString(bytes.ToArray()));
            }
        }

        Assert.All(Person.Free.Concat(Person.Held).SelectMany(place => new[] { kept.Word(place), former.Word(place) }), word => Assert.Contains(word, read.ToString(), StringComparison.Ordinal));
        await portal.InDb(portal.Braine, db => db.Set<Case>().ExecuteUpdateAsync(row => row.SetProperty(one => one.ClosedAt, portal.Now)));
        var eraser = await portal.VisitAs(kept.Visitor(portal.Braine), portal.Braine).Open("/mon-espace/donnees/effacement");
        await eraser.Submit(null, ("compris", "oui"));
        Assert.EndsWith("/vie-privee/effacement", eraser.Url, StringComparison.Ordinal);
        var dump = await Dump.Of(portal, portal.Braine);
        var left = Person.Free.Where(place => place is not "mail").SelectMany(place => new[] { kept.Word(place), former.Word(place) })
            .Where(word => dump.Any(table => table.Key is not "outbox_messages" && table.Value.Contains(word, StringComparison.Ordinal))).ToList();
        Assert.Empty(left);
        Assert.Equal(2, await portal.InDb(portal.Braine, db => db.Set<Erasure>().CountAsync())); // a backup from before knows both
    }

    [Fact]
    public async Task What_was_still_being_written_to_the_former_account_follows()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (kept, former) = await Both(portal);
        var sophie = await portal.AsSophie();
        await Compare(sophie, kept, former);
        await sophie.Submit("Réunir les deux comptes", ("pourquoi", "carte montrée"));
        var late = StreamId.New();
        await portal.InDb(portal.Braine, async db =>
        {
            db.Add(new Perron.Cases.Draft { CommuneId = portal.Braine.Id, Id = late, CitizenId = former.Id, Procedure = "concession", Version = 1, Answers = "{}", StartedAt = portal.Now, ChangedAt = portal.Now });
            await db.SaveChangesAsync();
        });
        await portal.Services.GetRequiredService<Walk<JoinRound>>().Once(portal.Braine.Id);
        await portal.InDb(portal.Braine, async db =>
        {
            Assert.Equal(kept.Id, (await db.Set<Perron.Cases.Draft>().SingleAsync(draft => draft.Id == late)).CitizenId);
            Assert.Contains((await db.Set<AccountMerge>().SingleAsync()).Rows, rows => rows.Keys.Contains(late.Value.ToString())); // and would go back
        });
    }

    private static string Address(Person person) => $"{person.Word("mail")}@example.org";

    private static async Task<(Person Kept, Person Former)> Both(Portal portal, bool sameName = false)
    {
        var (kept, former) = (new Person("claire"), new Person("ancien"));
        await kept.Settle(portal, portal.Now);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await former.Settle(portal, portal.Now);
        await portal.InDb(portal.Braine, db => db.Set<Case>().ExecuteUpdateAsync(row => row.SetProperty(one => one.State, "submitted")));
        if (sameName)
        {
            await portal.InDb(portal.Braine, db => db.Set<Citizen>().Where(one => one.Id == former.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.GivenName, "claire")));
        }

        return (kept, former);
    }

    private static async Task Compare(Browser officer, Person kept, Person former)
    {
        await officer.Open("/agent/personnes");
        await officer.Submit("Chercher", ("qui", Address(kept)));
        await officer.Submit("Comparer les deux comptes", ("autre", Address(former)));
        Assert.True(officer.Shows("Est-ce la même personne"), officer.Text);
    }

    private static async Task Prove(Portal portal, Browser me, Person other)
    {
        await me.Open("/mon-espace/reunir");
        await me.Submit("Envoyer le code", ("courriel", Address(other)));
        await me.Submit("Continuer", ("code", (await portal.LastMail(portal.Braine, "address-code"))["code"]));
    }

    private static string Field(Browser officer) => officer.Page.QuerySelectorAll("input[name^=pourquoi-]").Select(input => input.GetAttribute("name")!).First();

    // What each table says of whose a row is, row by row in one order.
    private static async Task<Dictionary<string, string>> Rows(Portal portal) =>
        (await Dump.Of(portal, portal.Braine)).ToDictionary(table => table.Key, table => string.Join('\n', table.Value.Split('\n').Order(StringComparer.Ordinal)));
}
