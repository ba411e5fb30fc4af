using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Calendar;
using Perron.Cases;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Tests.Cases;
using Perron.Tests.Files;
using Perron.Tests.Support;
using Perron.Workflow;
namespace Perron.Tests.Procedures;

/// <summary>Every scripted case of the catalogue, from the form to its end: by the simulator, and through the whole house with each act done by the right person.</summary>
public sealed class ScenarioTests
{
    private static readonly LocalDate Sent = new(2026, 11, 24);

    public static TheoryData<string> Scenarios => [.. ScenarioFile.Names];

    [Fact]
    public void Every_procedure_with_a_form_has_a_scenario() => Assert.Empty(ProcedureCatalogue.Load(Repository.Path("catalogue")).All
        .Where(procedure => procedure.HasForm).Select(procedure => procedure.Slug).Except(ScenarioFile.Names.Select(name => ScenarioFile.Read(name).Procedure)));

    [Theory, MemberData(nameof(Scenarios))]
    public async Task The_simulator_plays_it_to_the_end(string name)
    {
        var file = ScenarioFile.Read(name);
        await using var portal = await Portal.Open();
        var catalogue = portal.Services.GetRequiredService<ProcedureCatalogue>();
        var procedure = await portal.InDb(portal.Braine, db => db.WithTables(catalogue.Find(file.Procedure)!));
        var answers = AnswersOf(file);
        answers = answers.With(procedure.Form.AllFields.Where(field => field.IsVerified).Select(field => KeyValuePair.Create(field.ProofName, answers.All(field.Name)))); // the code has come back
        var facts = new CaseFacts
        {
            IsForThirdPerson = answers.One("pour-qui") == "autre",
            Mandate = answers.One("pour-qui") != "autre" ? MandateState.NotNeeded : answers.Has("procuration") ? MandateState.Given : MandateState.Missing,
            IsByDownload = answers.One("remise") == "telecharger",
            Agreement = procedure.Form.AllFields.Any(field => field.Kind == FieldKind.CoApplicant) ? Agreement.Invited : Agreement.NotAsked,
        };
        var journey = new Journey(procedure.Form, answers, new(!file.Citizen.IsWeak, Sent, "fr"));
        Assert.True(journey.FirstOpen is null, $"{journey.FirstOpen?.Slug}: {string.Join(", ", journey.FirstOpen is { } open ? journey.Refusals(open).Select(refused => $"{refused.Name} {refused.Why}") : [])}");
        var tariff = await portal.InDb(portal.Braine, db => db.Set<AdoptedProcedure>().Where(adopted => adopted.Slug == file.Procedure).Select(adopted => adopted.PriceCents).SingleAsync());
        facts = facts with { Price = (journey.PriceCents(tariff) ?? 0) / 100m };
        var today = Sent;
        var run = Simulator.Play(procedure.Workflow, new(Sent, facts, _ => journey.Facts, new OfficeCalendar([]), [.. file.Acts.Select(act =>
        {
            today = today.PlusDays(act.After);
            return new ScenarioAct(act.By, act.Do, act.With.ToDictionary(pair => pair.Key, pair => Canonical(ScenarioFile.Dated(pair.Value, today))), act.After, act.Then, act.File is not null);
        })]));
        Assert.True(run.Stopped is null, run.ToString());
        Assert.True(procedure.Workflow.State(run.Last.State).IsClosing, run.ToString());
    }

    [Theory, MemberData(nameof(Scenarios))]
    public async Task The_house_carries_it_out_from_the_form_to_the_end(string name)
    {
        var file = ScenarioFile.Read(name);
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var citizen = portal.VisitAs(await Known(portal, file.Citizen), portal.Braine);
        var reference = await FillIn(portal, citizen, file, Sent);
        var today = Sent;
        foreach (var (place, act) in file.Acts.Index())
        {
            today = today.PlusDays(act.After);
            portal.Clock.Advance(TimeSpan.FromDays(act.After) + TimeSpan.FromMinutes(7));
            await Carry(portal, citizen, reference, act, today);
            var status = (await portal.Case(portal.Braine, reference)).Status;
            Assert.True(status == act.Then, $"act {place + 1}, '{act.Do}': the citizen reads {status}, not {act.Then}");
            await Reads(citizen, reference, act);
        }

        Assert.NotNull((await portal.Case(portal.Braine, reference)).ClosedAt);
        Assert.Empty(await portal.InDb(portal.Braine, Folder.Untold));
    }

