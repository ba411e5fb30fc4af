using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.People;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>Sessions live on the server.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Signing_in_changes_the_key_and_a_key_planted_before_opens_nothing()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        var first = await KeyAfterSignIn(portal, claire);
        var second = await KeyAfterSignIn(portal, claire);
        Assert.NotEqual(first, second);
        Assert.False(await Opens(portal, portal.Braine, first));
        Assert.True(await Opens(portal, portal.Braine, second));
        Assert.False(await Opens(portal, portal.Braine, "__Host-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    }

    [Fact]
    public async Task After_signing_out_the_old_cookie_is_dead_and_the_browser_is_told_to_forget()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        var key = await KeyAfterSignIn(portal, claire);
        Assert.True(await Opens(portal, portal.Braine, key));
        await claire.Open("/deconnexion");
        var fields = claire.FieldsOf("Me déconnecter").Select(field => KeyValuePair.Create(field.Name, field.Value));
        var left = await claire.Http.PostAsync("/deconnexion", new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Found, left.StatusCode);
        Assert.Contains("cookies", string.Join(',', left.Headers.GetValues("Clear-Site-Data")), StringComparison.Ordinal);
        Assert.False(await Opens(portal, portal.Braine, key));
    }

    [Fact]
    public async Task A_citizen_is_out_after_thirty_idle_minutes_and_after_twelve_hours_in_any_case()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.SignInByEmail(portal, portal.Braine);
        portal.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await claire.IsKnown());
        portal.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await claire.IsKnown());
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.False(await claire.IsKnown());

        await claire.SignInByEmail(portal, portal.Braine);
        for (var hour = 0; hour < 24; hour++)
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(29));
            await claire.IsKnown();
        }

        Assert.True(await claire.IsKnown()); // 11 h 36 min
        portal.Clock.Advance(TimeSpan.FromMinutes(25));
        Assert.False(await claire.IsKnown()); // 12 h 1 min
    }

    [Fact]
    public async Task A_cookie_of_one_commune_is_nobody_in_another()
    {
        await using var portal = await Portal.Open();
        var key = await KeyAfterSignIn(portal, portal.Visit(portal.Braine));
        Assert.True(await Opens(portal, portal.Braine, key));
        Assert.False(await Opens(portal, portal.Boussu, key));
    }

    [Fact]
    public async Task Another_device_is_signed_out_from_the_list()
    {
        await using var portal = await Portal.Open();
        var (phone, library) = (portal.Visit(portal.Braine), portal.Visit(portal.Braine));
        await library.SignInByEmail(portal, portal.Braine);
        await phone.SignInByEmail(portal, portal.Braine);
        await phone.Open("/mon-espace/sessions");
        await phone.Submit("Déconnecter cet appareil");
        Assert.False(await library.IsKnown());
        Assert.True(await phone.IsKnown());
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        await using var portal = await Portal.Open();
        var (claire, ahmed) = (portal.Visit(portal.Braine), portal.Visit(portal.Braine));
        await claire.SignInByEmail(portal, portal.Braine);
        var session = await portal.InDb(portal.Braine, db => db.Set<Session>().AsNoTracking().SingleAsync());
        await ahmed.SignInByEmail(portal, portal.Braine, "ahmed@example.org");
        await ahmed.Open("/deconnexion");
        await ahmed.Post("/mon-espace/sessions", [.. ahmed.FieldsOf("Me déconnecter"), ("session", session.Id.Value.ToString())]);
        Assert.Equal("/mon-espace/sessions?fait", ahmed.Location);
        Assert.True(await claire.IsKnown());
    }

    [Fact]
    public async Task The_key_is_nowhere_in_the_database_and_the_cookie_is_hard()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.AskForCode();
        var response = await SendCode(portal, claire);
        var cookie = response.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("__Host-session=", StringComparison.Ordinal));
        Assert.All(["path=/", "secure", "httponly", "samesite=lax"], sign => Assert.Contains(sign, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        var row = await portal.InDb(portal.Braine, db => db.Set<Session>().AsNoTracking().SingleAsync());
        Assert.DoesNotContain(row.KeyHash, cookie, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string> KeyAfterSignIn(Portal portal, Browser browser)
    {
        await browser.AskForCode();
        return (await SendCode(portal, browser)).SessionKey();
    }

    private static async Task<HttpResponseMessage> SendCode(Portal portal, Browser browser)
    {
        var fields = browser.FieldsOf("Continuer").Where(field => field.Name != "code").Append(("code", (await portal.LastMail(portal.Braine, "sign-in-code"))["code"]));
        return await browser.Http.PostAsync("/connexion/code", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    private static async Task<bool> Opens(Portal portal, Commune commune, string cookie)
    {
        using var http = portal.CreateClient(new() { BaseAddress = new($"https://{commune.Host}"), AllowAutoRedirect = false, HandleCookies = false });
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        return (await http.GetAsync("/mon-espace/profil")).StatusCode == HttpStatusCode.OK;
    }
}
