using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perron.Browser.Tests.Stage;
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
        await citizen.GotoAsync(_portal.Address(commune));
        await citizen.GotoAsync(_portal.Address(commune, "/recherche?q=composition+de+menage"));
        await citizen.Follow("Composition de ménage");
        await citizen.Sees("Mon DOSSIER");
        await citizen.GotoAsync(_portal.Address(commune, "/demarches/composition-de-menage/demande"));
        await citizen.SignInAs(person);
        await citizen.Sees("Pour qui demandez-vous ce certificat");
        var reference = await citizen.AskForOwnCertificate();
        await citizen.GotoAsync(_portal.Address(commune, $"/suivi/{reference}"));

        var officer = await _chromium.Visitor(1440, 900, javaScript);
        await officer.EnterDesk(_portal, commune, officerName);
        await officer.GotoAsync(_portal.Address(commune, "/agent/boite?vue=equipe"));
        await officer.Sees(reference);
        await officer.GotoAsync(_portal.Address(commune, $"/agent/dossiers/{reference}"));
        await officer.SeesNot(member);
        await officer.Press("Consulter le registre");
        await officer.Sees(member);
        await officer.Press("Confirmer les données du registre");
        await SeesStep(citizen, "traite votre demande", javaScript);
        await officer.GotoAsync(_portal.Address(commune, $"/agent/dossiers/{reference}/produce"));
        await officer.Press("Établir le certificat");
        await officer.Sees("Dossier terminé");
        await SeesStep(citizen, "Votre demande est terminée", javaScript);

        await citizen.GotoAsync(_portal.Address(commune, $"/suivi/{reference}"));
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
