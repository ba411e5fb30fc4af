using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Cases;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Programs;
using Perron.Tests.Cases;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Programs;

/// <summary>What programs of others read and write by a key, and what no key opens.</summary>
public sealed class ApiTests
{
    private static readonly string[] Issued = ["document-issued"];
    private static readonly string[] Reading = ["/api/v1/procedures", "/api/v1/procedures/composition-de-menage", "/api/v1/cases", "/api/v1/events"];

    [Fact]
    public async Task A_key_is_shown_once_and_only_its_hash_is_kept()
    {
        await using var portal = await Open();
        var administrator = await portal.Administrator();
        var (key, page) = await portal.MakeKey(administrator, portal.Braine);
        var again = await portal.VisitAs(administrator, portal.Braine).Open(page);
        Assert.Null(again.Page.QuerySelector("code[data-secret]"));
        var kept = await portal.InDb(portal.Braine, db => db.Set<ProgramKey>().AsNoTracking().SingleAsync());
        Assert.Null(kept.SealedKey);
        Assert.StartsWith($"prn_{kept.Prefix}_", key, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Split('_')[2], kept.Hash, StringComparison.OrdinalIgnoreCase);
        Assert.Null(kept.UsedAt);
        await portal.Connect(portal.Braine, key).Given("/api/v1/procedures");
        var first = portal.Now;
        portal.Clock.Advance(TimeSpan.FromMinutes(59));
        await portal.Connect(portal.Braine, key).Given("/api/v1/procedures");
        Assert.Equal(first, await portal.InDb(portal.Braine, db => db.Set<ProgramKey>().Select(one => one.UsedAt).SingleAsync()));
    }

