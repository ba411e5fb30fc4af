using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Perron.Browser.Tests.Stage;
using Perron.Communes;
using Perron.Delivery;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Journeys;

/// <summary>The main job in a real browser: a citizen on a phone, an officer at a desk, anybody with the document in hand.</summary>
public sealed partial class MainJobTests : IAsyncLifetime
{
    private LivePortal _portal = null!;
    private Chromium _chromium = null!;

    public async ValueTask InitializeAsync() => (_portal, _chromium) = (await LivePortal.OpenDoors(), await Chromium.Start());

    [Theory]
    [InlineData("braine-lalleud", "Claire Dubois", "Sophie Lambert", "Thomas Leroy", true)]
    [InlineData("braine-lalleud", "Claire Dubois", "Sophie Lambert", "Thomas Leroy", false)]
    [InlineData("boussu", "Marcel Lambion", "Marc Delcourt", "Josiane Petitjean", true)]
    public async Task A_certificate_goes_from_the_first_click_to_the_document(string slug, string person, string officerName, string member, bool javaScript)
    {
        var commune = slug == "boussu" ? _portal.Boussu : _portal.Braine;
        var citizen = await _chromium.Visitor(javaScript: javaScript);
        await citizen.FindTheCertificate(_portal.Address(commune));
        await citizen.Follow("Faire la demande en ligne");
        await citizen.SignInAs(person);
        await citizen.Sees("Pour qui demandez-vous ce certificat");
        var reference = await citizen.AskForOwnCertificate();
        await citizen.Follow("Suivre ma demande");
        await citizen.Sees("Où en est votre demande");

        var officer = await _chromium.Visitor(1440, 900, javaScript);
        await officer.EnterDesk(_portal, commune, officerName);
        await officer.Locator("a[href*='vue=equipe']").First.ClickAsync();
        await officer.Locator($"main a[href*='{reference}']").First.ClickAsync();
        await officer.SeesNot(member);
        await officer.Press("Consulter le registre");
        await officer.Sees(member);
        await officer.Press("Confirmer les données du registre");
        await SeesStep(citizen, "traite votre demande", javaScript);
        await officer.Follow("Établir le certificat");
        await officer.Press("Établir le certificat");
        await officer.Sees("Dossier terminé");
        await SeesStep(citizen, "Votre demande est terminée", javaScript);

        await citizen.ReloadAsync();
        var download = await citizen.RunAndWaitForDownloadAsync(() => citizen.Locator("#documents a").First.ClickAsync());
        var pdf = Path.Combine(Path.GetTempPath(), $"perron-{Guid.CreateVersion7():N}.pdf");
        await download.SaveAsAsync(pdf);
        var code = await CodeIn(pdf);
        var anybody = await _chromium.Visitor(javaScript: javaScript);
        await anybody.GotoAsync(_portal.Address(commune, $"/verifier/{code}"));
        await anybody.Sees("Ce document est authentique");
        await anybody.SeesNot(person.Split(' ')[1]);
        await anybody.GotoAsync(_portal.Address(commune == _portal.Braine ? _portal.Boussu : _portal.Braine, $"/verifier/{code}"));
        await anybody.SeesNot("Ce document est authentique");

        await citizen.GotoAsync(_portal.Address(commune, "/mon-espace"));
        await citizen.Sees("Composition de ménage");
    }

    [Fact]
    public async Task Known_by_an_email_code_only_one_gets_it_on_paper_and_no_household_on_a_page()
    {
        var citizen = await _chromium.Visitor();
        await citizen.FindTheCertificate(_portal.Address(_portal.Braine));
        await citizen.Follow("Faire la demande en ligne");
        await citizen.Follow("Recevoir un code");
        await citizen.Type("Adresse e-mail", "claire.weak@example.org");
        await citizen.Press("Envoyer le code");
        await citizen.Sees("Continuer");
        await citizen.Locator("input[name=code]").FillAsync(await _portal.InDb(_portal.Braine, async db => (await db.Set<OutboxMessage>().SingleAsync(mail => mail.Template == "sign-in-code")).Given["code"]));
        await citizen.Press("Continuer");
        await citizen.Choose("Pour moi");
        await citizen.Press("Continuer");
        await citizen.Choose("Allocations familiales ou mutualité");
        await citizen.Press("Continuer");
        await citizen.SeesNot("En ligne, à télécharger");
        await citizen.Choose("Par la poste, à l'adresse officielle");
        await citizen.Press("Continuer");
        await citizen.Type("Prénom", "Claire");
        await citizen.Locator("[name=votre-nom]").FillAsync("Dubois");
        await citizen.Locator("[name=votre-naissance-jour]").FillAsync("30");
        await citizen.Locator("[name=votre-naissance-mois]").FillAsync("7");
        await citizen.Locator("[name=votre-naissance-annee]").FillAsync("1985");
        await citizen.Press("Reprendre cette réponse Adresse e-mail");
        await Assertions.Expect(citizen.Locator("[name=courriel]")).ToHaveValueAsync("claire.weak@example.org");
        await citizen.Press("Continuer");
        await citizen.Press("Envoyer ma demande");
        await citizen.Sees("Votre demande est envoyée");
        var reference = Acts.ReferenceIn(citizen.Url);
        await citizen.Follow("Suivre ma demande");

        var officer = await _chromium.Visitor(1440, 900);
        await officer.EnterDesk(_portal, _portal.Braine, "Sophie Lambert");
        await officer.Locator("a[href*='vue=equipe']").First.ClickAsync();
        await officer.Locator($"main a[href*='{reference}']").First.ClickAsync();
        await officer.Press("Consulter le registre");
        await officer.Sees("Thomas Leroy");
        await officer.Press("Confirmer les données du registre");
        await officer.Follow("Établir le certificat sur papier");
        await officer.Press("Établir le certificat");
        await citizen.ReloadAsync();
        await citizen.SeesNot("Thomas Leroy");
        Assert.Equal(0, await citizen.Locator("a[href*='/document/']").CountAsync());
        await citizen.GotoAsync(_portal.Address(_portal.Braine, "/mon-espace"));
        await citizen.SeesNot("Thomas Leroy");
        Assert.Equal(0, await citizen.Locator("a[href*='/document/']").CountAsync());
    }

