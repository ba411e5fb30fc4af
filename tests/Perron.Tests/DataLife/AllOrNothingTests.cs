using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Delivery;
using Perron.Tests.Cases;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.DataLife;

/// <summary>Wherever the database breaks, an act leaves everything or nothing: the effect, its story, its message, its receipt. Each act is broken at every statement in turn, the commit included.</summary>
public sealed class AllOrNothingTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Sending_a_request()
    {
        await using var portal = await FaultyPortal.Open(("Perron:Rounds", "false"), ("Logging:LogLevel:Default", "None"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.FillIn();
        await BreakEverywhere(portal, claire, "Envoyer ma demande", async db =>
        {
            var one = await db.Set<Case>().SingleAsync();
            Assert.Equal(0, await db.Set<Draft>().CountAsync());
            Assert.Equal(1, await db.Set<Perron.Timeline.Stream>().CountAsync());
            Assert.True(await db.Set<TimelineEvent>().AnyAsync(happened => happened.StreamId == one.Id && happened.Kind == nameof(CaseSubmitted)));
            Assert.Equal(1, await db.Set<OutboxMessage>().CountAsync(message => message.Template == "case-received"));
        });
    }

    [Fact]
    public async Task Asking_for_a_document()
    {
        await using var portal = await FaultyPortal.Open(("Perron:Rounds", "false"), ("Logging:LogLevel:Default", "None"));
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForAhmed();
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await BreakEverywhere(portal, sophie, "Demander la procuration", async db =>
        {
            Assert.Equal(1, await db.Set<EvidenceRequest>().CountAsync());
            Assert.Equal(1, await db.Set<TimelineEvent>().CountAsync(happened => happened.Kind == nameof(EvidenceAsked)));
            Assert.Equal(1, await db.Set<OutboxMessage>().CountAsync(message => message.Template == "case-evidence-asked"));
        });
    }

    [Fact]
    public async Task Writing_to_the_service()
    {
        await using var portal = await FaultyPortal.Open(("Perron:Rounds", "false"), ("Logging:LogLevel:Default", "None"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        await claire.Open($"/suivi/{reference}");
        await BreakEverywhere(portal, claire, "Envoyer le message", async db =>
        {
            Assert.Equal(1, await db.Set<CaseMessage>().CountAsync());
            Assert.Equal(1, await db.Set<TimelineEvent>().CountAsync(happened => happened.Kind == nameof(MessageWritten)));
        }, ("message", "Bonjour, quand sera-t-il prêt ?"));
    }

    private async Task BreakEverywhere(FaultyPortal portal, Browser visitor, string button, Func<Perron.Platform.Storage.PerronDb, Task> isDone, params (string Name, string Value)[] typed)
    {
        var form = visitor.Page.QuerySelectorAll("form[method=post]").First(form => form.QuerySelectorAll("button").Any(send => send.TextContent.Contains(button, StringComparison.Ordinal)));
        var url = form.GetAttribute("action") is { Length: > 0 } action ? action : visitor.Url;
        var fields = visitor.FieldsOf(button).Where(field => typed.All(other => other.Name != field.Name)).Concat(typed).Select(field => KeyValuePair.Create(field.Name, field.Value)).ToList();
        var before = await Dump.Of(portal, portal.Braine);
        for (var statement = 1; ; statement++)
        {
            portal.Fault.At(statement);
            HttpStatusCode? answered = null;
            try
            {
                using var answer = await visitor.Http.PostAsync(url, new FormUrlEncodedContent(fields));
                answered = answer.StatusCode;
            }
            catch (TimeoutException)
            {
                // the answer never came
            }

            var struck = portal.Fault.HasStruck;
            portal.Fault.Never();
            var after = await Dump.Of(portal, portal.Braine);
            var changed = after.Where(table => table.Value != before[table.Key]).Select(table => table.Key).ToList();
            if (struck)
            {
                Assert.True(changed is [], $"broken at statement {statement}, answered {answered}, and yet changed: {string.Join(", ", changed)}");
                Assert.NotEqual(HttpStatusCode.Found, answered);
                continue;
            }

            Assert.Equal(HttpStatusCode.Found, answered);
            Assert.Contains("receipts", changed);
            await portal.InDb(portal.Braine, isDone);
            output.WriteLine($"{button}: broken at each of {statement - 1} statements, done at the next try");

            // The same form once more: the same answer, and nothing is done twice.
            using var again = await visitor.Http.PostAsync(url, new FormUrlEncodedContent(fields));
            Assert.Equal(HttpStatusCode.Found, again.StatusCode);
            await portal.InDb(portal.Braine, isDone);
            return;
        }
    }
}
