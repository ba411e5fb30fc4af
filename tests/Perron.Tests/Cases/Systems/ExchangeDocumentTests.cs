using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Cases.Systems;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Tests.Files;
using Perron.Tests.Payments;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Workflow;
namespace Perron.Tests.Cases.Systems;

/// <summary>Systems outside the house that send documents, hang, or are paused; the bank of records and the criminal record from the form to the end.</summary>
public sealed class ExchangeDocumentTests : IDisposable
{
    private static readonly LocalDate Today = new(2026, 11, 24);
    private static readonly Dictionary<string, string> Planned = new() { ["date-prevue"] = "2026-12-02" };
    private readonly FakeSystem _works = new();

    public void Dispose() => _works.Dispose();

    [Fact]
    public async Task A_document_of_an_answer_is_the_officers_until_one_of_them_gives_it_to_the_citizen()
    {
        await using var portal = await _works.Open();
        var (citizen, benoit, reference) = await FakeSystem.Send(portal);
        await FakeSystem.Round(portal);
        var exchange = (await FakeSystem.Of(portal)).Id.Value;
        Assert.Equal(HttpStatusCode.Accepted, await FakeSystem.Reply(portal, exchange, 1, "accepted", "m-1", Planned, documents: [Paper("plan.pdf", Samples.Pdf())]));
        Assert.Equal("planned", await portal.StateOf(reference));
        Assert.False((await citizen.Open($"/suivi/{reference}")).Shows("plan.pdf"), citizen.Text);
        await benoit.Open($"/agent/dossiers/{reference}");
        Assert.True(benoit.Shows("Documents reçus d'un système externe") && benoit.Shows("plan.pdf"), benoit.Text);
        await benoit.Open($"/agent/echanges/{exchange}");
        var file = benoit.Page.QuerySelector("a[href*='fichier=']")!.GetAttribute("href")!;
        Assert.Equal(Samples.Pdf(), await benoit.Http.GetByteArrayAsync(file));
        var stranger = portal.VisitAs(await portal.Officer(portal.Boussu, "marc.delcourt"), portal.Boussu);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.GetAsync(file)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await benoit.Open($"/agent/echanges/{exchange}/document?fichier={Guid.CreateVersion7()}")).Status);

        await benoit.Open($"/agent/echanges/{exchange}");
        await benoit.Submit("Donner au citoyen", ("message", " "));
        Assert.EndsWith("Écrivez un message, en 10000 signes au plus.", benoit.Error("message"), StringComparison.Ordinal);
        var mails = (await portal.Mails(portal.Braine)).Count;
        await benoit.Submit("Donner au citoyen", ("message", "Voici le plan des travaux."));
        Assert.Equal(mails + 1, (await portal.Mails(portal.Braine)).Count);
        Assert.Null(benoit.Page.QuerySelector("a[href*='fichier=']"));
        await citizen.Open($"/suivi/{reference}");
        Assert.True(citizen.Shows("Voici le plan des travaux.") && citizen.Shows("plan.pdf"), citizen.Text);
    }

    [Theory, InlineData("plan.exe", "MZ", "WrongKind"), InlineData("plan.pdf", "", "Empty"), InlineData("plan.png", "%PDF-1.7", "NotWhatItSays"), InlineData("plan.pdf", "script", "Unsafe")]
    public async Task A_document_that_is_none_is_not_kept_the_answer_is_and_an_officer_has_to_look(string name, string inside, string why)
    {
        await using var portal = await _works.Open();
        var (_, benoit, reference) = await FakeSystem.Send(portal);
        await FakeSystem.Round(portal);
        var exchange = (await FakeSystem.Of(portal)).Id.Value;
        var bytes = inside == "script" ? Samples.Pdf("/JavaScript") : System.Text.Encoding.ASCII.GetBytes(inside);
        Assert.Equal(HttpStatusCode.Accepted, await FakeSystem.Reply(portal, exchange, 1, "accepted", "m-1", Planned, documents: [Paper("bon.pdf", Samples.Pdf()), Paper(name, bytes)]));
        Assert.Equal("at-works", await portal.StateOf(reference));
        var failed = await FakeSystem.Of(portal);
        Assert.Equal((ExchangeState.Exception, ExchangeFault.Document, $"2, {why}"), (failed.State, failed.Fault, failed.LastRefusal));
        Assert.Equal("bon.pdf", await portal.InDb(portal.Braine, db => db.Set<StoredFile>().Where(file => file.OwnerId == exchange).Select(file => file.Name).SingleAsync()));
        await benoit.Open("/agent/echanges");
        Assert.True(benoit.Shows($"Un document joint à la réponse n'a pas été pris (2, {why})"), benoit.Text);
    }

    [Fact]
    public async Task What_is_no_document_at_all_is_no_answer()
    {
        await using var portal = await _works.Open();
        await FakeSystem.Send(portal);
        await FakeSystem.Round(portal);
        var exchange = (await FakeSystem.Of(portal)).Id.Value;
        Assert.Equal(HttpStatusCode.BadRequest, await FakeSystem.Reply(portal, exchange, 1, "accepted", "m-1", Planned, documents: [new { name = "plan.pdf", content = "pas du base64 !" }]));
        Assert.Equal(HttpStatusCode.BadRequest, await FakeSystem.Reply(portal, exchange, 1, "accepted", "m-2", Planned, documents: [.. Enumerable.Range(0, 6).Select(place => Paper($"{place}.pdf", Samples.Pdf()))]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await FakeSystem.Reply(portal, exchange, 1, "accepted", "m-3", Planned, documents: [Paper("plan.pdf", new byte[7 * 1024 * 1024])]));
        Assert.Equal(ExchangeState.Accepted, (await FakeSystem.Of(portal)).State);
    }

    [Fact]
    public async Task A_push_that_is_never_answered_is_cut_off_and_tried_again_and_holds_up_no_other()
    {
        await using var portal = await _works.Open();
        portal.Services.GetRequiredService<HttpConnector>().Patience = TimeSpan.FromSeconds(5);
        using var never = new ManualResetEventSlim();
        var isFirst = 1;
        _works.Mood = _ =>
        {
            if (Interlocked.Exchange(ref isFirst, 0) == 1)
            {
                never.Wait();
            }

            return 0;
        };
        await FakeSystem.Send(portal);
        var one = await FakeSystem.Of(portal);
        await portal.InDb(portal.Braine, async db =>
        {
            db.Add(new Exchange { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.CaseId, System = one.System, Action = one.Action, WrittenAt = portal.Now, NextAt = portal.Now });
            await db.SaveChangesAsync();
        });
        var (round, since) = (FakeSystem.Round(portal), Stopwatch.StartNew());
        while (!(await All(portal)).Contains((ExchangeState.Accepted, "")))
        {
            Assert.True(since.Elapsed < Patience.Seconds(5), "The other one waits for the one that hangs.");
            await Task.Yield();
        }

        Assert.False(round.IsCompleted);
        await round;
        Assert.Equal([(ExchangeState.Queued, "timeout"), (ExchangeState.Accepted, "")], (await All(portal)).Order());
        never.Set();
        portal.Clock.Advance(TimeSpan.FromSeconds(5));
        await FakeSystem.Round(portal);
        Assert.All(await All(portal), exchange => Assert.Equal(ExchangeState.Accepted, exchange.State));
    }

    [Fact]
    public async Task An_administrator_pauses_a_system_by_its_button_and_what_waited_leaves_when_it_is_back()
    {
        await using var portal = await _works.Open();
        var (_, benoit, _) = await FakeSystem.Send(portal);
        Assert.Null((await benoit.Open("/agent/echanges")).Page.QuerySelector("form[action$='/systemes/travaux']"));
        var pierre = await portal.VisitAs(await portal.Officer(portal.Braine, "pierre.gillard"), portal.Braine).Open("/agent/echanges");
        await pierre.SubmitTo("/systemes/travaux", ("faire", "suspendre"));
        Assert.True(pierre.Shows("Suspendu depuis le"), pierre.Text);
        await FakeSystem.Round(portal);
        Assert.Empty(_works.Asked);
        await pierre.SubmitTo("/systemes/travaux", ("faire", "reprendre"));
        Assert.False(pierre.Shows("Suspendu depuis le"), pierre.Text);
        await FakeSystem.Round(portal);
        Assert.Single(_works.Asked);
    }

    [Theory]
    [InlineData("acte-de-naissance", 3, "ask-bank", "making", "made", "hand-over")]
    [InlineData("extrait-de-casier-judiciaire", 1, "ask-record", "record-there", "made-record", "hand-over")]
    public async Task The_simulated_bank_and_record_answer_with_a_document_and_the_case_goes_on_to_its_end(string procedure, int before, string ask, string state, params string[] after)
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var file = ScenarioFile.Read(ScenarioFile.Names.Single(name => name.EndsWith(procedure, StringComparison.Ordinal)));
        var citizen = portal.VisitAs(await ScenarioTests.Known(portal, file.Citizen), portal.Braine);
        var reference = await ScenarioTests.FillIn(portal, citizen, file, Today);
        foreach (var act in file.Acts.Take(before))
        {
            await ScenarioTests.Carry(portal, citizen, reference, act, Today);
        }

        var officer = file.Acts.Last(act => act.By == ActedBy.Officer);
        await ScenarioTests.Carry(portal, citizen, reference, officer with { Do = ask, With = new Dictionary<string, string>() }, Today);
        await FakeSystem.Round(portal);
        await portal.InDb(portal.Braine, db => db.Set<Exchange>().ExecuteUpdateAsync(row => row.SetProperty(one => one.NextAt, portal.Now)));
        await FakeSystem.Round(portal); // its time is over: it is asked, and answers
        var exchange = await FakeSystem.Of(portal);
        Assert.Equal((state, ExchangeState.Answered), (await portal.StateOf(reference), exchange.State));

        var desk = await portal.VisitAs(await portal.Officer(portal.Braine, officer.Who), portal.Braine).Open($"/agent/echanges/{exchange.Id.Value}");
        var paper = await desk.Http.GetByteArrayAsync(desk.Page.QuerySelector("a[href*='fichier=']")!.GetAttribute("href")!);
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(paper), StringComparison.Ordinal);
        await desk.Submit("Donner au citoyen", ("message", "Voici une copie."));
        await citizen.Open($"/suivi/{reference}");
        Assert.True(citizen.Shows("Voici une copie.") && citizen.Shows(".pdf"), citizen.Text);
        foreach (var act in after)
        {
            await ScenarioTests.Carry(portal, citizen, reference, file.Acts.FirstOrDefault(one => one.Do == act) ?? officer with { Do = act, With = new Dictionary<string, string>() }, Today);
        }

        Assert.NotNull((await portal.Case(portal.Braine, reference)).ClosedAt);
    }

    [Fact]
    public async Task The_copy_of_a_citizen_holds_what_a_system_said_of_them()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = await portal.Claire();
        var citizen = portal.VisitAs(claire, portal.Braine);
        var file = ScenarioFile.Read(ScenarioFile.Names.Single(name => name.EndsWith("extrait-de-casier-judiciaire", StringComparison.Ordinal)));
        var reference = await ScenarioTests.FillIn(portal, citizen, file, Today);
        await ScenarioTests.Carry(portal, citizen, reference, file.Acts[0], Today);
        await ScenarioTests.Carry(portal, citizen, reference, file.Acts[0] with { Do = "ask-record" }, Today);
        await FakeSystem.Round(portal);
        await portal.InDb(portal.Braine, db => db.Set<Exchange>().ExecuteUpdateAsync(row => row.SetProperty(one => one.NextAt, portal.Now)));
        await FakeSystem.Round(portal);
        await portal.InDb(portal.Braine, async db =>
        {
            var exchange = await db.Set<Exchange>().SingleAsync();
            exchange.SealedText = portal.Services.GetRequiredService<HouseKeys>().Seal(exchange.CommuneId, "Rien n'est inscrit à son nom.");
            await db.SaveChangesAsync();
        });
        await citizen.Open("/mon-espace/donnees");
        var fields = citizen.FieldsOf("Télécharger mes données");
        await citizen.Submit("Télécharger mes données");
        Assert.NotEmpty(fields);
        using var zip = new ZipArchive(new MemoryStream(await citizen.Http.GetByteArrayAsync(citizen.Location)));
        var said = zip.Entries.Single(entry => entry.Name.StartsWith($"echanges-{reference}", StringComparison.Ordinal));
        using var reader = new StreamReader(await said.OpenAsync());
        Assert.Contains("Rien n'est inscrit à son nom.", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Contains(zip.Entries, entry => entry.Name.StartsWith("SIM-", StringComparison.Ordinal) && entry.Name.EndsWith(".pdf", StringComparison.Ordinal));
    }

    private static object Paper(string name, byte[] bytes) => new { name, content = Convert.ToBase64String(bytes) };

    private static Task<List<(ExchangeState State, string Refusal)>> All(Portal portal) => portal.InDb(portal.Braine, async db =>
        (await db.Set<Exchange>().AsNoTracking().ToListAsync()).Select(exchange => (exchange.State, exchange.LastRefusal)).ToList());
}
