using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Perron.Cases;
using Perron.Cases.Register;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Registers;
using Perron.Tests.Cases;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Registers;

/// <summary>A register that answers, is slow, is away, or contradicts the citizen: from the form to the end of the case.</summary>
public sealed class RegisterMoodTests
{
    private const string Form = "/demarches/absence-temporaire/demande";
    private static readonly LocalDate Today = new(2026, 11, 24);
    private static readonly int[] Pauses = [0, 1, 5, 30, 120, 360, 720];

    [Fact]
    public async Task What_agrees_is_never_spoken_of_and_the_officer_reads_that_it_does()
    {
        await using var portal = await Open();
        var (citizen, reference) = await Filed(portal);
        await Round(portal);
        var karim = await Desk(portal, reference);
        Assert.True(karim.Shows("Les réponses du citoyen concordent avec le registre.") && karim.Shows("Élise Leroy") && !karim.Shows("Pas encore vérifié"), karim.Text);
        Assert.Equal(["Found"], await Outcomes(portal));
        await Close(portal, citizen, reference);
    }

    [Theory, InlineData(RegisterMood.Slow), InlineData(RegisterMood.Away)]
    public async Task A_register_that_is_slow_or_away_stops_nobody_the_officer_reads_that_it_is_not_checked_and_it_is_asked_again(RegisterMood mood)
    {
        await using var portal = await Open();
        var register = portal.Services.GetRequiredService<SimulatedRegister>();
        register.Mood = mood;
        var (citizen, file) = (portal.VisitAs(await portal.Claire(), portal.Braine), ScenarioFile.Read("absence-temporaire"));
        var since = Stopwatch.StartNew();
        var reference = await ScenarioTests.FillIn(portal, citizen, file, Today);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(12), $"{since.Elapsed}"); // two pages ask, two seconds each at most
        register.Mood = RegisterMood.Away;
        await Round(portal);
        var karim = await Desk(portal, reference);
        Assert.True(karim.Shows("Pas encore vérifié auprès du registre") && karim.Shows("prochain essai"), karim.Text);

