using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;
using Perron.Browser.Tests.Journeys;
using Perron.Browser.Tests.Stage;
using Perron.Communes;
using Perron.Delivery;
using Perron.People;
using Perron.Tests.Files;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Workflow;
namespace Perron.Browser.Tests.Hands;

/// <summary>One scenario of the catalogue as its people do it: the citizen and others on their phones, the officers at their desks.</summary>
internal sealed partial class Play(LivePortal portal, Chromium chromium, Commune commune, ScenarioFile file, bool javaScript, Watched watched)
{
    /// <summary>The day on which every scenario begins.</summary>
    public static readonly DateTimeOffset Begins = new(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, IPage> _desks = [];
    private readonly Stopwatch _sinceCommit = new();
    private LocalDate _today = new(2026, 11, 24);
    private IPage _phone = null!, _space = null!;

    /// <summary>How long each change took to the open page of the personal space.</summary>
    public List<(string Act, TimeSpan Took)> Shown { get; } = [];

    public string Reference { get; private set; } = "";

    /// <summary>The citizen's phone, where the case is followed, and beside it the personal space.</summary>
    public IPage Phone => _phone;

    public IPage Space => _space;

    private string At(string path) => portal.Address(commune, path);

    /// <summary>From the page of the procedure to the one that says that it was sent.</summary>
    public async Task Ask()
    {
        _phone = watched.Over(await chromium.Visitor(javaScript: javaScript), "citizen");
        await _phone.GotoAsync(At($"/demarches/{file.Procedure}"));
        await Meets(_phone, "procedure");
        await _phone.PressOn(_phone.Locator($"main a[href$='/{file.Procedure}/demande'], aside a[href$='/{file.Procedure}/demande']").First);
        await Meets(_phone, "begin");
        await SignIn(_phone, file.Citizen);
        foreach (var page in file.Pages)
        {
            await Fill(page);
        }

        await FromTheList();
        await _phone.Sees("Vérifiez et envoyez votre demande");
        await Meets(_phone, "check");
        await _phone.PressOn(_phone.GetByRole(AriaRole.Button, new() { Name = "Envoyer ma demande" }));
        await _phone.Sees("Votre demande est envoyée");
        Reference = Written().Match(_phone.Url).Value;
        await Meets(_phone, "sent");
        _space = watched.Over(await _phone.Context.NewPageAsync(), "citizen's space");
        await Follow();
    }

    /// <summary>Does one act, and has the citizen read what it changed.</summary>
    public async Task Carry(ScenarioFile.Act act)
    {
        if (act.After > 0)
        {
            portal.Pass(TimeSpan.FromDays(act.After));
            _today = _today.PlusDays(act.After);
            await Task.WhenAll(_desks.Values.Select(desk => desk.Context.CloseAsync()));
            _desks.Clear(); // nobody is still signed in the next day
            await Follow();
        }

        if (javaScript)
        {
            await _space.EvaluateAsync("document.querySelector('main').firstElementChild.setAttribute('data-old', '')");
        }

        _sinceCommit.Reset();
        switch (act.By)
        {
            case ActedBy.Citizen: await ByCitizen(act); break;
            case ActedBy.CoApplicant: await ByCoApplicant(act); break;
            case ActedBy.Outsider: await ByOutsider(act); break;
            default: await ByOfficer(act); break;
        }

        await Reads(act);
    }

    private async Task Fill(ScenarioFile.FormPage page)
    {
        await FromTheList();
        await _phone.WaitForURLAsync($"**/demande/{page.Step}*");
        var form = _phone.Locator("main form[data-once]").First;
        foreach (var (group, count) in page.Rows)
        {
            for (var shown = await form.Locator($"input[type=hidden][name='{group}']").CountAsync(); shown < int.Parse(count, null); shown++)
            {
                await _phone.PressOn(form.Locator($"button[value='plus:{group}']"));
            }
        }

        await Meets(_phone, $"form/{(page.Step == "vos-coordonnees" ? "" : file.Procedure + "/")}{page.Step}");
        await FillIn(form, page);
        if (file.Name == "mariage" && page.Rows.ContainsKey("temoins"))
        {
            await new Rows(_phone, watched).PlayWith("temoins", "qui-est-ce.prenom");
        }

        await Continue();
        if (new Uri(_phone.Url).AbsolutePath.EndsWith($"/{page.Step}", StringComparison.Ordinal))
        {
            await FillIn(form, page); // an answer has called up one more question
            await Continue();
        }

        if (new Uri(_phone.Url).AbsolutePath.EndsWith("/code", StringComparison.Ordinal))
        {
            await Meets(_phone, "form/code");
            await form.Answer("code", await Mailed("address-code", "code"));
            await Continue();
        }
    }

    // A long form leads to the list of its parts, and the list to what is left.
    private async Task FromTheList()
    {
        if (new Uri(_phone.Url).AbsolutePath.EndsWith("/etapes", StringComparison.Ordinal))
        {
            await Meets(_phone, $"form/{file.Procedure}/parts");
            await _phone.PressOn(_phone.Locator("main a.button-primary").First);
        }
    }

    private async Task FillIn(ILocator form, ScenarioFile.FormPage page)
    {
        foreach (var (name, value) in page.Answers.SelectMany(answer => answer.Value.SelectMany(value => ScenarioFile.Boxes(answer.Key, ScenarioFile.Dated(value, _today)))))
        {
            if (await form.Locator($"[name='{name}']:not([type=hidden])").CountAsync() > 0)
            {
                await form.Answer(name, value);
            }
        }

        foreach (var (field, name) in page.Files)
        {
            await form.Attach(field, name, Samples.Pdf());
        }
    }

    private Task Continue() => _phone.PressOn(_phone.GetByRole(AriaRole.Button, new() { Name = "Continuer", Exact = true }).Last);

    private async Task ByCitizen(ScenarioFile.Act act)
    {
        if (act.Do == "pay-price")
        {
            await Open(_phone, $"/payer/{Reference}");
            await Meets(_phone, "paying");
            await _phone.PressOn(_phone.Locator("form[action$='/en-ligne'] button.button-primary"));
            await Meets(_phone, "paying/elsewhere");
            await _phone.PressOn(_phone.Locator("main button[value='payer']"), _sinceCommit.Restart);
            return;
        }

        await Open(_phone, $"/suivi/{Reference}");
        var form = _phone.Locator("form[action$='/piece']");
        if (act.File is { } sent)
        {
            await form.Attach("piece", sent, Samples.Pdf());
        }

        foreach (var (name, value) in act.With)
        {
            await form.Answer(name, value);
        }

        await Meets(_phone, "tracking/asked");
        await _phone.PressOn(form.Locator("button.button-primary"), _sinceCommit.Restart);
    }

    private async Task ByCoApplicant(ScenarioFile.Act act)
    {
        var other = watched.Over(await chromium.Visitor(javaScript: javaScript), "co-applicant");
        await other.GotoAsync(await Mailed("co-applicant-invited", "link"));
        await Meets(other, "agreement/door");
        await SignIn(other, act.As!);
        await other.Sees("Je suis d'accord");
        await Meets(other, "agreement");
        await other.PressOn(other.GetByRole(AriaRole.Button, new() { Name = "Je suis d'accord" }), _sinceCommit.Restart);
        await Meets(other, "agreement/given");
        await other.Context.CloseAsync();
    }

    private async Task ByOutsider(ScenarioFile.Act act)
    {
        var other = watched.Over(await chromium.Visitor(javaScript: javaScript), "outsider");
        await other.GotoAsync(await Mailed("opinion-asked", "link"));
        await Meets(other, "opinion");
        var form = other.Locator("main form[data-once]").First;
        foreach (var (name, value) in act.With)
        {
            await form.Answer(name, value);
        }

        await other.PressOn(other.GetByRole(AriaRole.Button, new() { Name = "Envoyer mon avis" }), _sinceCommit.Restart);
        await Meets(other, "opinion/given");
        await other.Context.CloseAsync();
    }

    private async Task ByOfficer(ScenarioFile.Act act)
    {
        var desk = await Desk(act.Who);
        await desk.GotoAsync(At($"/agent/dossiers/{Reference}"));
        await Meets(desk, $"case/{file.Procedure}/{act.Do}");
        if (act.Do == "consult-register")
        {
            await desk.PressOn(desk.GetByRole(AriaRole.Button, new() { Name = "Consulter le registre" }), _sinceCommit.Restart);
            return;
        }

        var form = desk.Locator($"form:has(input[name=action][value='{act.Do}'])").First;
        if (await desk.Locator($"a[href*='action={act.Do}']").First.IsVisibleAsync())
        {
            await desk.PressOn(desk.Locator($"a[href*='action={act.Do}']").First);
            await Meets(desk, $"act/{file.Procedure}/{act.Do}");
        }
        else if (!await form.Locator("button[type=submit]:not([value=relire])").Last.IsVisibleAsync())
        {
            await desk.Locator("details", new() { Has = form }).Last.Locator("summary").First.ClickAsync();
        }

        foreach (var (name, value) in act.With.SelectMany(pair => ScenarioFile.Boxes(pair.Key, ScenarioFile.Dated(pair.Value, _today))))
        {
            await form.Answer(name, name == "service" ? await UnitId(value) : value);
        }

        await desk.PressOn(form.Locator("button[type=submit]:not([value=relire])").Last, _sinceCommit.Restart);
        Assert.Equal(0, await desk.Locator(".error-summary").CountAsync());
    }

    // What is open shows it by itself where scripts run; without them one asks for the page again.
    private async Task Reads(ScenarioFile.Act act)
    {
        var card = _space.Locator("main li", new() { Has = _space.Locator($"a[href$='/suivi/{Reference}']") }).First;
        if (javaScript && act.Do != "consult-register") // which changes nothing that the card says
        {
            await _space.WaitForFunctionAsync("() => !document.querySelector('main [data-old]')", null, new() { PollingInterval = 20, Timeout = 10_000 });
            Shown.Add((act.Do, _sinceCommit.Elapsed));
        }
        else if (!javaScript)
        {
            await _phone.GotoAsync(At($"/suivi/{Reference}"));
            await _space.ReloadAsync();
        }

        await Assertions.Expect(card).ToContainTextAsync(Words.Status(act.Then, act.Says), new() { UseInnerText = false, IgnoreCase = true });
        if (act.By == ActedBy.Citizen)
        {
            await _phone.GotoAsync(At($"/suivi/{Reference}"));
        }

        if (act.Says is { } says)
        {
            await _phone.Sees(says.Replace(' ', ' '));
        }

        await Meets(_phone, $"tracking/{file.Procedure}/{act.Do}");
        await Meets(_space, $"space/{act.Then}");
    }

    private async Task Follow()
    {
        await Open(_phone, $"/suivi/{Reference}");
        await Open(_space, "/mon-espace");
        if (javaScript)
        {
            await Assertions.Expect(_phone.Locator("[data-live-note]")).ToContainTextAsync(await _phone.GetAttributeAsync("[data-live-note]", "data-live-note") ?? "?");
            await Assertions.Expect(_space.Locator("[data-live-note]")).ToContainTextAsync(await _space.GetAttributeAsync("[data-live-note]", "data-live-note") ?? "?");
        }
    }

    // Whoever comes back another day says once more who it is.
    private async Task Open(IPage page, string path)
    {
        await page.GotoAsync(At(path));
        if (new Uri(page.Url).AbsolutePath != path)
        {
            await page.GotoAsync(At($"/connexion?retour={Uri.EscapeDataString(path)}"));
            await SignIn(page, file.Citizen);
            await page.GotoAsync(At(path));
        }

        Assert.Equal(path, new Uri(page.Url).AbsolutePath);
    }

    private async Task SignIn(IPage page, ScenarioFile.Person person)
    {
        if (!person.IsWeak)
        {
            await page.SignInAs($"{person.Given} {person.Family}");
            return;
        }

        await page.PressOn(page.Locator("main a[href*='/connexion/courriel']").First);
        await page.Locator("main form[data-once]").First.Answer("courriel", person.Email);
        await page.PressOn(page.Locator("main form[data-once] button.button-primary"));
        await page.Locator("main form[data-once]").First.Answer("code", await Mailed("sign-in-code", "code"));
        await page.PressOn(page.Locator("main form[data-once] button.button-primary"));
    }

    private async Task<IPage> Desk(string who)
    {
        if (_desks.TryGetValue(who, out var desk))
        {
            return desk;
        }

        _desks[who] = desk = watched.Over(await chromium.Visitor(1440, 900, javaScript), who);
        await desk.EnterDesk(portal, commune, await portal.InDb(commune, async db => (await db.Set<Officer>().SingleAsync(officer => officer.Email.StartsWith(who + "@"))).Name));
        await Meets(desk, "inbox");
        return desk;
    }

    private Task<string> UnitId(string slug) => portal.InDb(commune, async db => (await db.Set<ServiceUnit>().SingleAsync(unit => unit.Slug == slug)).Id.Value.ToString());

    public Task<string> Mailed(string template, string what) => portal.InDb(commune, async db =>
        (await db.Set<OutboxMessage>().AsNoTracking().Where(message => message.Template == template).ToListAsync()).OrderBy(message => message.WrittenAt).Last().Given[what]);

    private Task Meets(IPage page, string screen) => watched.Meets(page, screen, javaScript);

    [GeneratedRegex("[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{2}")]
    private static partial Regex Written();
}
