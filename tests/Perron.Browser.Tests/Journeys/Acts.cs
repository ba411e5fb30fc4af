using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perron.Browser.Tests.Stage;
using Perron.Communes;
namespace Perron.Browser.Tests.Journeys;

/// <summary>What people do with the mouse or a finger, by the words they read.</summary>
internal static partial class Acts
{
    public static Task Press(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();

    public static Task Follow(this IPage page, string link) => page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    public static Task Choose(this IPage page, string label) => page.GetByLabel(label, new() { Exact = true }).First.CheckAsync();

    public static Task Type(this IPage page, string label, string text) => page.GetByLabel(label).First.FillAsync(text);

    public static Task Sees(this IPage page, string text) => Assertions.Expect(page.Locator("body")).ToContainTextAsync(text, new() { Timeout = 15_000 });

    public static Task SeesNot(this IPage page, string text) => Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync(text);

    /// <summary>From now on the page itself notes when it first shows the text: asking it again and again would tell the time of the question.</summary>
    public static Task WatchFor(this IPage page, string text) => page.EvaluateAsync("""
        text => {
          window.sawAt = null;
          const look = () => { if (!window.sawAt && document.body.textContent.includes(text)) window.sawAt = Date.now(); };
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
        }
        """, text);

    /// <summary>When the page first showed what was watched for; waits until it has.</summary>
    public static async Task<DateTimeOffset> SawAt(this IPage page)
    {
        for (var patience = 0; patience < 150 && await page.EvaluateAsync<long?>("window.sawAt") is null; patience++)
        {
            await page.WaitForTimeoutAsync(100);
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(await page.EvaluateAsync<long>("window.sawAt"));
    }

    /// <summary>An officer writes to the citizen and reads it again; what is left is to send it.</summary>
    public static async Task WriteInCase(this IPage officer, string address, string message)
    {
        await officer.GotoAsync(address);
        await officer.Locator("textarea[name=message]").First.FillAsync(message);
        await officer.Press("Relire avant d'envoyer");
    }

    /// <summary>Walks there with the keyboard.</summary>
    public static async Task TabTo(this IPage page, string what)
    {
        for (var presses = 0; presses < 100; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("what => document.activeElement?.matches(what) ?? false", what))
            {
                return;
            }
        }

        Assert.Fail($"The keyboard never reaches {what} on {page.Url}.");
    }

    /// <summary>From the first page by the search to the page of the certificate, as somebody who knows no address.</summary>
    public static async Task FindTheCertificate(this IPage page, string home)
    {
        await page.GotoAsync(home);
        await page.Locator("main input[name=q]").First.FillAsync("composition de menage");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Composition de ménage" }).First.ClickAsync();
        await page.Sees("Mon DOSSIER");
    }

    /// <summary>Signs in as a fictional person of the demonstration provider, from wherever the commune asks who it is.</summary>
    public static async Task SignInAs(this IPage page, string person)
    {
        await page.Locator("main a.button-primary").First.ClickAsync();
        if (!page.Url.Contains("demo-idp", StringComparison.Ordinal))
        {
            await page.Locator("main a[href*=fort], main a.button-primary").First.ClickAsync();
        }

        await page.Follow(person);
    }

    /// <summary>Enters as an officer of the demonstration.</summary>
    public static async Task EnterDesk(this IPage page, LivePortal portal, Commune commune, string officer)
    {
        await page.GotoAsync(portal.Address(commune, "/agent/connexion?retour=/agent/boite"));
        await page.Press($"Continuer comme {officer}");
    }

    /// <summary>Fills in the request for one's own certificate, to be downloaded, up to the last page.</summary>
    public static async Task FillInForOwnCertificate(this IPage page)
    {
        await page.Choose("Pour moi");
        await page.Press("Continuer");
        await page.Choose("Allocations familiales ou mutualité");
        await page.Press("Continuer");
        await page.Choose("En ligne, à télécharger");
        await page.Press("Continuer");
        await page.Type("Adresse e-mail", "claire.dubois@example.org");
        await page.Press("Continuer");
        await page.Sees("Vérifiez et envoyez votre demande");
    }

    /// <summary>The same, and sends it. Answers with the reference.</summary>
    public static async Task<string> AskForOwnCertificate(this IPage page)
    {
        await page.FillInForOwnCertificate();
        await page.Press("Envoyer ma demande");
        await page.Sees("Votre demande est envoyée");
        return ReferenceIn(page.Url);
    }

    public static string ReferenceIn(string url) => Written().Match(url).Value;

    [GeneratedRegex("[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{2}")]
    private static partial Regex Written();
}
