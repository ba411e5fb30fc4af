using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Cases;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Programs.Webhooks;
using Perron.Tests.Cases;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Programs;

/// <summary>What other programs are told: signed, tried again, in order, and never anywhere inside the network.</summary>
public sealed class WebhookTests
{
    [Fact]
    public void A_signature_is_that_of_the_published_example() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", """{"test": 2432232314}"""u8.ToArray()));

    [Fact]
    public async Task What_happens_is_told_once_in_order_signed_and_names_nobody()
    {
        using var program = new ToldProgram();
        await using var portal = await Open();
        var claire = await portal.Claire();
        await portal.VisitAs(claire, portal.Braine).AskForOwn(); // before there was a webhook
        await ApiTests.Seal(portal);
        var (_, secret) = await Add(portal, program);
        var reference = await portal.VisitAs(claire, portal.Braine).AskForOwn();
        await (await portal.AsSophie()).ConfirmRegister(reference);
        await Round(portal);
        await Round(portal);
        var told = program.Heard.ToList();
        var happened = await portal.InDb(portal.Braine, db => db.Set<SealedEvent>().OrderBy(link => link.Place)
            .Join(db.Set<TimelineEvent>().Where(one => one.Visibility != Visibility.Access), link => link.EventId, one => one.Id, (link, one) => new { one.Id, one.StreamId })
            .Join(db.Set<Case>().Where(one => one.Reference == reference), one => one.StreamId, one => one.Id, (one, _) => one.Id).ToListAsync());
        Assert.Equal(happened.Select(id => id.Value), told.Select(call => JsonNode.Parse(call.Body)!["data"]!["event"]!.GetValue<Guid>()));
        Assert.Equal(told.Count, told.Select(call => call.Id).Distinct().Count());
        Assert.All(told, call =>
        {
            Assert.Equal([Assert.Single(call.Signatures)], call.SignedBy(secret));
            Assert.Equal(portal.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), call.Seconds);
            Assert.Equal(reference, JsonNode.Parse(call.Body)!["data"]!["reference"]!.GetValue<string>());
            Assert.DoesNotContain("Dubois", call.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("claire@", call.Body, StringComparison.Ordinal);
        });
        Assert.Contains("case-submitted", told.Select(call => call.Type));
    }

    [Fact]
    public async Task Only_the_events_that_were_chosen_are_told_and_none_of_another_organisation()
    {
        using var chosen = new ToldProgram();
        using var cpas = new ToldProgram();
        await using var portal = await Open();
        await Add(portal, chosen, ("evenements", nameof(CaseSubmitted)));
        await Add(portal, cpas, "julie.moreau");
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        await (await portal.AsSophie()).ConfirmRegister(reference);
        await Round(portal);
        Assert.Equal(["case-submitted"], chosen.Heard.Select(call => call.Type));
        Assert.Empty(cpas.Heard);
    }

    [Fact]
    public async Task What_was_not_taken_is_tried_again_after_longer_and_longer_pauses_with_the_same_id_and_body()
    {
        using var program = new ToldProgram { Mood = _ => 500 };
        await using var portal = await Open();
        var (page, _) = await Add(portal, program, ("evenements", nameof(CaseSubmitted)));
        await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        await Round(portal);
        double[] pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
        foreach (var (tries, pause) in pauses.Index())
        {
            Assert.Equal(tries + 1, program.Heard.Count);
            portal.Clock.Advance(TimeSpan.FromSeconds(pause - 1));
            await Round(portal);
            Assert.Equal(tries + 1, program.Heard.Count);
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await Round(portal);
        }

        Assert.Equal(pauses.Length + 1, program.Heard.Count);
        Assert.Single(program.Heard.Select(call => (call.Id, call.Body)).Distinct());

        // After the last try everything stands still, and what happens meanwhile is not lost.
        var administrator = portal.VisitAs(await portal.Administrator(), portal.Braine);
        await administrator.Open(page);
        Assert.True(administrator.Shows("Plus rien n'est envoyé à cette adresse"));
        var lieve = await portal.Lieve();
        await portal.VisitAs(lieve, portal.Braine).AskOnPaper("poste");
        await Round(portal);
        Assert.Equal(pauses.Length + 1, program.Heard.Count);
        program.Mood = _ => 200;
        await administrator.Submit("Renvoyer");
        await administrator.Submit("Reprendre les envois");
        await Round(portal);
        Assert.Equal(pauses.Length + 3, program.Heard.Count);
        Assert.Equal(program.Heard.First().Id, program.Heard.ElementAt(pauses.Length + 1).Id);
        await administrator.Open(page);
        Assert.True(administrator.Shows("Reçu le"));
    }

    [Fact]
    public async Task One_that_dies_while_sending_leaves_its_messages_to_the_next()
    {
        using var program = new ToldProgram();
        await using var portal = await Open();
        await Add(portal, program, ("evenements", nameof(CaseSubmitted)));
        await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        using var dead = new CancellationTokenSource();
        program.Mood = _ =>
        {
            dead.Cancel(); // it has been heard, and the answer finds nobody
            return 500;
        };
        await ApiTests.Seal(portal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => portal.Services.GetRequiredService<Walk<WebhookRound>>().Once(portal.Braine.Id, dead.Token));
        program.Mood = _ => 200;
        await Round(portal);
        Assert.Single(program.Heard); // it may still be under way
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await Round(portal);
        Assert.Equal(2, program.Heard.Count);
        Assert.Single(program.Heard.Select(call => call.Id).Distinct());
    }

    [Fact]
    public async Task Two_nodes_that_send_at_the_same_moment_send_each_message_once()
    {
        using var program = new ToldProgram();
        await using var portal = await Open();
        await using var other = await portal.AnotherNode();
        await Add(portal, program);
        await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        await ApiTests.Seal(portal);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await Task.WhenAll(new[] { portal, other }.Select(node => Task.Run(async () =>
            {
                try
                {
                    await node.Services.GetRequiredService<Walk<WebhookRound>>().Once(portal.Braine.Id);
                }
                catch (DbUpdateException)
                {
                    // the other was faster; the next round goes on
                }
            })));
        }

        Assert.NotEmpty(program.Heard);
        Assert.Equal(program.Heard.Count, program.Heard.Select(call => call.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_address_that_is_gone_is_told_nothing_more()
    {
        using var program = new ToldProgram { Mood = _ => 410 };
        await using var portal = await Open();
        var (page, _) = await Add(portal, program);
        var claire = await portal.Claire();
        await portal.VisitAs(claire, portal.Braine).AskForOwn();
        await Round(portal);
        var heard = Assert.Single(program.Heard);
        portal.Clock.Advance(TimeSpan.FromHours(30));
        await portal.VisitAs(claire, portal.Braine).AskForOwn();
        await Round(portal);
        Assert.Equal([heard], program.Heard);
        Assert.True((await portal.VisitAs(await portal.Administrator(), portal.Braine).Open(page)).Shows("qu'elle n'existe plus"));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var program = new ToldProgram { Mood = _ => 307 };
        await using var portal = await Open();
        var (page, _) = await Add(portal, program);
        var administrator = portal.VisitAs(await portal.Administrator(), portal.Braine);
        await administrator.Open(page);
        await administrator.Submit("Envoyer un essai");
        await Round(portal);
        Assert.Equal("test", Assert.Single(program.Heard).Type);
        await administrator.Open(page);
        Assert.True(administrator.Shows("l'adresse renvoie vers une autre"));
    }

    [Fact]
    public async Task For_a_day_after_the_secret_was_changed_both_sign()
    {
        using var program = new ToldProgram();
        await using var portal = await Open();
        var (page, before) = await Add(portal, program);
        var administrator = portal.VisitAs(await portal.Administrator(), portal.Braine);
        await administrator.Open(page);
        Assert.Null(administrator.Page.QuerySelector("code[data-secret]"));
        await administrator.Submit("Changer le secret");
        var after = administrator.Page.QuerySelector("code[data-secret]")!.TextContent;
        Assert.NotEqual(before, after);
        await administrator.Submit("Envoyer un essai");
        await Round(portal);
        var both = program.Heard.Last();
        Assert.Equal(2, both.Signatures.Count);
        Assert.Single(both.SignedBy(before));
        Assert.Single(both.SignedBy(after));
        portal.Clock.Advance(TimeSpan.FromHours(24));
        await administrator.Submit("Envoyer un essai");
        await Round(portal);
        Assert.Equal([Assert.Single(program.Heard.Last().Signatures)], program.Heard.Last().SignedBy(after));
    }

    [Theory]
    [InlineData("http://example.org/told"), InlineData("ftp://example.org/"), InlineData("https://user:secret@example.org/"), InlineData("/told"), InlineData("nothing")]
    public async Task An_address_that_is_not_of_the_internet_is_refused_at_once(string address)
    {
        await using var portal = await Open();
        var administrator = portal.VisitAs(await portal.Administrator(), portal.Braine);
        await administrator.Open("/agent/api/webhooks");
        await administrator.Submit("Ajouter une adresse", ("adresse", address));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, administrator.Status);
        Assert.NotNull(administrator.Error("adresse"));
    }

    [Theory]
    [InlineData("https://10.0.0.1/"), InlineData("https://169.254.169.254/latest"), InlineData("https://[fd00::1]/"), InlineData("https://[64:ff9b::a00:1]/"), InlineData("https://[::ffff:192.168.1.1]/"), InlineData("https://127.0.0.1:9/"), InlineData("https://localhost:9/")]
    public async Task Nothing_inside_the_network_is_reached_however_it_is_written(string address)
    {
        using var line = Outbound.ToOutside(new(address), lines: 1, mayReachLoopback: false);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => line.GetAsync(new Uri(address)));
        Assert.Contains("leads inside the network", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_demonstration_a_program_of_this_machine_is_told_and_still_none_of_the_network()
    {
        await using var portal = await Open();
        var administrator = portal.VisitAs(await portal.Administrator(), portal.Braine);
        await administrator.Open("/agent/api/webhooks");
        await administrator.Submit("Ajouter une adresse", ("adresse", "https://10.0.0.1/told"));
        await administrator.Submit("Envoyer un essai");
        await Round(portal);
        await administrator.Open(administrator.Url);
        Assert.True(administrator.Shows("cette adresse est dans le réseau de la maison"));
    }

    /// <summary>An administrator adds the address: its page, and the secret it shows.</summary>
    private static async Task<(string Page, string Secret)> Add(Portal portal, ToldProgram program, params (string Name, string Value)[] chosen) => await Add(portal, program, "pierre.gillard", chosen);

    private static async Task<(string Page, string Secret)> Add(Portal portal, ToldProgram program, string by, params (string Name, string Value)[] chosen)
    {
        var administrator = portal.VisitAs(await portal.Officer(portal.Braine, by), portal.Braine);
        await administrator.Open("/agent/api/webhooks");
        await administrator.Submit("Ajouter une adresse", [("adresse", program.Address), .. chosen]);
        return (administrator.Url, administrator.Page.QuerySelector("code[data-secret]")!.TextContent);
    }

    private static async Task Round(Portal portal)
    {
        await ApiTests.Seal(portal);
        while (await portal.Services.GetRequiredService<Walk<WebhookRound>>().Once(portal.Braine.Id))
        {
        }
    }

    private static Task<Portal> Open() => Portal.Open(("Perron:Rounds", "false"));
}
