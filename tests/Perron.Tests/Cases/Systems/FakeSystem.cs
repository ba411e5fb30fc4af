using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Cases.Systems;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Tests.Payments;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Systems;

/// <summary>The programme of the works of Braine on this machine: takes messages that are signed rightly, once each, and answers as the test says.</summary>
internal sealed class FakeSystem : FakeProvider
{
    public const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static readonly LocalDate Today = new(2026, 11, 24);

    public ConcurrentDictionary<string, JsonNode> Messages { get; } = new();

    /// <summary>What it answers when it is asked how a message stands; null: it never had it.</summary>
    public Func<string, (int Status, object? Answer)> Stands { get; set; } = _ => (202, null);

    public TaskCompletionSource Came { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A house whose works system is this one.</summary>
    public async Task<Portal> Open(bool rounds = false)
    {
        var portal = await Portal.Open(("Perron:Rounds", rounds ? "true" : "false"), ("Perron:Systems:braine-lalleud:travaux:Secret", Secret));
        await portal.InDb(portal.Braine, db => db.Set<ExternalSystem>().Where(system => system.Code == "travaux").ExecuteUpdateAsync(row => row.SetProperty(system => system.Address, Address)));
        return portal;
    }

    /// <summary>A report that Benoît sends to the works.</summary>
    public static async Task<(Browser Citizen, Browser Benoit, string Reference)> Send(Portal portal, string description = "Le lampadaire clignote.")
    {
        var file = ScenarioFile.Read("signaler-un-probleme");
        file = file with { Pages = [.. file.Pages.Select(page => page.Answers.ContainsKey("description") ? page with { Answers = page.Answers.ToDictionary(answer => answer.Key, answer => answer.Key == "description" ? [description] : answer.Value) } : page)] };
        var citizen = portal.VisitAs(await ScenarioTests.Known(portal, file.Citizen), portal.Braine);
        var reference = await ScenarioTests.FillIn(portal, citizen, file, Today);
        var benoit = portal.VisitAs(await portal.Officer(portal.Braine, "benoit.sacre"), portal.Braine);
        await benoit.Open($"/agent/dossiers/{reference}/notify-system?action=send-works");
        await benoit.SubmitWith("action", "send-works");
        Assert.Equal("at-works", await portal.StateOf(reference));
        return (citizen, benoit, reference);
    }

    public static Task Round(Portal portal, CancellationToken stopping = default) => portal.Services.GetRequiredService<Walk<ExchangeRound>>().Once(portal.Braine.Id, stopping);

    public static Task<Exchange> Of(Portal portal) => portal.InDb(portal.Braine, db => db.Set<Exchange>().AsNoTracking().SingleAsync());

    /// <summary>The works answer.</summary>
    public static async Task<HttpStatusCode> Reply(Portal portal, Guid message, long sequence, string answer, string id, object? values = null, string secret = Secret, Duration age = default, string code = "travaux", Perron.Communes.Commune? at = null, string text = "", object[]? documents = null)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["message"] = message, ["sequence"] = sequence, ["answer"] = answer, ["reference"] = "T-42", ["text"] = text, ["values"] = System.Text.Json.JsonSerializer.SerializeToNode(values ?? new { }), ["documents"] = System.Text.Json.JsonSerializer.SerializeToNode(documents ?? []) }.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/systemes/{code}/reponses") { Content = new ByteArrayContent(body) };
        WebhookSignature.Sign(request, [WebhookSignature.Key(secret)!], id, body, portal.Now - age);
        return (await portal.Visit(at ?? portal.Braine).Http.SendAsync(request)).StatusCode;
    }

    protected override string KeyOf(HttpListenerRequest request, string body)
    {
        var id = request.Headers[WebhookSignature.Id];
        Came.TrySetResult();
        var moment = long.Parse(request.Headers[WebhookSignature.Moment]!, System.Globalization.CultureInfo.InvariantCulture);
        return WebhookSignature.IsRight(WebhookSignature.Key(Secret)!, id, request.Headers[WebhookSignature.Moment], request.Headers[WebhookSignature.Signature], Encoding.UTF8.GetBytes(body), Instant.FromUnixTimeSeconds(moment)) ? id! : "forged";
    }

    protected override (int Status, object? Answer) Deal(string method, string path, string key, JsonNode? body)
    {
        if (method == "GET")
        {
            return Stands(path.Split('/')[^1]);
        }

        Messages.TryAdd(key, body!);
        return (202, new { reference = "T-42" });
    }
}