    [Theory]
    [InlineData("kalterbach", "de", "Antrag online stellen")]
    [InlineData("braine-lalleud", "nl", "De aanvraag online doen")]
    public async Task The_language_of_the_page_stays_through_the_form_the_check_and_the_tracking(string slug, string language, string begin)
    {
        var commune = await _portal.InDb(null, db => db.Set<Commune>().SingleAsync(one => one.Slug == slug));
        var prefix = commune.Language == language ? "" : $"/{language}";
        var citizen = await _chromium.Visitor();
        await citizen.GotoAsync(_portal.Address(commune, $"{prefix}/demarches/composition-de-menage"));
        await citizen.Follow(begin);
        await citizen.SignInAs("Claire Dubois");
        foreach (var (name, value) in ((string, string)[])[("pour-qui", "moi"), ("motif", "allocations"), ("remise", "telecharger")])
        {
            await Assertions.Expect(citizen.Locator("html")).ToHaveAttributeAsync("lang", language);
            await citizen.Locator($"input[name={name}][value={value}]").CheckAsync();
            await citizen.Locator("main button.button-primary").First.ClickAsync();
        }

        await citizen.Locator("[name=courriel]").FillAsync("claire@example.org");
        await citizen.Locator("main button.button-primary").First.ClickAsync();
        await Assertions.Expect(citizen).ToHaveURLAsync(new Regex($"{prefix}/demarches/composition-de-menage/demande/verifier$"));
        await Assertions.Expect(citizen.Locator("html")).ToHaveAttributeAsync("lang", language);
        await citizen.Locator("main button.button-primary").First.ClickAsync();
        await Assertions.Expect(citizen).ToHaveURLAsync(new Regex($"{prefix}/suivi/"));
        await Assertions.Expect(citizen.Locator("html")).ToHaveAttributeAsync("lang", language);
        var other = citizen.Locator("header a[hreflang=fr], footer a[hreflang=fr], a[lang=fr]").First; // changes the language, not the page
        var where = Acts.ReferenceIn(citizen.Url);
        await citizen.GotoAsync(new Uri(new Uri(citizen.Url), await other.GetAttributeAsync("href")).ToString());
        Assert.Equal(where, Acts.ReferenceIn(citizen.Url));
        await Assertions.Expect(citizen.Locator("html")).ToHaveAttributeAsync("lang", "fr");
    }

    [Fact]
    public async Task What_an_officer_writes_reaches_the_open_tracking_within_a_second()
    {
        var citizen = await _chromium.Visitor();
        await citizen.GotoAsync(_portal.Address(_portal.Braine, "/demarches/composition-de-menage/demande"));
        await citizen.SignInAs("Claire Dubois");
        var officer = await _chromium.Visitor(1440, 900);
        await officer.EnterDesk(_portal, _portal.Braine, "Sophie Lambert");
        var (clicked, answered) = (new List<long>(), new List<long>());
        var reference = await citizen.AskForOwnCertificate();
        await citizen.Follow("Suivre ma demande");
        await citizen.Sees("Où en est votre demande");
        for (var i = 0; i < 7; i++)
        {
            await officer.WriteInCase(_portal.Address(_portal.Braine, $"/agent/dossiers/{reference}"), $"Bonjour, nouvelle {i}.");
            await citizen.WatchFor($"Bonjour, nouvelle {i}.");
            var click = TimeProvider.System.GetUtcNow();
            await officer.RunAndWaitForResponseAsync(() => officer.Press("Envoyer ce message"), answer => answer.Request.Method == "POST");
            var answer = TimeProvider.System.GetUtcNow();
            var seen = await citizen.SawAt();
            (clicked, answered) = ([.. clicked, (long)(seen - click).TotalMilliseconds], [.. answered, (long)(seen - answer).TotalMilliseconds]);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"to the open page, in ms: from the officer's click {string.Join(", ", clicked)}; from the answer to it {string.Join(", ", answered)}");
        Assert.True(clicked.Order().ElementAt(3) <= Patience.AtOnce.TotalMilliseconds, string.Join(", ", clicked));
    }

