using System.Net;
using Perron.Tests.Support;
namespace Perron.Tests.Operator;

/// <summary>Which host is answered how.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task At_a_host_of_no_commune_a_demonstration_shows_the_signs_to_all()
    {
        await using var portal = await Portal.Open();
        var answer = await At(portal, "localhost", "/");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("boussu.localhost", page, StringComparison.Ordinal);
        Assert.Contains("kalterbach.localhost", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_a_host_of_no_commune_production_names_no_commune()
    {
        await using var portal = await Portal.Open([("Perron:Demonstration", "false"), .. TestSeals.Settings, ("Perron:PopulationRegister:Gateway", "https://register.example.org/"), ("Perron:Mail:Host", "127.0.0.1"), ("Perron:Rounds", "false")]);
        var answer = await At(portal, "localhost", "/");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("localhost", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, InlineData("/healthz/live"), InlineData("/healthz/ready"), InlineData("/metrics")]
    public async Task Health_and_metrics_are_told_at_the_house_itself_and_not_at_a_commune(string path)
    {
        await using var portal = await Portal.Open();
        Assert.Equal(HttpStatusCode.OK, (await At(portal, "localhost", path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open(path)).Status);
    }

    [Fact]
    public async Task A_commune_settled_meanwhile_is_found_without_a_restart()
    {
        await using var portal = await Portal.Open();
        await portal.Visit(portal.Braine).Open("/");
        await portal.InDb(null, async db =>
        {
            var (theme, id) = (portal.Braine.Theme, Perron.Platform.Storage.CommuneId.New());
            db.Add(new Perron.Communes.Commune { Id = id, Slug = "neuve", Name = "Neuve", Host = "neuve.localhost", Letters = "NEU", Theme = theme });
            return await db.SaveChangesAsync();
        });
        portal.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(HttpStatusCode.OK, (await At(portal, "neuve.localhost", "/")).StatusCode);
    }

    private static Task<HttpResponseMessage> At(Portal portal, string host, string path) =>
        portal.CreateClient(new() { BaseAddress = new($"https://{host}"), AllowAutoRedirect = false }).GetAsync(path);
}
