using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases;
using Perron.Cases.Systems;
using Perron.Communes;
using Perron.Tests.Payments;
using Perron.Tests.Support;
using Perron.Workflow;
namespace Perron.Tests.Cases.Systems;

/// <summary>Systems outside the house: told at once and by the same id, slow, away, contradicting; their answers lost, late, doubled, out of order, forged.</summary>
public sealed class ExchangeTests : IDisposable
{
    private static readonly int[] Pauses = [0, 5, 30, 120, 600, 3600, 21600];
    private readonly FakeSystem _works = new();

    public void Dispose() => _works.Dispose();

    [Fact]
    public async Task It_leaves_at_once_signed_and_holds_what_the_procedure_declares_and_nothing_else()
    {
        await using var portal = await _works.Open(rounds: true);
        var (citizen, _, reference) = await FakeSystem.Send(portal);
        var since = Stopwatch.StartNew();
        await _works.Came.Task.WaitAsync(Patience.Seconds(5));
        Assert.True(since.Elapsed < Patience.AtOnce, $"{since.Elapsed}");
        var (what, key, body) = _works.Asked.Single();
        var exchange = await FakeSystem.Of(portal);
        Assert.Equal(("POST /messages", $"{exchange.Id.Value}", "send-works", reference), (what, key, (string)body!["kind"]!, (string)body["case"]!));
        Assert.Equal(["danger", "description", "ou", "poteau", "quoi"], body["fields"]!.AsObject().Select(field => field.Key));
        Assert.Equal(["at", "case", "fields", "kind", "language", "message", "procedure"], body.AsObject().Select(part => part.Key).Order());
        Assert.DoesNotContain("lieve", body.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        await citizen.Open($"/suivi/{reference}");
        Assert.True(citizen.Shows("Votre signalement est transmis à nos équipes."), citizen.Text);
    }

    [Fact]
    public async Task What_is_not_taken_is_tried_again_by_the_same_id_with_growing_pauses_and_then_somebody_has_to_look()
    {
        await using var portal = await _works.Open();
        _works.Mood = _ => -500; // it takes the message and breaks before it says so
        var (_, benoit, reference) = await FakeSystem.Send(portal);
        foreach (var (pause, tries) in Pauses.Index().Select(pair => (pair.Item, pair.Index + 1)))
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(Math.Max(0, pause - 1)));
            await (tries > 1 ? FakeSystem.Round(portal) : Task.CompletedTask);
            Assert.Equal(tries - 1, _works.Asked.Count); // not before its time
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await FakeSystem.Round(portal);
            Assert.Equal(tries, _works.Asked.Count);
        }

