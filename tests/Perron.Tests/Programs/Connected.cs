using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Programs;

/// <summary>A program of somebody else: it has a key and asks.</summary>
internal sealed class Connected(HttpClient http)
{
    public HttpClient Http => http;

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Get(string path)
    {
        using var answer = await http.GetAsync(path);
        return (answer.StatusCode, await Read(answer));
    }

    public async Task<JsonNode> Given(string path)
    {
        var (status, body) = await Get(path);
        Assert.Equal(HttpStatusCode.OK, status);
        return body!;
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Note(string reference, string? text, string? idempotencyKey)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{reference}/notes") { Content = new StringContent(new JsonObject { ["text"] = text }.ToJsonString(), new MediaTypeHeaderValue("application/json")) };
        if (idempotencyKey is not null)
        {
            asked.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var answer = await http.SendAsync(asked);
        return (answer.StatusCode, await Read(answer));
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Post(string path, object said, string? idempotencyKey)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(said), new MediaTypeHeaderValue("application/json")) };
        if (idempotencyKey is not null)
        {
            asked.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var answer = await http.SendAsync(asked);
        return (answer.StatusCode, await Read(answer));
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Delete(string path)
    {
        using var answer = await http.DeleteAsync(path);
        return (answer.StatusCode, await Read(answer));
    }

    private static async Task<JsonNode?> Read(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode >= 400)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.NotEmpty(JsonNode.Parse(body)!["detail"]!.GetValue<string>());
        }

        return answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) is true ? JsonNode.Parse(body) : null;
    }
}

internal static class Connecting
{
    /// <summary>An administrator makes a key with these scopes, all of them when none is named.</summary>
    public static async Task<(string Key, string Page)> MakeKey(this Portal portal, Visitor administrator, Commune commune, params string[] scopes)
    {
        var browser = portal.VisitAs(administrator, commune);
        await browser.Open("/agent/api");
        await browser.Submit("Créer la clé", [("nom", "Courrier"), ("duree", "90"), .. (scopes is [] ? Scope.All : scopes).Select(scope => ("droits", scope))]);
        return (browser.Page.QuerySelector("code[data-secret]")!.TextContent, browser.Url);
    }

    public static Task<Visitor> Administrator(this Portal portal) => portal.Officer(portal.Braine, "pierre.gillard");

    public static Task<Visitor> AdministratorOf(this Portal portal, Commune commune) => portal.InDb(commune, async db =>
    {
        var officer = (await db.Set<Officer>().AsNoTracking().OrderBy(one => one.Email).ToListAsync()).First(one => one.Rights.Contains(Right.Administrator));
        return new Visitor { Name = officer.Name, Commune = commune.Id, Officer = officer.Id, Level = IdentityLevel.Strong, Organisations = [officer.OrganisationId], Rights = officer.Rights.ToHashSet() };
    });

    public static Task<Visitor> AdministratorOfCpas(this Portal portal) => portal.Officer(portal.Braine, "julie.moreau");

    /// <summary>A program with a key of the commune of Braine.</summary>
    public static async Task<Connected> Connect(this Portal portal, params string[] scopes) => portal.Connect(portal.Braine, (await portal.MakeKey(await portal.Administrator(), portal.Braine, scopes)).Key);

    public static Connected Connect(this Portal portal, Commune commune, string? key)
    {
        var http = portal.CreateClient(new() { BaseAddress = new($"https://{commune.Host}"), AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        return new(http);
    }
}
