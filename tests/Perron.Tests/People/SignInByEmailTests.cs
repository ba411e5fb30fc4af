using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.People;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>The weak sign-in: a code sent to an address.</summary>
public sealed class SignInByEmailTests
{
    [Fact]
    public async Task The_code_that_was_sent_signs_in_and_leads_back_to_the_page_that_was_wanted()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.SignInByEmail(portal, portal.Braine, "Claire@Example.org", "/mon-espace/profil");
        Assert.Equal(("/mon-espace/profil", HttpStatusCode.OK), (claire.Location, claire.Status));
        Assert.True(claire.Shows("claire@example.org"), claire.Text);
    }

    [Fact]
    public async Task A_code_counts_once_and_for_ten_minutes_and_five_tries()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.AskForCode();
        var code = (await portal.LastMail(portal.Braine, "sign-in-code"))["code"];
        await claire.Submit("Continuer", ("code", Other(code)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.Contains("pas le bon", claire.Error("code"), StringComparison.Ordinal);
        for (var another = 0; another < 4; another++)
        {
            await claire.Submit("Continuer", ("code", Other(code)));
        }

        Assert.True(claire.Shows("Ce code ne sert plus"), claire.Text); // the fifth wrong try was the last one
        await portal.Visit(portal.Braine).Open("/connexion");
        Assert.False(await claire.IsKnown());

        await claire.AskForCode();
        code = (await portal.LastMail(portal.Braine, "sign-in-code"))["code"];
        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        await claire.Submit("Continuer", ("code", code));
        Assert.True(claire.Shows("Ce code ne sert plus"), claire.Text);

        await claire.SignInByEmail(portal, portal.Braine);
        Assert.Equal(HttpStatusCode.OK, claire.Status);
        var used = (await portal.LastMail(portal.Braine, "sign-in-code"))["code"];
        await claire.Open("/connexion/courriel");
        await claire.Submit("Envoyer le code", ("courriel", Callers.Claire));
        var now = (await portal.LastMail(portal.Braine, "sign-in-code"))["code"];
        await claire.Submit("Continuer", ("code", used == now ? Other(used) : used));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
    }

    [Fact]
    public async Task The_right_code_after_the_sixth_try_is_refused()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.AskForCode();
        var (code, fields) = ((await portal.LastMail(portal.Braine, "sign-in-code"))["code"], claire.FieldsOf("Continuer"));
        for (var wrong = 0; wrong < 5; wrong++)
        {
            await claire.Post("/connexion/code", [.. fields.Where(field => field.Name is not ("code" or "key")), ("key", Guid.CreateVersion7().ToString()), ("code", Other(code))]);
        }

        await claire.Post("/connexion/code", [.. fields.Where(field => field.Name is not ("code" or "key")), ("key", Guid.CreateVersion7().ToString()), ("code", code)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.False(await claire.IsKnown());
    }

    [Fact]
    public async Task The_digits_are_worth_nothing_in_another_browser()
    {
        await using var portal = await Portal.Open();
        var (claire, thief) = (portal.Visit(portal.Braine), portal.Visit(portal.Braine));
        await claire.AskForCode();
        var code = (await portal.LastMail(portal.Braine, "sign-in-code"))["code"];
        await thief.AskForCode("thief@example.org");
        await thief.Submit("Continuer", ("code", code));
        Assert.False(await thief.IsKnown());
        await claire.Submit("Continuer", ("code", code));
        Assert.Equal(HttpStatusCode.OK, claire.Status);
    }

    [Fact]
    public async Task The_link_signs_in_by_its_button_once_and_is_not_used_up_by_a_look()
    {
        await using var portal = await Portal.Open();
        await portal.Visit(portal.Braine).AskForCode();
        var link = new Uri((await portal.LastMail(portal.Braine, "sign-in-code"))["link"]).PathAndQuery;
        await portal.Visit(portal.Braine).Open(link); // the virus scanner of the mail server
        var claire = await portal.Visit(portal.Braine).Open(link);
        await claire.Submit("Me connecter");
        Assert.True(await claire.IsKnown());
        var second = await portal.Visit(portal.Braine).Open(link);
        Assert.True(second.Shows("Ce code ne sert plus"), second.Text);
    }

    [Fact]
    public async Task Known_or_unknown_the_answer_is_the_same_to_the_byte()
    {
        await using var portal = await Portal.Open();
        await portal.Visit(portal.Braine).SignInByEmail(portal, portal.Braine);
        var (known, unknown) = (portal.Visit(portal.Braine), portal.Visit(portal.Braine));
        await known.AskForCode("claire@example.org");
        await unknown.AskForCode("nobody@example.org");
        Assert.Equal((known.Status, known.Location), (unknown.Status, unknown.Location));
        Assert.Equal(Comparable(known.Body).Replace("claire@", "nobody@", StringComparison.Ordinal), Comparable(unknown.Body));
    }

    [Fact]
    public async Task A_mailbox_is_not_flooded()
    {
        await using var portal = await Portal.Open();
        for (var asked = 0; asked < 8; asked++)
        {
            var browser = await portal.Visit(portal.Braine).AskForCode();
            Assert.Equal("/connexion/code", browser.Location);
        }

        Assert.Equal(5, await portal.Mails(portal.Braine, "sign-in-code"));
        Assert.Equal(8, await portal.InDb(portal.Braine, db => db.Set<OneTimeCode>().CountAsync()));
    }

    [Fact]
    public async Task Nobody_is_led_to_another_site()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        foreach (var evil in new[] { "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/connexion/courriel" })
        {
            await claire.SignInByEmail(portal, portal.Braine, $"{Guid.CreateVersion7():N}@example.org", evil);
            Assert.Equal("/mon-espace", claire.Location);
        }
    }

    private static string Other(string code) => code[..^1] + (char)('0' + (code[^1] - '0' + 1) % 10);

    // The key of a form and the guard against forgery are new on every page.
    private static string Comparable(string body) => System.Text.RegularExpressions.Regex.Replace(body, "(name=\"(key|__RequestVerificationToken)\" value=\")[^\"]*", "$1");
}
