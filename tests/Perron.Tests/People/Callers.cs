using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.Security;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>Who signs in through the real doors, and what was sent to them.</summary>
public static class Callers
{
    public const string Claire = "claire@example.org";

    /// <summary>The places of the last message of this kind.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> LastMail(this Portal portal, Commune commune, string template)
    {
        var message = await portal.InDb(commune, db => db.Set<OutboxMessage>().AsNoTracking().Where(message => message.Template == template).OrderByDescending(message => message.Id).FirstAsync());
        return message.Given;
    }

    public static Task<int> Mails(this Portal portal, Commune commune, string template) =>
        portal.InDb(commune, db => db.Set<OutboxMessage>().CountAsync(message => message.Template == template));

    public static async Task<Browser> AskForCode(this Browser browser, string address = Claire, string back = "/mon-espace")
    {
        await browser.Open($"/connexion/courriel?retour={Uri.EscapeDataString(back)}");
        return await browser.Submit("Envoyer le code", ("courriel", address));
    }

    public static async Task<Browser> SignInByEmail(this Browser browser, Portal portal, Commune commune, string address = Claire, string back = "/mon-espace")
    {
        await browser.AskForCode(address, back);
        return await browser.Submit("Continuer", ("code", (await portal.LastMail(commune, "sign-in-code"))["code"]));
    }

    public static async Task<Officer> Officer(this Portal portal, Commune commune, string given) =>
        await portal.InDb(commune, db => db.Set<Officer>().AsNoTracking().SingleAsync(officer => officer.GivenName == given));

    /// <summary>The one click of a demonstration, which performs the same checks as typing.</summary>
    public static async Task<Browser> SignInAsOfficer(this Browser browser, string name, string back = "/agent/securite")
    {
        await browser.Open($"/agent/connexion?retour={Uri.EscapeDataString(back)}");
        return await browser.Submit($"Continuer comme {name}");
    }

    /// <summary>The code that the sign-in page of the demonstration shows for this officer.</summary>
    public static async Task<string> CodeOf(this Browser browser, string email)
    {
        await browser.Open("/agent/connexion");
        return browser.Page.QuerySelectorAll("p").Select(line => line.TextContent).Single(line => line.Contains(email, StringComparison.Ordinal) && line.Contains(DemoPeople.Password, StringComparison.Ordinal))[^7..].Replace(" ", "", StringComparison.Ordinal);
    }

    public static async Task<bool> IsKnown(this Browser browser)
    {
        await browser.Open("/mon-espace/profil");
        return browser.Location is null;
    }

    public static string SessionKey(this HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.FirstOrDefault(cookie => cookie.StartsWith("__Host-session=", StringComparison.Ordinal))?.Split(';')[0] ?? "" : "";
}