        register.Mood = RegisterMood.Answering;
        portal.Clock.Advance(TimeSpan.FromSeconds(59));
        await Round(portal);
        Assert.Equal(["Away"], await Outcomes(portal)); // not before its time
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await Round(portal);
        Assert.Equal(["Away", "Found"], await Outcomes(portal));
        await Round(portal);
        await karim.Open($"/agent/dossiers/{reference}");
        Assert.True(karim.Shows("concordent avec le registre") && !karim.Shows("Pas encore vérifié"), karim.Text);
        Assert.Equal(2, (await Outcomes(portal)).Count);
        await Close(portal, citizen, reference);
    }

    [Fact]
    public async Task Whoever_fills_in_while_the_register_is_away_is_told_on_the_next_pages_and_before_sending()
    {
        await using var portal = await Open();
        portal.Services.GetRequiredService<SimulatedRegister>().Mood = RegisterMood.Away;
        var citizen = await UpToTheAddress(portal, "Rue des Églantines");
        Assert.True(citizen.Url.EndsWith("/qui", StringComparison.Ordinal) && citizen.Shows("Le registre de la population ne répond pas pour le moment"), citizen.Text);
        portal.Services.GetRequiredService<SimulatedRegister>().Mood = RegisterMood.Answering;
        await citizen.Open($"{Form}/adresse-actuelle");
        await citizen.Submit("Continuer");
        Assert.False(citizen.Shows("ne répond pas pour le moment"), citizen.Text); // asked once more, and it answers
    }

    [Fact]
    public async Task A_register_that_stays_away_is_asked_with_growing_pauses_and_then_by_an_officer()
    {
        await using var portal = await Open();
        var register = portal.Services.GetRequiredService<SimulatedRegister>();
        register.Mood = RegisterMood.Away;
        var (_, reference) = await Filed(portal);
        foreach (var (pause, tries) in Pauses.Index().Select(pair => (pair.Item, pair.Index + 1)))
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(pause));
            await Round(portal);
            Assert.Equal(tries, (await Outcomes(portal)).Count);
        }

        portal.Clock.Advance(TimeSpan.FromDays(2));
        await Round(portal);
        Assert.Equal(Pauses.Length, (await Outcomes(portal)).Count);
        var karim = await Desk(portal, reference);
        Assert.True(karim.Shows("sans réponse (essais : 7). Consultez-le vous-même."), karim.Text);
        register.Mood = RegisterMood.Answering;
        await karim.Submit("Consulter le registre");
        Assert.True(karim.Shows("concordent avec le registre"), karim.Text);
    }

    [Fact]
    public async Task When_an_officer_finds_it_away_the_house_asks_again_by_itself()
    {
        await using var portal = await Open();
        var register = portal.Services.GetRequiredService<SimulatedRegister>();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn(); // asks neither address nor household
        register.Mood = RegisterMood.Away;
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Consulter le registre");
        Assert.True(sophie.Shows("Le registre ne répond pas") && sophie.Shows("prochain essai"), sophie.Text);
        register.Mood = RegisterMood.Answering;
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await Round(portal);
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.True(sophie.Shows("Thomas Leroy") && !sophie.Shows("Pas encore vérifié"), sophie.Text);
        await sophie.Submit("Confirmer les données du registre");
        await sophie.Produce(reference);
        Assert.NotNull((await portal.Case(portal.Braine, reference)).ClosedAt);
    }

    [Fact]
    public async Task A_citizen_whom_the_register_contradicts_is_told_at_the_place_explains_and_goes_on_and_the_officer_reads_both()
    {
        await using var portal = await Open();
        var citizen = await UpToTheAddress(portal, "Avenue du Japon");
        Assert.EndsWith("/adresse-actuelle/registre", citizen.Url, StringComparison.Ordinal);
        Assert.True(citizen.Shows("Avenue du Japon 12, 1420 Braine-l'Alleud") && citizen.Shows("Rue des Églantines 12, 1420 Braine-l'Alleud") && citizen.Shows("Ce n'est pas forcément une erreur"), citizen.Text);
        await citizen.Submit("Continuer", ("pourquoi", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, citizen.Status);
        Assert.EndsWith("Expliquez en quelques mots, ou corrigez votre réponse.", citizen.Error("pourquoi"), StringComparison.Ordinal);
        await citizen.Submit("Continuer", ("pourquoi", new string('a', 1001)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, citizen.Status);
        await citizen.Submit("Continuer", ("pourquoi", "J'ai déménagé samedi."));
        Assert.EndsWith("/qui", citizen.Url, StringComparison.Ordinal);

        // The rest of the form, with somebody whom the household does not have.
        var file = ScenarioFile.Read("absence-temporaire");
        file = file with { Pages = [.. file.Pages.Select(page => page with { Answers = page.Answers.ToDictionary(answer => answer.Key, answer => answer.Key switch { "adresse-actuelle.rue" => ["Avenue du Japon"], "accompagnants.1.qui-est-ce.prenom" => ["Théo"], _ => answer.Value }) })] };
        await citizen.Open($"{Form}/verifier");
        Assert.True(citizen.Shows("J'ai déménagé samedi."), citizen.Text);
        await citizen.Open("/mon-espace");
        var reference = await Again(portal, citizen, file);
        await Round(portal);
        var karim = await Desk(portal, reference);
        Assert.True(karim.Shows("Le citoyen a écrit : Avenue du Japon 12, 1420 Braine-l'Alleud") && karim.Shows("Le registre dit : Rue des Églantines 12, 1420 Braine-l'Alleud"), karim.Text);
        Assert.True(karim.Shows("Pas dans le ménage selon le registre : Théo Leroy") && karim.Shows("J'ai déménagé samedi.") && karim.Shows("Théo est mon fils."), karim.Text);
        await Close(portal, citizen, reference);
    }

    [Fact]
    public async Task Whoever_corrects_the_answer_is_not_asked_to_explain_and_whoever_is_known_weakly_is_shown_nothing_of_the_register()
    {
        await using var portal = await Open();
        var citizen = await UpToTheAddress(portal, "Avenue du Japon");
        await citizen.Open($"{Form}/adresse-actuelle");
        await citizen.Submit("Continuer", ("adresse-actuelle.rue", "rue des eglantines"));
        Assert.EndsWith("/qui", citizen.Url, StringComparison.Ordinal);

        await citizen.Open($"{Form}/adresse-actuelle");
        await citizen.Submit("Continuer", ("adresse-actuelle.rue", "Avenue du Japon"));
        Assert.EndsWith("/registre", citizen.Url, StringComparison.Ordinal);
        var claire = await portal.InDb(portal.Braine, db => db.Set<Perron.People.Citizen>().AsNoTracking().SingleAsync());
        var weak = portal.VisitAs(new Visitor { Name = claire.Name, Commune = portal.Braine.Id, Citizen = claire.Id, Level = IdentityLevel.Weak }, portal.Braine);
        await weak.Open($"{Form}/adresse-actuelle/registre");
        Assert.False(weak.Shows("Églantines"), weak.Text);
    }

    private static Task<Portal> Open() => Portal.Open(("Perron:Rounds", "false"));

    private static async Task<(Browser Citizen, string Reference)> Filed(Portal portal)
    {
        var citizen = portal.VisitAs(await portal.Claire(), portal.Braine);
        return (citizen, await ScenarioTests.FillIn(portal, citizen, ScenarioFile.Read("absence-temporaire"), Today));
    }

    private static async Task<Browser> UpToTheAddress(Portal portal, string street)
    {
        var citizen = portal.VisitAs(await portal.Claire(), portal.Braine);
        foreach (var page in ScenarioFile.Read("absence-temporaire").Pages.TakeWhile(page => page.Step != "qui"))
        {
            await citizen.Open($"{Form}/{page.Step}");
            await citizen.Submit("Continuer", [.. page.Answers.SelectMany(answer => answer.Value.SelectMany(value => ScenarioFile.Boxes(answer.Key, answer.Key == "adresse-actuelle.rue" ? street : ScenarioFile.Dated(value, Today))))]);
        }

        return citizen;
    }

    // Page after page by its address: what was explained for the same answer is kept.
    private static async Task<string> Again(Portal portal, Browser citizen, ScenarioFile file)
    {
        foreach (var page in file.Pages)
        {
            await citizen.Open($"{Form}/{page.Step}");
            foreach (var (field, name) in page.Files)
            {
                citizen.Attach(field, name, Perron.Tests.Files.Samples.Pdf());
            }

            await citizen.Submit("Continuer", [.. page.Answers.SelectMany(answer => answer.Value.SelectMany(value => ScenarioFile.Boxes(answer.Key, ScenarioFile.Dated(value, Today))))]);
            if (citizen.Url.EndsWith("/registre", StringComparison.Ordinal))
            {
                Assert.Equal("accompagnants", page.Step);
                Assert.True(citizen.Shows("Théo Leroy"), citizen.Text);
                await citizen.Submit("Continuer", ("pourquoi", "Théo est mon fils."));
            }
        }

        return await citizen.Send();
    }

    private static async Task<Browser> Desk(Portal portal, string reference) =>
        await portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine).Open($"/agent/dossiers/{reference}");

    private static async Task Close(Portal portal, Browser citizen, string reference)
    {
        foreach (var act in ScenarioFile.Read("absence-temporaire").Acts)
        {
            await ScenarioTests.Carry(portal, citizen, reference, act, Today);
        }

        Assert.NotNull((await portal.Case(portal.Braine, reference)).ClosedAt);
    }

    private static Task<bool> Round(Portal portal) => portal.Services.GetRequiredService<Walk<RegisterRound>>().Once(portal.Braine.Id);

    private static async Task<IReadOnlyList<string>> Outcomes(Portal portal) => await portal.InDb(portal.Braine, async db =>
        (await db.Set<TimelineEvent>().AsNoTracking().Where(happened => happened.Kind == nameof(RegisterConsulted)).OrderBy(happened => happened.At).ToListAsync()).Select(happened => happened.Fact<RegisterConsulted>().Outcome).ToList());
}