    [Fact]
    public async Task A_key_that_is_wrong_revoked_expired_or_of_another_commune_opens_nothing()
    {
        await using var portal = await Open();
        var administrator = await portal.Administrator();
        var (key, page) = await portal.MakeKey(administrator, portal.Braine);
        await portal.Connect(portal.Braine, key).Given("/api/v1/cases");
        foreach (var wrong in new[] { null, "", "prn_", key[..^1], key[..^1] + (key[^1] == 'A' ? 'B' : 'A'), key + "x" })
        {
            await AssertShut(portal.Connect(portal.Braine, wrong));
        }

        await AssertShut(portal.Connect(portal.Boussu, key));
        var browser = portal.VisitAs(administrator, portal.Braine);
        var asOfficer = new Connected(browser.Http);
        await AssertShut(asOfficer); // a session is no key
        var (other, _) = await portal.MakeKey(administrator, portal.Braine);
        await browser.Open(page);
        await browser.Submit("Révoquer la clé");
        await AssertShut(portal.Connect(portal.Braine, key));
        await portal.Connect(portal.Braine, other).Given("/api/v1/cases");
        portal.Clock.Advance(TimeSpan.FromDays(90));
        await AssertShut(portal.Connect(portal.Braine, other));

        static async Task AssertShut(Connected program)
        {
            foreach (var path in Reading)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get(path)).Status);
            }
        }
    }

    [Fact]
    public async Task A_key_opens_no_page_of_officers_and_no_space_of_citizens()
    {
        await using var portal = await Open();
        var program = await portal.Connect();
        Assert.Equal(HttpStatusCode.Found, (await program.Http.GetAsync("/agent/boite")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await program.Http.GetAsync("/mon-espace")).StatusCode);
    }

    [Theory, InlineData(Scope.ReadProcedures, 0, 1), InlineData(Scope.ReadCases, 2, 2), InlineData(Scope.ReadEvents, 3, 3)]
    public async Task A_key_does_what_its_scopes_say_and_nothing_else(string scope, int first, int last)
    {
        await using var portal = await Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var program = await portal.Connect(scope);
        foreach (var (place, path) in Reading.Index())
        {
            Assert.Equal(place >= first && place <= last ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await program.Get(path)).Status);
        }

        Assert.Equal(scope == Scope.ReadCases ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await program.Get($"/api/v1/cases/{reference}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.Note(reference, "Bonjour", "1")).Status);
    }

    [Fact]
    public async Task A_procedure_is_given_with_the_questions_of_its_form()
    {
        await using var portal = await Open();
        var program = await portal.Connect();
        var all = (await program.Given("/api/v1/procedures"))["procedures"]!.AsArray();
        Assert.Contains(all, one => one!["slug"]!.GetValue<string>() == "composition-de-menage" && one["price"]!["fr"]!.GetValue<string>().Length > 0 && one["service"]!.GetValue<string>() == "population");
        var one = await program.Given("/api/v1/procedures/composition-de-menage");
        var field = one["form"]!.AsArray().SelectMany(step => step!["fields"]!.AsArray()).Single(field => field!["name"]!.GetValue<string>() == "pour-qui")!;
        Assert.Equal(("one-of", "always"), (field["type"]!.GetValue<string>(), field["required"]!.GetValue<string>()));
        Assert.NotEmpty(field["label"]!["fr"]!.GetValue<string>());
        Assert.Contains(field["choices"]!.AsArray(), choice => choice!["value"]!.GetValue<string>() == "moi");
        Assert.Equal(HttpStatusCode.NotFound, (await program.Get("/api/v1/procedures/n-existe-pas")).Status);
    }

    [Fact]
    public async Task The_pages_of_cases_hold_each_one_once_though_others_come_and_change_meanwhile()
    {
        await using var portal = await Open();
        var (claire, program) = (await portal.Claire(), await portal.Connect());
        List<string> asked = [];
        for (var i = 0; i < 5; i++)
        {
            asked.Add(await portal.VisitAs(claire, portal.Braine).AskForOwn("poste")); // all at the same moment of the house's clock
        }

        List<string> read = [];
        string? next = "";
        while (next is not null)
        {
            var page = await program.Given($"/api/v1/cases?limit=2{(next.Length > 0 ? $"&cursor={next}" : "")}");
            read.AddRange(References(page));
            next = page["next"]?.GetValue<string>();
            Assert.True(read.Count <= asked.Count + 1, "A case came twice.");
            if (read.Count == 2)
            {
                portal.Clock.Advance(TimeSpan.FromMinutes(1));
                asked.Add(await portal.VisitAs(claire, portal.Braine).AskForOwn("poste"));
                await (await portal.AsSophie()).ConfirmRegister(read[0]);
            }
        }

        Assert.Equal(asked.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
        Assert.Equal(asked[^1], read[^1]);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.Get("/api/v1/cases?cursor=abc")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.Connect(portal.Boussu, (await portal.MakeKey(await portal.AdministratorOf(portal.Boussu), portal.Boussu)).Key).Get($"/api/v1/cases?cursor={(await program.Given("/api/v1/cases?limit=2"))["next"]}")).Status);
    }

    [Fact]
    public async Task Cases_are_chosen_by_status_and_by_when_they_changed()
    {
        await using var portal = await Open();
        var (claire, program) = (await portal.Claire(), await portal.Connect());
        var first = await portal.VisitAs(claire, portal.Braine).AskForOwn();
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var second = await portal.VisitAs(claire, portal.Braine).AskForOwn();
        Assert.Equal([second], References(await program.Given("/api/v1/cases?changed-since=2026-11-24T07:30:00Z")));
        Assert.Equal([first, second], References(await program.Given("/api/v1/cases?status=submitted")));
        Assert.Empty(References(await program.Given("/api/v1/cases?status=waiting-citizen")));
        Assert.Equal(HttpStatusCode.BadRequest, (await program.Get("/api/v1/cases?status=nothing")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.Get("/api/v1/cases?changed-since=yesterday")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.Get("/api/v1/cases?limit=many")).Status);
    }

    [Fact]
    public async Task A_case_is_read_with_answers_and_papers_and_the_citizen_sees_that_a_program_has_looked()
    {
        await using var portal = await Open();
        var (claire, program, sophie) = (await portal.Claire(), await portal.Connect(), await portal.AsSophie());
        var reference = await portal.VisitAs(claire, portal.Braine).AskForOwn();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        var one = await program.Given($"/api/v1/cases/{reference.ToLowerInvariant()}");
        Assert.Equal("moi", one["answers"]!["pour-qui"]![0]!.GetValue<string>());
        Assert.Contains(one["events"]!.AsArray(), told => told!["type"]!.GetValue<string>() == "register-consulted" && told["visibility"]!.GetValue<string>() == "internal");
        var document = await program.Http.GetByteArrayAsync(one["documents"]![0]!["href"]!.GetValue<string>());
        Assert.Equal(one["documents"]![0]!["sha256"]!.GetValue<string>(), Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(document)));
        await program.Given($"/api/v1/cases/{reference}");
        Assert.Equal(2, await portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().CountAsync(happened => happened.Visibility == Visibility.Access && happened.Actor.StartsWith("key:"))));
        Assert.True((await portal.VisitAs(claire, portal.Braine).Open("/mon-espace/consultations")).Shows("Un logiciel de votre commune"));
        var outside = await (await portal.Connect(Scope.ReadCases)).Given($"/api/v1/cases/{reference}");
        Assert.DoesNotContain(outside["events"]!.AsArray(), told => told!["visibility"]!.GetValue<string>() == "internal");
    }

    [Fact]
    public async Task Neither_another_organisation_nor_another_commune_is_seen()
    {
        await using var portal = await Open();
        var (claire, program) = (await portal.Claire(), await portal.Connect());
        var cpas = portal.Connect(portal.Braine, (await portal.MakeKey(await portal.AdministratorOfCpas(), portal.Braine)).Key);
        var boussu = portal.Connect(portal.Boussu, (await portal.MakeKey(await portal.AdministratorOf(portal.Boussu), portal.Boussu)).Key);
        var (own, moved) = (await portal.VisitAs(claire, portal.Braine).AskForOwn(), await portal.VisitAs(claire, portal.Braine).AskForOwn());
        await portal.MoveToCpas(moved);
        await Seal(portal);
        foreach (var (who, theirs, others) in new[] { (program, own, moved), (cpas, moved, own) })
        {
            Assert.Equal([theirs], References(await who.Given("/api/v1/cases")));
            Assert.Equal(HttpStatusCode.OK, (await who.Get($"/api/v1/cases/{theirs}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await who.Get($"/api/v1/cases/{others}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await who.Note(others, "Bonjour", "1")).Status);
        }

        Assert.All((await program.Given("/api/v1/events"))["events"]!.AsArray(), told => Assert.Equal(own, told!["reference"]!.GetValue<string>()));
        Assert.Empty((await boussu.Given("/api/v1/events"))["events"]!.AsArray());
        Assert.Empty(References(await boussu.Given("/api/v1/cases")));
        Assert.Equal(HttpStatusCode.NotFound, (await boussu.Get($"/api/v1/cases/{own}")).Status);

        // An administrator of another organisation does not see the key either.
        var page = await portal.VisitAs(await portal.AdministratorOfCpas(), portal.Braine).Open("/agent/api");
        Assert.Single(page.Page.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_note_is_written_once_for_each_key_of_idempotency()
    {
        await using var portal = await Open();
        var (claire, program) = (await portal.Claire(), await portal.Connect());
        var reference = await portal.VisitAs(claire, portal.Braine).AskForOwn();
        var (status, first) = await program.Note(reference, "Le colis est remis.", "colis-1");
        Assert.Equal(HttpStatusCode.Created, status);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var (_, again) = await program.Note(reference, "Le colis est remis.", "colis-1");
        Assert.Equal(first!.ToJsonString(), again!.ToJsonString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await program.Note(reference, "Autre chose.", "colis-1")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.Note(reference, "Bonjour", null)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await program.Note(reference, " ", "colis-2")).Status);
        Assert.Equal(HttpStatusCode.Created, (await program.Note(reference, "Le colis est remis.", "colis-2")).Status);
        var notes = await portal.InDb(portal.Braine, db => db.Set<CaseMessage>().AsNoTracking().Where(message => message.Kind == MessageKind.InternalNote).ToListAsync());
        Assert.Equal(2, notes.Count);
        var page = await (await portal.AsSophie()).Open($"/agent/dossiers/{reference}");
        Assert.True(page.Shows("Le colis est remis."));
        Assert.True(page.Shows("un logiciel relié"));
        Assert.False((await portal.VisitAs(claire, portal.Braine).Open($"/suivi/{reference}")).Shows("Le colis est remis."));
    }

    [Fact]
    public async Task The_same_note_sent_at_the_same_moment_is_written_once()
    {
        await using var portal = await Open();
        var program = await portal.Connect();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => program.Note(reference, "Une fois.", "un")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Body!["id"]!.GetValue<string>()).Distinct());
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<CaseMessage>().CountAsync()));
    }

    [Fact]
    public async Task No_event_is_missed_though_one_is_committed_long_after_others_that_began_later()
    {
        await using var portal = await Open();
        var (claire, program) = (await portal.Claire(), await portal.Connect());
        var reference = await portal.VisitAs(claire, portal.Braine).AskForOwn();
        var early = portal.Now;
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await portal.VisitAs(claire, portal.Braine).AskForOwn();
        await Seal(portal);
        var page = await program.Given("/api/v1/events");
        var known = Ids(page);
        Assert.NotEmpty(known);

        // It happened before the others, and its transaction ends only now.
        var late = Guid.Empty;
        await portal.InDb(portal.Braine, async db =>
        {
            var story = await db.Set<Perron.Timeline.Stream>().SingleAsync(stream => stream.Reference == reference);
            var happened = story.Happened(new CaseReopened("instruction"), early, "house", "test", Visibility.Public);
            late = happened.Id.Value;
            db.Add(happened);
            await db.SaveChangesAsync();
        });
        await Seal(portal);
        var next = await program.Given($"/api/v1/events?after={page["next"]}");
        Assert.Equal([late], Ids(next));
        Assert.Empty(Ids(await program.Given($"/api/v1/events?after={next["next"]}")));
        Assert.Equal(HttpStatusCode.BadRequest, (await program.Get("/api/v1/events?after=12")).Status);
    }

    [Fact]
    public async Task Whoever_reads_on_while_many_file_at_the_same_moment_reads_every_event_once()
    {
        await using var portal = await Open();
        var (sent, program) = (0, await portal.Connect());
        List<Browser> citizens = [];
        for (; sent < 12; sent++)
        {
            citizens.Add(portal.VisitAs(await portal.Citizen(portal.Braine, "Claire", "Dubois", null, IdentityLevel.Strong, $"claire{sent}@example.org"), portal.Braine));
            await citizens[^1].FillIn("poste");
        }

        var filing = Task.WhenAll(citizens.Select(citizen => citizen.Send()));
        List<Guid> read = [];
        var after = "";
        for (var isOver = false; ;)
        {
            isOver = filing.IsCompleted;
            await Seal(portal);
            var page = await program.Given($"/api/v1/events?limit=3{(after.Length > 0 ? $"&after={after}" : "")}");
            read.AddRange(Ids(page));
            Assert.Equal(read.Count, read.Distinct().Count());
            after = page["next"]!.GetValue<string>();
            if (isOver && Ids(page) is [])
            {
                break;
            }
        }

        await filing;
        var all = await portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().Where(happened => happened.Visibility != Visibility.Access).Select(happened => happened.Id).ToListAsync());
        Assert.True(all.Count >= sent, $"{all.Count}");
        Assert.Equal(all.Select(id => id.Value).Order(), read.Order());
    }

    [Fact]
    public async Task A_wrong_method_an_unknown_address_and_a_body_of_another_kind_are_each_told_as_what_they_are()
    {
        await using var portal = await Open();
        var program = await portal.Connect();
        foreach (var (method, path, allow) in new[] { ("PUT", "/api/v1/cases", "GET"), ("DELETE", "/api/v1/procedures", "GET"), ("GET", "/api/v1/cases/BLA-7F3K-29/notes", "POST"), ("PATCH", "/api/v1/webhooks", "GET, POST") })
        {
            using var asked = new HttpRequestMessage(new(method), path);
            using var answer = await program.Http.SendAsync(asked);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal(allow, string.Join(", ", answer.Content.Headers.Allow.Order(StringComparer.Ordinal)));
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await program.Get("/api/v1/nothing")).Status); // as problem+json: Connected looks
        Assert.Equal(HttpStatusCode.NotFound, (await program.Get("/api/v1")).Status);
        using var text = await program.Http.PostAsync("/api/v1/cases/BLA-7F3K-29/notes", new StringContent("bonjour"));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "application/problem+json"), (text.StatusCode, text.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Http.PutAsync("/agent/boite", null)).StatusCode); // people are shown what does not exist
    }

    [Fact]
    public async Task A_program_subscribes_reads_and_ends_its_own_webhooks_as_an_administrator_does_on_the_screen()
    {
        await using var portal = await Open();
        var program = await portal.Connect(Scope.Webhooks);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.Connect(Scope.ReadEvents)).Get("/api/v1/webhooks")).Status);
        Assert.Empty((await program.Given("/api/v1/webhooks"))["webhooks"]!.AsArray());
        var (status, made) = await program.Post("/api/v1/webhooks", new { address = "https://town.example/perron", events = Issued }, "abo-1");
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.StartsWith("whsec_", made!["secret"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(made.ToJsonString(), (await program.Post("/api/v1/webhooks", new { address = "https://town.example/perron", events = Issued }, "abo-1")).Body!.ToJsonString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await program.Post("/api/v1/webhooks", new { address = "https://other.example/" }, "abo-1")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.Post("/api/v1/webhooks", new { address = "https://town.example/" }, null)).Status);
        foreach (var wrong in new object[] { new { }, new { address = "ftp://town.example/" }, new { address = "https://user@town.example/" }, new { address = "https://town.example/", events = new[] { "nothing" } } })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await program.Post("/api/v1/webhooks", wrong, $"{Guid.CreateVersion7()}")).Status);
        }

        var id = made["webhook"]!["id"]!.GetValue<Guid>();
        var one = Assert.Single((await program.Given("/api/v1/webhooks"))["webhooks"]!.AsArray())!;
        Assert.Equal((id, "document-issued"), (one["id"]!.GetValue<Guid>(), one["events"]![0]!.GetValue<string>()));
        Assert.DoesNotContain("whsec_", one.ToJsonString(), StringComparison.Ordinal);
        var screen = await portal.VisitAs(await portal.Administrator(), portal.Braine).Open("/agent/api/webhooks");
        Assert.True(screen.Shows("https://town.example/perron"), screen.Text);

        var cpas = portal.Connect(portal.Braine, (await portal.MakeKey(await portal.AdministratorOfCpas(), portal.Braine)).Key);
        Assert.Empty((await cpas.Given("/api/v1/webhooks"))["webhooks"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await cpas.Delete($"/api/v1/webhooks/{id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await program.Delete($"/api/v1/webhooks/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await program.Delete($"/api/v1/webhooks/{id}")).Status);
        Assert.Empty((await program.Given("/api/v1/webhooks"))["webhooks"]!.AsArray());
    }

    [Fact]
    public async Task A_program_writes_to_the_citizen_with_a_document_once_and_what_is_no_document_sends_nothing()
    {
        await using var portal = await Open();
        var (claire, program) = (portal.VisitAs(await portal.Claire(), portal.Braine), await portal.Connect(Scope.WriteMessages));
        var reference = await claire.AskForOwn();
        var path = $"/api/v1/cases/{reference}/messages";
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.Connect(Scope.WriteCases)).Post(path, new { text = "Bonjour" }, "m")).Status);
        foreach (var wrong in new object[] { new { text = " " }, new { text = "Voici.", files = new[] { new { name = "virus.exe", content = Convert.ToBase64String("MZ"u8) } } }, new { text = "Voici.", files = new[] { new { name = "vide.pdf", content = "" } } }, new { text = "Voici.", files = new[] { new { name = "piege.pdf", content = Convert.ToBase64String(Perron.Tests.Files.Samples.Pdf("/JavaScript")) } } } })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await program.Post(path, wrong, $"{Guid.CreateVersion7()}")).Status);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await program.Post(path, new { text = "Voici.", files = new[] { new { name = "x.pdf", content = "pas du base64 !" } } }, "x")).Status);
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<CaseMessage>().CountAsync()));
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<Perron.Platform.Files.StoredFile>().CountAsync()));

        var said = new { text = "Votre carte est prête.", files = new[] { new { name = "carte.pdf", content = Convert.ToBase64String(Perron.Tests.Files.Samples.Pdf()) } } };
        var mails = (await portal.Mails(portal.Braine)).Count;
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => program.Post(path, said, "carte-1")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Body!.ToJsonString()).Distinct());
        Assert.Equal(mails + 1, (await portal.Mails(portal.Braine)).Count);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Votre carte est prête.") && claire.Shows("carte.pdf"), claire.Text);
        var file = claire.Page.QuerySelector("a[href*='/fichier/']")!.GetAttribute("href")!;
        Assert.Equal(Perron.Tests.Files.Samples.Pdf(), await claire.Http.GetByteArrayAsync(file));
        var sophie = await (await portal.AsSophie()).Open($"/agent/dossiers/{reference}");
        Assert.True(sophie.Shows("Votre carte est prête.") && sophie.Shows("Le service, par un message automatique"), sophie.Text);
    }

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_when_to_come_back()
    {
        await using var portal = await Open(rates: 1);
        var program = await portal.Connect();
        for (var i = 0; i < 600; i++)
        {
            using var answer = await program.Http.GetAsync("/api/v1/procedures/n-existe-pas");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var refused = await program.Http.GetAsync("/api/v1/procedures");
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
        await (await portal.Connect()).Given("/api/v1/procedures");
    }

    internal static async Task Seal(Portal portal)
    {
        while (await portal.Services.GetRequiredService<Walk<SealingRound>>().Once(portal.Braine.Id))
        {
        }
    }

    private static List<string> References(JsonNode page) => [.. page["cases"]!.AsArray().Select(one => one!["reference"]!.GetValue<string>())];

    private static List<Guid> Ids(JsonNode page) => [.. page["events"]!.AsArray().Select(one => one!["id"]!.GetValue<Guid>())];

    private static Task<Portal> Open(int rates = 1000) => Portal.Open(("Perron:Rounds", "false"), ("Perron:RateFactor", $"{rates}"));
}
