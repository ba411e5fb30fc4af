using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Perron.Browser.Tests.Hands;
using Perron.Browser.Tests.Journeys;
using Perron.Browser.Tests.Stage;
using Perron.Cases;
using Perron.Communes;
using Perron.Tests.Procedures;
namespace Perron.Browser.Tests.Looks;

/// <summary>The main screens of one commune, one after the other, as a citizen with a code by e-mail and an officer meet them.</summary>
internal sealed partial class Screens(LivePortal portal, Chromium chromium, Commune commune)
{
    private const string Send = "main form[data-once] button.button-primary";

    /// <summary>Goes through the main job and stops at each screen.</summary>
    public async Task Visit(Func<string, IPage, Task> look)
    {
        var citizen = await chromium.Visitor();
        await citizen.GotoAsync(At("/"));
        await look("home", citizen);
        await citizen.GotoAsync(At("/demarches/composition-de-menage"));
        await look("procedure", citizen);
        await SignIn(citizen);
        await citizen.GotoAsync(At("/demarches/composition-de-menage/demande"));
        await look("step", citizen);
        await Press(citizen, citizen.Locator(Send));
        await look("step-refused", citizen);
        await Fill(citizen);
        await look("check", citizen);
        await Press(citizen, citizen.Locator(Send));
        await look("sent", citizen);
        await citizen.GotoAsync(citizen.Url.Split('?')[0]);
        await look("tracking", citizen);
        var officer = await chromium.Visitor(1440, 900);
        await officer.GotoAsync(At("/agent/connexion"));
        await Press(officer, officer.Locator(".choice-card", new() { HasText = "Population" }).First.Locator("form button").First);
        await officer.GotoAsync(At("/agent/boite?vue=equipe"));
        await look("inbox", officer);
        await officer.GotoAsync(At($"/agent/dossiers/{citizen.Url.Split('/')[^1]}"));
        await look("case", officer);
        var place = officer.Url.Split('?')[0];
        await officer.GotoAsync(At($"/agent/boite/imprimer?dossier={place.Split('/')[^1]}"));
        await look("sheets", officer);
        await officer.GotoAsync(At("/agent/demarches"));
        await look("dealt", officer);
        await officer.GotoAsync(At("/agent/demarches/prime-velo"));
        await look("rules", officer);
        await officer.GotoAsync($"{place}/message");
        await officer.FillAsync("[name=message]", "Bonjour, pouvez-vous nous dire depuis quand vous habitez à cette adresse ?");
        await Press(officer, officer.Locator("#changer .form-actions button"));
        await look("message", officer);
        await officer.GotoAsync($"{place}/pieces");
        await look("pieces", officer);
        await officer.GotoAsync($"{place}/refuse");
        await officer.FillAsync("[name=raison]", "Vous n'êtes pas inscrite au registre de la commune à cette date.");
        await Press(officer, officer.Locator("main button[value=relire]"));
        await look("rehearsal", officer);
        await officer.GotoAsync(At("/agent/demander"));
        await look("filing", officer);
        await officer.GotoAsync(At("/agent/demander/composition-de-menage"));
        await Press(officer, officer.Locator(Send));
        await look("filing-refused", officer);
        await citizen.Context.CloseAsync();
        await officer.Context.CloseAsync();
        await Others(look);
    }

    /// <summary>Somebody with several cases, somebody who marries, somebody outside who is asked.</summary>
    private async Task Others(Func<string, IPage, Task> look)
    {
        var watched = new Watched();
        var marriage = await Ask("mariage");
        var other = await chromium.Visitor();
        await other.GotoAsync(await marriage.Mailed("co-applicant-invited", "link"));
        await other.SignInAs("Lieve Peeters");
        await look("agreement", other);
        await other.Context.CloseAsync();
        await marriage.Phone.Context.CloseAsync();
        var plant = await Ask("permis-de-vegetaliser");
        var officer = await chromium.Visitor(1440, 900);
        await officer.GotoAsync(At("/agent/connexion"));
        await Press(officer, officer.Locator(".choice-card", new() { HasText = await UnitOf(plant.Reference) }).First.Locator("form button").First);
        await officer.GotoAsync(At($"/agent/dossiers/{plant.Reference}"));
        await officer.Follow("Demander un avis à l'extérieur");
        await officer.Type("Qui est attendu", "la zone de police");
        await officer.Type("Son adresse e-mail", "avis@police.example");
        await officer.Type("Votre question", "Le passage reste-t-il libre pour une poussette ou une chaise roulante ?");
        await officer.CheckAsync("input[name='montre'][value='endroit']");
        foreach (var (name, value) in ((string, string)[])[("jusqu-au-jour", "15"), ("jusqu-au-mois", "1"), ("jusqu-au-annee", "2030")])
        {
            await officer.FillAsync($"[name='{name}']", value);
        }

        await look("act", officer);
        await Press(officer, officer.Locator("main form[data-once] button.button-primary"));
        var adviser = await chromium.Visitor();
        await adviser.GotoAsync(await plant.Mailed("opinion-asked", "link"));
        await look("opinion", adviser);
        await Ask("acte-de-naissance");
        var grant = await Ask("prime-velo");
        await look("space", grant.Space);
        await grant.Space.GotoAsync(At("/demarches/mariage/demande/etapes"));
        await look("parts", grant.Space);
        await grant.Space.GotoAsync(At("/mon-espace/mandats"));
        await look("mandates", grant.Space);
        await grant.Space.GotoAsync(At("/mon-espace/reprendre"));
        await look("claim", grant.Space);
        await Administer(look);

        async Task<Play> Ask(string scenario)
        {
            var file = ScenarioFile.Read(scenario);
            var play = new Play(portal, chromium, commune, commune == portal.Braine ? file : file with { Citizen = new("Marcel", "Lambion", "68012531084", false, "marcel@example.org") }, true, watched);
            await play.Ask();
            return play;
        }
    }