    // The same state in four languages, with nothing left to be put in.
    private static async Task Reads(Browser citizen, string reference, ScenarioFile.Act act)
    {
        var said = new List<string>();
        foreach (var language in (string[])["/nl", "/de", "/en", ""])
        {
            await citizen.Open($"{language}/suivi/{reference}");
            var sentence = citizen.Page.QuerySelector(".case-sentence")?.TextContent.Trim() ?? "";
            Assert.True(sentence.Length > 0 && !sentence.Contains('{', StringComparison.Ordinal) && !sentence.Contains('…', StringComparison.Ordinal), $"{act.Do} {language}: '{sentence}' {citizen.Url}");
            said.Add(sentence);
        }

        Assert.Equal(4, said.Distinct().Count());
        Assert.True(act.Says is null || citizen.Shows(act.Says), $"after '{act.Do}' the page says: {said[^1]}");
    }

    internal static async Task<string> FillIn(Portal portal, Browser citizen, ScenarioFile file, LocalDate today, string? explains = null)
    {
        await citizen.Open($"/demarches/{file.Procedure}/demande");
        foreach (var page in file.Pages)
        {
            await FromTheList(citizen);
            Assert.EndsWith($"/{page.Step}", citizen.Url, StringComparison.Ordinal);
            foreach (var (group, count) in page.Rows)
            {
                for (var shown = citizen.Page.QuerySelectorAll($"input[type=hidden][name='{group}']").Length; shown < int.Parse(count, null); shown++)
                {
                    await citizen.Post(citizen.Url, [.. citizen.FieldsOf("Continuer"), ("faire", $"plus:{group}")]);
                }
            }

            foreach (var (field, name) in page.Files)
            {
                citizen.Attach(field, name, Sample(name));
            }

            await Continue(citizen, page, today);
            if (citizen.Url.EndsWith($"/{page.Step}", StringComparison.Ordinal))
            {
                await Continue(citizen, page, today); // an answer has called up one more question
            }

            if (explains is not null && citizen.Url.EndsWith("/registre", StringComparison.Ordinal))
            {
                await citizen.Submit("Continuer", ("pourquoi", explains));
            }

            if (citizen.Url.EndsWith("/code", StringComparison.Ordinal))
            {
                await citizen.Submit("Continuer", ("code", (await portal.Mails(portal.Braine)).Last(mail => mail.Template == "address-code").Given["code"]));
            }
        }

        await FromTheList(citizen);
        return await citizen.Send();
    }

    private static byte[] Sample(string name) => name.EndsWith(".jpg", StringComparison.Ordinal) ? Samples.Jpeg() : Samples.Pdf();

    // A long form leads to the list of its parts, and the list to what is left.
    private static async Task FromTheList(Browser citizen)
    {
        if (citizen.Url.EndsWith("/etapes", StringComparison.Ordinal))
        {
            await citizen.Open(citizen.Page.QuerySelector("main a.button-primary")!.GetAttribute("href")!);
        }
    }

    private static Task<Browser> Continue(Browser citizen, ScenarioFile.FormPage page, LocalDate today) =>
        citizen.Submit("Continuer", [.. page.Answers.SelectMany(answer => answer.Value.SelectMany(value => ScenarioFile.Boxes(answer.Key, ScenarioFile.Dated(value, today))))]);