        var failed = await FakeSystem.Of(portal);
        Assert.Equal((ExchangeState.Exception, ExchangeFault.Away, "HTTP 500"), (failed.State, failed.Fault, failed.LastRefusal));
        Assert.Single(_works.Messages);
        Assert.Single(_works.Asked.Select(asked => asked.Key).Distinct());
        await benoit.Open("/agent/boite");
        Assert.True(benoit.Shows("Des échanges avec d'autres systèmes sont à traiter : 1"), benoit.Text);
        await benoit.Open("/agent/echanges?systeme=travaux");
        Assert.True(benoit.Shows("n'a pas pris le message après 7 essais (HTTP 500)") && benoit.Shows(reference), benoit.Text);
        await benoit.Open($"/agent/echanges/{failed.Id.Value}");
        Assert.True(benoit.Shows("Le lampadaire clignote.") && !benoit.Shows("Peeters"), benoit.Text);
        Assert.DoesNotContain(benoit.Page.QuerySelectorAll("dt"), label => label.TextContent.Trim() is "description" or "quoi"); // in the words of the form
        _works.Mood = _ => 0;
        await benoit.Submit("Renvoyer");
        await FakeSystem.Round(portal);
        var taken = await FakeSystem.Of(portal);
        Assert.Equal((ExchangeState.Accepted, ExchangeFault.None, "T-42", failed.Id), (taken.State, taken.Fault, taken.Reference, taken.Id));
        Assert.Single(_works.Messages);
    }

    [Fact]
    public async Task A_house_that_dies_while_sending_sends_it_again_by_the_same_id()
    {
        await using var portal = await _works.Open();
        using var death = new CancellationTokenSource();
        _works.Mood = _ =>
        {
            death.Cancel();
            death.Token.WaitHandle.WaitOne();
            return -202;
        };
        await FakeSystem.Send(portal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FakeSystem.Round(portal, death.Token));
        Assert.Equal(ExchangeState.Sent, (await FakeSystem.Of(portal)).State);
        _works.Mood = _ => 0;
        await FakeSystem.Round(portal);
        Assert.Single(_works.Asked); // another node may still be sending it
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await FakeSystem.Round(portal);
        Assert.Equal(ExchangeState.Accepted, (await FakeSystem.Of(portal)).State);
        Assert.Single(_works.Asked.Select(asked => asked.Key).Distinct());
    }

    [Fact]
    public async Task The_answer_moves_the_case_within_a_second_and_the_citizen_reads_it()
    {
        await using var portal = await _works.Open();
        var (citizen, benoit, reference) = await Sent(portal);
        var id = (await FakeSystem.Of(portal)).Id.Value;
        var since = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.Accepted, await FakeSystem.Reply(portal, id, 1, "accepted", "m-1", new Dictionary<string, string> { ["date-prevue"] = "2026-12-02" }));
        Assert.Equal("planned", await portal.StateOf(reference));
        Assert.True(since.Elapsed < Patience.AtOnce, $"{since.Elapsed}");
        await citizen.Open($"/suivi/{reference}");
        Assert.True(citizen.Shows("Les travaux sont prévus pour le mercredi 2 décembre 2026."), citizen.Text);
        Assert.Equal(HttpStatusCode.Accepted, await FakeSystem.Reply(portal, id, 2, "done", "m-2"));
        Assert.Equal("resolved", await portal.StateOf(reference));
        await benoit.Open($"/agent/dossiers/{reference}");
        Assert.True(benoit.Shows("Les travaux sont faits") && !benoit.Text.Contains("event-", StringComparison.Ordinal), benoit.Text);
        await benoit.Open("/agent/echanges");
        Assert.True(benoit.Shows("C'est fait (T-42)") && benoit.Shows("Rien à traiter."), benoit.Text);
    }

    [Fact]
    public async Task An_answer_that_comes_twice_late_out_of_order_or_after_the_end_changes_nothing()
    {
        await using var portal = await _works.Open();
        var (_, benoit, reference) = await Sent(portal);
        var id = (await FakeSystem.Of(portal)).Id.Value;
        var planned = new Dictionary<string, string> { ["date-prevue"] = "2026-12-02" };
        await FakeSystem.Reply(portal, id, 5, "accepted", "m-5", planned);
        var changes = (await portal.Case(portal.Braine, reference)).Changes;
        Assert.Equal(HttpStatusCode.Accepted, await FakeSystem.Reply(portal, id, 5, "accepted", "m-5", planned)); // the same again
        Assert.Equal(HttpStatusCode.Accepted, await FakeSystem.Reply(portal, id, 6, "done", "m-5")); // another under a number that was used
        Assert.Equal(HttpStatusCode.Accepted, await FakeSystem.Reply(portal, id, 4, "refused", "m-4")); // older news
        Assert.Equal(HttpStatusCode.NotFound, await FakeSystem.Reply(portal, Guid.CreateVersion7(), 1, "done", "m-x"));
        Assert.Equal(("planned", changes), await portal.Case(portal.Braine, reference) is var one ? (one.State, one.Changes) : default);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FakeSystem.Reply(portal, id, 7, "done", "m-7")));
        Assert.Equal(("resolved", changes + 1), await portal.Case(portal.Braine, reference) is var over ? (over.State, over.Changes) : default);
        Assert.Equal(HttpStatusCode.Accepted, await FakeSystem.Reply(portal, id, 8, "refused", "m-8"));
        Assert.Equal("resolved", await portal.StateOf(reference));
        await benoit.Open($"/agent/dossiers/{reference}");
        Assert.True(benoit.Shows("Un système externe a répondu trop tard : rien n'a changé"), benoit.Text);
    }

    [Fact]
    public async Task A_forged_or_stale_answer_is_refused_and_counted_where_officers_see_it()
    {
        await using var portal = await _works.Open();
        var (_, benoit, reference) = await Sent(portal);
        var id = (await FakeSystem.Of(portal)).Id.Value;
        Assert.Equal(HttpStatusCode.Unauthorized, await FakeSystem.Reply(portal, id, 1, "done", "m-1", secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        Assert.Equal(HttpStatusCode.Unauthorized, await FakeSystem.Reply(portal, id, 1, "done", "m-1", age: Duration.FromSeconds(301)));
        Assert.Equal(HttpStatusCode.Unauthorized, await FakeSystem.Reply(portal, id, 1, "done", "m-1", age: Duration.FromSeconds(-301)));
        Assert.Equal(HttpStatusCode.Unauthorized, await FakeSystem.Reply(portal, id, 1, "done", "m-1", code: "baec")); // it has no secret here
        Assert.Equal(HttpStatusCode.Unauthorized, await FakeSystem.Reply(portal, id, 1, "done", "m-1", at: portal.Boussu)); // another commune
        Assert.Equal(HttpStatusCode.BadRequest, await FakeSystem.Reply(portal, id, 1, "perhaps", "m-1"));
        Assert.Equal("at-works", await portal.StateOf(reference));
        await benoit.Open("/agent/echanges");
        Assert.True(benoit.Shows("3 message(s) sont arrivés en son nom avec une fausse signature"), benoit.Text);
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_asked_for_once_by_itself_and_once_whenever_an_officer_wants()
    {
        await using var portal = await _works.Open();
        var (_, benoit, reference) = await Sent(portal);
        portal.Clock.Advance(TimeSpan.FromDays(3));
        await FakeSystem.Round(portal);
        Assert.Single(_works.Asked); // not before its time
        portal.Clock.Advance(TimeSpan.FromDays(6));
        await FakeSystem.Round(portal);
        await FakeSystem.Round(portal);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await FakeSystem.Round(portal);
        var exchange = await FakeSystem.Of(portal);
        Assert.Equal([$"GET /messages/{exchange.Id.Value}"], _works.Asked.Skip(1).Select(asked => asked.What)); // once, and never again
        Assert.Equal((ExchangeState.Exception, ExchangeFault.NoAnswer), (exchange.State, exchange.Fault));
        _works.Stands = id => (200, new { message = id, sequence = 3, answer = "done", reference = "T-42" });
        await benoit.Open($"/agent/echanges/{exchange.Id.Value}");
        await benoit.Submit("Demander où c'en est");
        await FakeSystem.Round(portal);
        Assert.Equal("resolved", await portal.StateOf(reference));
        Assert.Equal(3, _works.Asked.Count);
    }

    [Fact]
    public async Task What_the_system_never_had_is_sent_again_and_an_answer_it_cannot_be_read_from_is_shown()
    {
        await using var portal = await _works.Open();
        var (_, benoit, reference) = await Sent(portal);
        _works.Stands = _ => (404, null);
        portal.Clock.Advance(TimeSpan.FromDays(9));
        await FakeSystem.Round(portal);
        await FakeSystem.Round(portal);
        Assert.Equal(["POST", "GET", "POST"], _works.Asked.Select(asked => asked.What.Split(' ')[0]));
        var id = (await FakeSystem.Of(portal)).Id.Value;
        await FakeSystem.Reply(portal, id, 1, "accepted", "m-1", new Dictionary<string, string> { ["date-prevue"] = "bientôt" }, text: "Équipe de nuit.");
        Assert.Equal("at-works", await portal.StateOf(reference));
        await benoit.Open($"/agent/echanges/{id}");
        Assert.True(benoit.Shows("ceci manque ou est illisible : date-prevue") && benoit.Shows("Équipe de nuit."), benoit.Text);
    }

    [Fact]
    public async Task An_exception_is_dealt_with_by_hand_with_a_reason_and_the_case_goes_on()
    {
        await using var portal = await _works.Open();
        _works.Mood = _ => 422;
        var (_, benoit, reference) = await FakeSystem.Send(portal);
        await FakeSystem.Round(portal);
        var exchange = await FakeSystem.Of(portal);
        Assert.Equal((ExchangeState.Exception, ExchangeFault.Refused), (exchange.State, exchange.Fault));
        await benoit.Open($"/agent/echanges/{exchange.Id.Value}");
        await benoit.Submit("Traiter à la main");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, benoit.Status);
        await benoit.Submit("Traiter à la main", ("motif", "Équipe prévenue par téléphone."));
        Assert.Equal("submitted", await portal.StateOf(reference));
        await benoit.Open($"/agent/dossiers/{reference}");
        Assert.True(benoit.Shows("Équipe prévenue par téléphone.") && benoit.Shows("Le service continue sans le système externe"), benoit.Text);
        Assert.Equal(HttpStatusCode.Accepted, await FakeSystem.Reply(portal, exchange.Id.Value, 1, "done", "m-1"));
        Assert.Equal("submitted", await portal.StateOf(reference)); // too late
    }

    [Fact]
    public async Task Neither_another_organisation_nor_another_service_nor_another_commune_touches_it()
    {
        await using var portal = await _works.Open();
        var (_, _, reference) = await Sent(portal);
        var id = (await FakeSystem.Of(portal)).Id.Value;
        var social = await portal.InDb(portal.Braine, async db =>
        {
            var cpas = await db.Set<Organisation>().SingleAsync(one => one.Kind == OrganisationKind.Cpas);
            return await db.Set<Perron.People.Officer>().AsNoTracking().FirstAsync(officer => officer.OrganisationId == cpas.Id);
        });
        foreach (var stranger in new[] { portal.VisitAs(await portal.Officer(portal.Braine, social.Email.Split('@')[0]), portal.Braine), portal.VisitAs(await portal.Officer(portal.Boussu, (await portal.InDb(portal.Boussu, db => db.Set<Perron.People.Officer>().AsNoTracking().FirstAsync())).Email.Split('@')[0]), portal.Boussu) })
        {
            await stranger.Open("/agent/echanges");
            Assert.True(stranger.Status == HttpStatusCode.OK && !stranger.Shows(reference), stranger.Text);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open($"/agent/echanges/{id}")).Status);
        }

        var sophie = await portal.AsSophie(); // of the same organisation: she reads it and does nothing with it
        await sophie.Open($"/agent/echanges/{id}");
        Assert.True(sophie.Status == HttpStatusCode.OK && !sophie.Shows("Traiter à la main"), sophie.Text);
    }

    [Fact]
    public async Task A_paused_system_is_sent_nothing_and_a_case_that_ended_meanwhile_never_leaves()
    {
        await using var portal = await _works.Open();
        var (citizen, benoit, reference) = await FakeSystem.Send(portal);
        await portal.InDb(portal.Braine, db => db.Set<ExternalSystem>().ExecuteUpdateAsync(row => row.SetProperty(system => system.PausedAt, portal.Now)));
        await FakeSystem.Round(portal);
        Assert.Empty(_works.Asked);
        await benoit.Open($"/agent/dossiers/{reference}/close?action=resolve");
        await benoit.SubmitWith("action", "resolve");
        await portal.InDb(portal.Braine, db => db.Set<ExternalSystem>().ExecuteUpdateAsync(row => row.SetProperty(system => system.PausedAt, (Instant?)null)));
        await FakeSystem.Round(portal);
        Assert.Empty(_works.Asked);
        Assert.Equal(ExchangeState.Dropped, (await FakeSystem.Of(portal)).State);
        await citizen.Open($"/suivi/{reference}");
        Assert.True(citizen.Shows("Le problème est résolu."), citizen.Text);
    }

    [Theory, InlineData("MUET", "planned", ExchangeState.Accepted), InlineData("MUET INCONNU", "submitted", ExchangeState.Answered), InlineData("PANNE", "at-works", ExchangeState.Queued)]
    public async Task The_simulated_system_is_silent_contradicts_or_is_away_as_its_words_say(string words, string state, ExchangeState exchange)
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (_, _, reference) = await FakeSystem.Send(portal, words);
        await FakeSystem.Round(portal);
        await portal.InDb(portal.Braine, db => db.Set<Exchange>().Where(one => one.State == ExchangeState.Accepted).ExecuteUpdateAsync(row => row.SetProperty(one => one.NextAt, portal.Now)));
        await FakeSystem.Round(portal);
        Assert.Equal((state, exchange), (await portal.StateOf(reference), (await FakeSystem.Of(portal)).State));
    }

    private static async Task<(Browser Citizen, Browser Benoit, string Reference)> Sent(Portal portal)
    {
        var sent = await FakeSystem.Send(portal);
        await FakeSystem.Round(portal);
        Assert.Equal(ExchangeState.Accepted, (await FakeSystem.Of(portal)).State);
        return sent;
    }
}
