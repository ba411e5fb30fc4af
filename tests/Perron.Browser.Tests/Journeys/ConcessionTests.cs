using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Perron.Browser.Tests.Stage;
using Perron.Delivery;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Journeys;

/// <summary>A grave is asked for in a real browser: rows are added, somebody outside gives an opinion by the secret link, a place is assigned.</summary>
public sealed partial class ConcessionTests : IAsyncLifetime
{
    private LivePortal _portal = null!;
    private Chromium _chromium = null!;

    public async ValueTask InitializeAsync() => (_portal, _chromium) = (await LivePortal.OpenDoors(), await Chromium.Start());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_case_with_rows_and_an_opinion_goes_from_the_form_to_the_place(bool javaScript)
    {
        var citizen = await _chromium.Visitor(javaScript: javaScript);
        await citizen.GotoAsync(At("/demarches/concession/demande"));
        await citizen.SignInAs("Claire Dubois");
        await citizen.Sees("Quelle concession souhaitez-vous");
        foreach (var (name, value) in (List<(string, string)>)[("cimetiere", "ophain"), ("type", "columbarium"), ("duree", "30"), ("resident", "oui")])
        {
            await citizen.CheckAsync($"main input[name='{name}'][value='{value}']");
        }

        await citizen.Press("Continuer");
        await citizen.Sees("Dans quelle partie du cimetière");
        await citizen.CheckAsync("main input[name='parcelle'][value='ophain-verger']"); // the parts of the cemetery that was chosen
        await citizen.Press("Continuer");
        await citizen.Sees("Qui sera titulaire");
        await citizen.CheckAsync("main input[name='titulaire'][value='seul']");
        await citizen.Press("Continuer");
        await citizen.Sees("Qui pourra y reposer");
        await Row(citizen, 1, "Claire", "Dubois", "30", "7", "1985");
        await citizen.Press("Ajouter : bénéficiaire");
        await citizen.Sees("Bénéficiaire 2");
        Assert.Equal("Claire", await citizen.InputValueAsync("[name='beneficiaires.1.qui-est-ce.prenom']")); // nothing that was typed is lost
        await Row(citizen, 2, "Thomas", "Leroy", "12", "5", "1983");
        await citizen.Press("Continuer");
        await citizen.Sees("Le règlement des cimetières");
        await citizen.CheckAsync("main input[name='reglement']");
        await citizen.Press("Continuer");
        await citizen.Type("Adresse e-mail", "claire.dubois@example.org");
        await citizen.Press("Continuer");
        await citizen.Sees("Vérifiez et envoyez votre demande");
        await citizen.Press("Envoyer ma demande");
        await citizen.Sees("Votre demande est envoyée");
        var reference = Written().Match(citizen.Url).Value;

        var officer = await _chromium.Visitor(1440, 900, javaScript);
        await officer.EnterDesk(_portal, _portal.Braine, "Olivier Fontenoy");
        await officer.GotoAsync(At($"/agent/dossiers/{reference}"));
        await Picture(officer, "case");
        await officer.Follow("Demander un avis à l'extérieur");
        await officer.Type("Qui est attendu", "le fossoyeur");
        await officer.Type("Son adresse e-mail", "fossoyeur@example.org");
        await officer.Type("Votre question", "Reste-t-il une place au columbarium ?");
        await officer.CheckAsync("input[name='montre'][value='type']");
        await officer.FillAsync("[name='jusqu-au-jour']", "15");
        await officer.FillAsync("[name='jusqu-au-mois']", "1");
        await officer.FillAsync("[name='jusqu-au-annee']", "2030");
        await Picture(officer, "ask-opinion");
        await officer.Press("Demander un avis à l'extérieur");
        await officer.Sees("Avis de le fossoyeur");
        await citizen.GotoAsync(At($"/suivi/{reference}"));
        await citizen.Sees("Nous attendons le fossoyeur, jusqu'au");

        var adviser = await _chromium.Visitor(javaScript: javaScript);
        await adviser.GotoAsync(await Link());
        await adviser.Sees("Columbarium (deux urnes)");
        await adviser.SeesNot("Dubois");
        await Picture(adviser, "opinion");
        await adviser.Type("Votre avis", "Il reste la place C 12.");
        await adviser.Press("Envoyer mon avis");
        await adviser.Sees("Merci, votre avis est arrivé");

        await officer.GotoAsync(At($"/agent/dossiers/{reference}"));
        await officer.Sees("Il reste la place C 12.");
        await officer.Follow("Réserver une place et demander le paiement");
        await officer.Type("Cimetière", "Ophain");
        await officer.Type("Place (allée et numéro)", "C 12");
        await Picture(officer, "reserve");
        await officer.Press("Réserver une place et demander le paiement");
        await citizen.GotoAsync(At($"/suivi/{reference}"));
        await citizen.Sees("La place C 12 vous est réservée (Ophain).");
        await citizen.GotoAsync(At($"/payer/{reference}"));
        await citizen.Locator("form[action$='/en-ligne'] button.button-primary").ClickAsync();
        await citizen.Locator("main button[value='payer']").ClickAsync();
        await citizen.Sees("Nous avons bien reçu");
        await officer.GotoAsync(At($"/agent/dossiers/{reference}"));
        await officer.Sees("Dossier terminé");
        await citizen.GotoAsync(At($"/suivi/{reference}"));
        await citizen.Sees("La place C 12 vous est attribuée (Ophain).");
        await Picture(citizen, "tracking");
    }

    private static async Task Row(IPage page, int key, string given, string family, string day, string month, string year)
    {
        var person = $"beneficiaires.{key}.qui-est-ce";
        foreach (var (name, value) in (List<(string, string)>)[("prenom", given), ("nom", family), ("naissance-jour", day), ("naissance-mois", month), ("naissance-annee", year)])
        {
            await page.FillAsync($"[name='{person}.{name}']", value);
        }

        await page.CheckAsync($"[name='beneficiaires.{key}.contenant'][value='urne']");
    }

    private string At(string path) => _portal.Address(_portal.Braine, path);

    private Task<string> Link() => _portal.InDb(_portal.Braine, async db =>
        (await db.Set<OutboxMessage>().AsNoTracking().Where(message => message.Template == "opinion-asked").ToListAsync())[^1] is var mail && mail.Given.TryGetValue("link", out var link) ? link : throw new InvalidOperationException("No link."));

    // For whoever wants to look: PERRON_PICTURES names a folder.
    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PERRON_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    [GeneratedRegex("[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{2}")]
    private static partial Regex Written();

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await _portal.DisposeAsync();
    }
}