    internal static async Task Carry(Portal portal, Browser citizen, string reference, ScenarioFile.Act act, LocalDate today)
    {
        var fields = act.With.SelectMany(pair => ScenarioFile.Boxes(pair.Key, ScenarioFile.Dated(pair.Value, today))).ToList();
        switch (act.By)
        {
            case ActedBy.Citizen when act.Do == "pay-price":
                await citizen.Open($"/payer/{reference}");
                await citizen.Submit("en ligne");
                await citizen.Submit("Payer");
                return;
            case ActedBy.Citizen:
                await citizen.Open($"/suivi/{reference}");
                if (act.File is { } sent)
                {
                    citizen.Attach("piece", sent, Sample(sent));
                }

                await citizen.Submit(act.Do == "withdraw" ? "Oui, retirer ma demande" : "Envoyer ma réponse", [.. fields]);
                return;
            case ActedBy.CoApplicant:
                var second = portal.VisitAs(await Known(portal, act.As!), portal.Braine);
                await second.Open(await Link(portal, "co-applicant-invited"));
                await second.Submit(act.Do == "agree" ? "Je suis d'accord" : "Répondre que je ne suis pas d'accord");
                return;
            case ActedBy.Outsider:
                var outsider = portal.Visit(portal.Braine);
                await outsider.Open(await Link(portal, "opinion-asked"));
                await outsider.Submit("Envoyer mon avis", [.. fields]);
                return;
            default:
                await ByOfficer(portal, reference, act, fields);
                return;
        }
    }

    private static async Task ByOfficer(Portal portal, string reference, ScenarioFile.Act act, List<(string Name, string Value)> fields)
    {
        var officer = portal.VisitAs(await portal.Officer(portal.Braine, act.Who), portal.Braine);
        await officer.Open($"/agent/dossiers/{reference}");
        if (act.Do == "consult-register")
        {
            await officer.Submit("Consulter le registre");
            return;
        }

        if (officer.Page.QuerySelector($"a[href*='action={act.Do}']")?.GetAttribute("href") is { } page)
        {
            await officer.Open(page);
        }

        for (var place = 0; place < fields.Count; place++)
        {
            if (fields[place].Name == "service") // by its name, as an officer chooses it
            {
                var unit = await portal.InDb(portal.Braine, db => db.Set<ServiceUnit>().SingleAsync(unit => unit.Slug == fields[place].Value));
                fields[place] = ("service", unit.Id.Value.ToString());
            }
        }

        await officer.SubmitWith("action", act.Do, [.. fields]);
        Assert.True((int)officer.Status < 400, $"'{act.Do}' by {act.Who}: {officer.Status} {string.Join(" | ", officer.Page.QuerySelectorAll("[id$=-error], .error-summary").Select(error => error.TextContent.Trim()))}");
    }

    internal static Task<Visitor> Known(Portal portal, ScenarioFile.Person person) =>
        portal.Citizen(portal.Braine, person.Given, person.Family, person.Number, person.IsWeak ? IdentityLevel.Weak : IdentityLevel.Strong, person.Email);

    private static async Task<string> Link(Portal portal, string template) => new Uri((await portal.Mails(portal.Braine)).Last(mail => mail.Template == template).Given["link"]).PathAndQuery;

    private static Answers AnswersOf(ScenarioFile file)
    {
        var answers = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var page in file.Pages)
        {
            foreach (var (name, values) in page.Answers)
            {
                answers[name] = [.. values.Select(value => ScenarioFile.Dated(value, Sent))];
            }

            foreach (var (group, count) in page.Rows)
            {
                answers[group] = [.. Enumerable.Range(1, int.Parse(count, null)).Select(place => $"{place}")];
                if (group.Split('.') is [var outer, var key, _])
                {
                    answers[outer] = [key];
                }
            }

            foreach (var field in page.Files.Keys)
            {
                answers[field] = ["file"];
            }
        }

        return new(answers);
    }

    // The house reads amounts and hours as people type them; the simulator as they are kept.
    private static string Canonical(string value) => FieldValues.Number(value)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? value;
}
