using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Perron.Tests.Support;
namespace Perron.Tests.Cases;

/// <summary>A step reaches the pages that are open within a second.</summary>
public sealed class LiveTests
{
    [Fact]
    public async Task An_officers_step_wakes_the_open_tracking_page_within_a_second()
    {
        await using var portal = await Portal.Open();
        var visitor = await portal.Claire();
        var claire = portal.VisitAs(visitor, portal.Braine);
        var reference = await claire.AskForOwn();
        using var heard = await Listening(claire, $"/live/dossier/{reference}");
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Consulter le registre");
        var since = Stopwatch.StartNew();
        Assert.Contains("changed", await heard.Next(), StringComparison.Ordinal);
        Assert.True(since.Elapsed < Patience.AtOnce, $"{since.Elapsed}");
    }

    [Fact]
    public async Task A_new_request_wakes_the_open_inbox_within_a_second()
    {
        await using var portal = await Portal.Open();
        var sophie = await portal.AsSophie();
        using var heard = await Listening(sophie, "/live/boite");
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.FillIn();
        await claire.Send();
        var since = Stopwatch.StartNew();
        Assert.Contains("changed", await heard.Next(), StringComparison.Ordinal);
        Assert.True(since.Elapsed < Patience.AtOnce, $"{since.Elapsed}");
    }

    [Fact]
    public async Task Each_change_wakes_the_open_personal_space_within_a_second()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var visitor = await portal.Claire();
        var claire = portal.VisitAs(visitor, portal.Braine);
        var sophie = await portal.AsSophie();
        await Wakes("a draft", () => claire.FillIn());
        var reference = "";
        await Wakes("sending it", async () => reference = await claire.Send());
        await Wakes("a message", () => sophie.WriteToCitizen(reference, "Bonjour !"));
        await Wakes("a step", () => sophie.ConfirmRegister(reference));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Http.GetAsync("/live/mon-espace")).StatusCode);

        async Task Wakes(string what, Func<Task> change)
        {
            using var heard = await Listening(portal.VisitAs(visitor, portal.Braine), "/live/mon-espace");
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
            await change();
            var since = Stopwatch.StartNew();
            Assert.Contains("changed", await heard.Next(), StringComparison.Ordinal);
            Assert.True(since.Elapsed < Patience.AtOnce, $"{what}: {since.Elapsed}");
        }
    }

    [Fact]
    public async Task What_one_node_changes_another_node_shows_within_a_second()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "Several nodes stand on PostgreSQL.");
        await using var portal = await Portal.Open();
        await using var node = await portal.AnotherNode();
        var visitor = await portal.Claire();
        var reference = await portal.VisitAs(visitor, portal.Braine).AskForOwn();
        var elsewhere = node.VisitAs(visitor, node.Braine);
        await elsewhere.Open($"/suivi/{reference}");
        using var heard = await Listening(elsewhere, $"/live/dossier/{reference}");
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        var since = Stopwatch.StartNew();
        Assert.Contains("changed", await heard.Next(), StringComparison.Ordinal);
        Assert.True(since.Elapsed < Patience.AtOnce, $"{since.Elapsed}");
        await elsewhere.Open($"/suivi/{reference}");
        Assert.True(elsewhere.Shows("traite votre demande"), elsewhere.Text);
    }

    [Fact]
    public async Task An_open_page_does_not_hold_up_a_house_that_stops()
    {
        await using var portal = await Portal.Open();
        var sophie = await portal.AsSophie();
        using var heard = await Listening(sophie, "/live/boite");
        portal.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.True(await heard.Ends(Patience.Seconds(2)), "The line was still open.");
    }

    [Fact]
    public async Task A_stranger_hears_nothing()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var stranger = portal.Visit(portal.Braine).Http;
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await stranger.GetAsync($"/live/dossier/{reference}")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await stranger.GetAsync("/live/boite")).StatusCode);
    }

    private static async Task<Line> Listening(Browser browser, string path)
    {
        var response = await browser.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var line = new Line(new(await response.Content.ReadAsStreamAsync()));
        Assert.Contains("hello", await line.Next(), StringComparison.Ordinal);
        return line;
    }

    private sealed class Line(StreamReader reader) : IDisposable
    {
        /// <summary>The kind of the next event that is no heartbeat.</summary>
        public async Task<string> Next()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            while (await reader.ReadLineAsync(patience.Token) is { } read)
            {
                if (read.StartsWith("event:", StringComparison.Ordinal) && !read.Contains("beat", StringComparison.Ordinal))
                {
                    return read;
                }
            }

            throw new InvalidOperationException("The line was cut.");
        }

        /// <summary>Whether the house ends the line by itself within this time.</summary>
        public async Task<bool> Ends(TimeSpan within)
        {
            using var patience = new CancellationTokenSource(within);
            try
            {
                while (await reader.ReadLineAsync(patience.Token) is not null)
                {
                    // what was said before
                }

                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        public void Dispose() => reader.Dispose();
    }
}