    [Fact]
    public async Task Of_two_changes_close_together_the_newer_one_stays_on_the_page()
    {
        var citizen = await _chromium.Visitor();
        await citizen.GotoAsync(_portal.Address(_portal.Braine, "/demarches/composition-de-menage/demande"));
        await citizen.SignInAs("Claire Dubois");
        var officer = await _chromium.Visitor(1440, 900);
        await officer.EnterDesk(_portal, _portal.Braine, "Sophie Lambert");
        var reference = await citizen.AskForOwnCertificate();
        await citizen.Follow("Suivre ma demande");
        await citizen.Sees("Où en est votre demande");
        var (asked, second, older) = (0, new TaskCompletionSource(), await citizen.ContentAsync());
        await citizen.RouteAsync("**/suivi/*", async route =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                await route.ContinueAsync();
                return;
            }

            await second.Task.WaitAsync(TimeSpan.FromSeconds(30)); // the first answer is on its way for longer than the officer needs for a second message
            await citizen.WaitForTimeoutAsync(1500);
            await route.FulfillAsync(new() { Body = older, ContentType = "text/html" });
        });
        foreach (var news in new[] { "La première nouvelle.", "La seconde nouvelle." })
        {
            await officer.WriteInCase(_portal.Address(_portal.Braine, $"/agent/dossiers/{reference}"), news);
            await officer.Press("Envoyer ce message");
            await officer.Sees(news);
        }

        second.SetResult();
        await citizen.WaitForTimeoutAsync(3000);
        await citizen.Sees("La seconde nouvelle.");
    }

    [Fact]
    public async Task An_open_box_says_at_once_that_something_was_sent_and_shows_it_when_asked()
    {
        var officer = await _chromium.Visitor(1440, 900);
        await officer.EnterDesk(_portal, _portal.Braine, "Sophie Lambert");
        await officer.Locator("a[href*='vue=equipe']").First.ClickAsync();
        await officer.Sees("Équipe");
        var citizen = await _chromium.Visitor();
        await citizen.GotoAsync(_portal.Address(_portal.Braine, "/demarches/composition-de-menage/demande"));
        await citizen.SignInAs("Claire Dubois");
        for (var i = 0; i < 2; i++) // into the empty box, and beside what stands there
        {
            await officer.WatchFor("Du nouveau sur cette page."); // a list under somebody's pointer does not move by itself
            var reference = await citizen.AskForOwnCertificate();
            var receipt = TimeProvider.System.GetUtcNow();
            TestContext.Current.TestOutputHelper?.WriteLine($"from the receipt to the open box: {(await officer.SawAt() - receipt).TotalMilliseconds:0} ms");
            await officer.Locator(".live-pill").ClickAsync();
            await officer.Sees(reference);
            await citizen.GotoAsync(_portal.Address(_portal.Braine, "/demarches/composition-de-menage/demande"));
        }
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough_to_ask()
    {
        var citizen = await _chromium.Visitor(1440, 900);
        await citizen.GotoAsync(_portal.Address(_portal.Braine, "/demarches/composition-de-menage/demande"));
        await citizen.SignInAs("Claire Dubois");
        await citizen.Sees("Pour qui demandez-vous ce certificat");
        await citizen.TabTo("input[value=moi]");
        await citizen.Keyboard.PressAsync("Space");
        await citizen.Keyboard.PressAsync("Enter");
        await citizen.Sees("À quoi servira le certificat");
        await citizen.TabTo("main button.button-primary");
        await citizen.Keyboard.PressAsync("Enter"); // nothing chosen: the summary takes the focus and leads to the field
        await Assertions.Expect(citizen).ToHaveTitleAsync(new Regex("^Erreur"));
        await citizen.TabTo("input[value=allocations]");
        await citizen.Keyboard.PressAsync("Space");
        await citizen.Keyboard.PressAsync("Enter");
        await citizen.Sees("Comment voulez-vous recevoir");
    }

    /// <summary>With scripts the step reaches the open page by itself within a second; without, by asking for the page again.</summary>
    private static async Task SeesStep(IPage citizen, string sentence, bool javaScript)
    {
        if (!javaScript)
        {
            await citizen.ReloadAsync();
        }

        var since = Stopwatch.StartNew();
        await citizen.Sees(sentence);
        TestContext.Current.TestOutputHelper?.WriteLine($"« {sentence} » after {since.ElapsedMilliseconds} ms");
    }

    private static async Task<string> CodeIn(string pdf)
    {
        using var read = Process.Start(new ProcessStartInfo("pdftotext", [pdf, "-"]) { RedirectStandardOutput = true })!;
        var text = await read.StandardOutput.ReadToEndAsync();
        return Grouped().Match(text) is { Success: true } found ? found.Value : throw new InvalidOperationException($"No code in {text}");
    }

    [GeneratedRegex("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")]
    private static partial Regex Grouped();

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await _portal.DisposeAsync();
    }
}