    /// <summary>What officers read of the procedures, and what an administrator says of the commune.</summary>
    private async Task Administer(Func<string, IPage, Task> look)
    {
        var administrator = await chromium.Visitor(1440, 900);
        await administrator.GotoAsync(At("/agent/connexion"));
        await Press(administrator, administrator.Locator(".choice-card", new() { HasText = commune == portal.Braine ? "Nadia Verbruggen" : "Hélène Dupriez" }).First.Locator("form button").First);
        foreach (var (screen, path) in ((string, string)[])
            [("speaks", "/agent/langues"), ("closures", "/agent/reglages/fermetures"), ("closure", "/agent/reglages/fermetures/2030-10-16?motif=Kermesse")])
        {
            await administrator.GotoAsync(At(path));
            await look(screen, administrator);
        }

        await administrator.Context.CloseAsync();
    }

    private Task<string> UnitOf(string reference) => portal.InDb(commune, async db =>
    {
        var unit = (await db.Set<Case>().SingleAsync(one => one.Reference == reference)).ServiceUnitId;
        return (await db.Set<ServiceUnit>().SingleAsync(one => one.Id == unit)).Name.In("fr");
    });

    /// <summary>Presses, and waits until the next page stands.</summary>
    private static async Task Press(IPage page, ILocator button)
    {
        await page.RunAndWaitForResponseAsync(() => button.ClickAsync(), answer => answer.Request.IsNavigationRequest && answer.Status is < 300 or >= 400);
        await page.WaitForLoadStateAsync(LoadState.Load);
    }

    private string At(string path) => portal.Address(commune, path);

    private async Task SignIn(IPage page)
    {
        await page.GotoAsync(At("/connexion/courriel?retour=/demarches/composition-de-menage"));
        await page.FillAsync("[name=courriel]", "claire.dubois@example.org");
        await Press(page, page.Locator(Send));
        var post = await page.Context.NewPageAsync();
        string? code = null;
        for (var tries = 0; code is null && tries < 40; tries++)
        {
            await post.GotoAsync(At("/operateur/courrier"));
            code = Code().Match(await post.TextContentAsync("main") ?? "") is { Success: true } found ? found.Value : null;
            await post.WaitForTimeoutAsync(code is null ? 250 : 0);
        }

        await post.CloseAsync();
        await page.FillAsync("[name=code]", code!);
        await Press(page, page.Locator(Send));
    }

    /// <summary>Answers page by page, each question by its name, until all answers stand together.</summary>
    private static async Task Fill(IPage page)
    {
        for (var pages = 0; pages < 10 && !page.Url.Contains("/verifier", StringComparison.Ordinal); pages++)
        {
            foreach (var answer in new[] { "moi", "logement", "poste" })
            {
                if (await page.Locator($"main input[type=radio][value={answer}]").CountAsync() > 0)
                {
                    await page.CheckAsync($"main input[type=radio][value={answer}]");
                }
            }

            foreach (var field in await page.Locator("main input.input").AllAsync())
            {
                await field.FillAsync(Answer(await field.GetAttributeAsync("name") ?? "", await field.GetAttributeAsync("type")));
            }

            await Press(page, page.Locator(Send));
        }
    }

    private static string Answer(string name, string? type) => name switch
    {
        _ when name.EndsWith("-jour", StringComparison.Ordinal) => "30",
        _ when name.EndsWith("-mois", StringComparison.Ordinal) => "7",
        _ when name.EndsWith("-annee", StringComparison.Ordinal) => "1985",
        _ when name.Contains("prenom", StringComparison.Ordinal) => "Claire",
        _ when name.Contains("nom", StringComparison.Ordinal) => "Dubois",
        _ => type switch { "email" => "claire.dubois@example.org", "tel" => "0470 12 34 56", _ => "" },
    };

    [GeneratedRegex(@"\b\d{3}\s\d{3}\b")]
    private static partial Regex Code();
}
