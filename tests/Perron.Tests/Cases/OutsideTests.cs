using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases;
using Perron.Platform.Security;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Workflow;
namespace Perron.Tests.Cases;

/// <summary>People outside by a secret link: they see what was chosen for them, once, and nothing of another case.</summary>
public sealed class OutsideTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    [Fact]
    public async Task An_adviser_sees_only_what_was_chosen_and_the_link_dies_with_the_answer()
    {
        await using var portal = await Portal.Open();
        var (reference, claire) = await Ask(portal, "permis-de-vegetaliser");
        var link = await AskOpinion(portal, reference);
        var adviser = portal.Visit(portal.Braine);
        await adviser.Open(link);
        Assert.EndsWith($"/avis/{reference}", adviser.Url, StringComparison.Ordinal); // the key has left the address
        Assert.True(adviser.Shows("Rue des Églantines 12") && adviser.Shows("Le passage reste-t-il libre ?"), adviser.Text);
        Assert.False(adviser.Shows("Enregistrer et quitter"), adviser.Text); // nothing is kept for somebody without an account
        Assert.False(adviser.Shows("Claire") || adviser.Shows("lavande") || adviser.Shows("claire@example.org"), adviser.Text);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Nous attendons la zone de police, jusqu'au vendredi 4 décembre 2026 au plus tard."), claire.Text);
        await adviser.Submit("Envoyer mon avis");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, adviser.Status);
        Assert.NotNull(adviser.Error("avis"));
        await adviser.Submit("Envoyer mon avis", ("avis", "Favorable."));
        Assert.True(adviser.Status == HttpStatusCode.OK && adviser.Shows("Merci, votre avis est arrivé"), adviser.Text);
        Assert.Equal(HttpStatusCode.Gone, (await adviser.Open(link)).Status);
        Assert.False(adviser.Shows("Églantines"), adviser.Text);
        var nora = portal.VisitAs(await portal.Officer(portal.Braine, "nora.haddad"), portal.Braine);
        Assert.True((await nora.Open($"/agent/dossiers/{reference}")).Shows("Favorable."), nora.Text);
        await claire.Open($"/suivi/{reference}");
        Assert.False(claire.Shows("Favorable."), claire.Text);
        Assert.True(claire.Shows("la zone de police, dont l'avis est demandé"), claire.Text); // who looked, outside the house too
    }

    [Fact]
    public async Task A_link_opens_no_other_case_no_other_commune_and_nothing_once_the_case_is_over()
    {
        await using var portal = await Portal.Open();
        var (reference, claire) = await Ask(portal, "permis-de-vegetaliser");
        var link = await AskOpinion(portal, reference);
        var (other, _) = await Ask(portal, "permis-de-vegetaliser");
        await AskOpinion(portal, other);
        var key = link[(link.IndexOf("cle=", StringComparison.Ordinal) + 4)..];
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open($"/avis/{other}?cle={key}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open($"/accord/{reference}?cle={key}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Boussu).Open(link)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open($"/avis/{reference}")).Status);
        var stranger = await portal.Visit(portal.Braine).Open($"/suivi/{reference}?cle={key}");
        Assert.StartsWith("/suivi?reference=", stranger.Url, StringComparison.Ordinal); // no way in to the citizen's page
        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Oui, retirer ma demande");
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit(portal.Braine).Open(link)).Status);
    }

    [Fact]
    public async Task Only_the_invited_person_agrees_known_as_well_as_the_procedure_asks()
    {
        await using var portal = await Portal.Open();
        var (reference, claire) = await Ask(portal, "mariage");
        var link = new Uri((await portal.Mails(portal.Braine)).Last(mail => mail.Template == "co-applicant-invited").Given["link"]).PathAndQuery;
        var stranger = await portal.Visit(portal.Braine).Open(link);
        Assert.True(stranger.Shows("Dites d'abord qui vous êtes") && !stranger.Shows("Thomas"), stranger.Text);
        var weak = await portal.VisitAs(await portal.Lieve(), portal.Braine).Open(link);
        Assert.True(weak.Shows("Dites d'abord qui vous êtes") && !weak.Shows("Thomas"), weak.Text);
        Assert.True((await claire.Open(link)).Shows("Cette invitation n'est pas pour vous"), claire.Text);
        var marcel = await portal.VisitAs(await portal.Citizen(portal.Braine, "Marcel", "Lambion", "68012531084", IdentityLevel.Strong), portal.Braine).Open(link);
        Assert.True(marcel.Shows("Cette invitation n'est pas pour vous") && !marcel.Shows("Thomas"), marcel.Text);
        var lieve = portal.VisitAs(await portal.Citizen(portal.Braine, "Lieve", "Peeters", "91041820629", IdentityLevel.Strong, "l@example.org"), portal.Braine);
        await lieve.Open(link);
        Assert.True(lieve.Shows("Thomas Leroy") && !lieve.Shows("claire@example.org"), lieve.Text);
        await lieve.Submit("Répondre que je ne suis pas d'accord");
        Assert.True(lieve.Status == HttpStatusCode.OK && lieve.Shows("Merci, votre réponse est arrivée"), lieve.Text);
        Assert.Equal(HttpStatusCode.Gone, (await lieve.Open(link)).Status);
        Assert.True((await lieve.Open("/mon-espace")).Shows(reference), lieve.Text); // hers too from now on: where it stands, and nothing else
        Assert.True((await lieve.Open($"/mon-espace/accord/{reference}")).Shows("Vous n'avez pas donné votre accord") && !lieve.Shows("claire@example.org") && !lieve.Shows("Écrire au service"), lieve.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await claire.Http.GetAsync($"/mon-espace/accord/{reference}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await marcel.Http.GetAsync($"/mon-espace/accord/{reference}")).StatusCode);
        Assert.Equal(("disagreed", PublicStatus.Withdrawn), await State(portal, reference));
        Assert.Contains("n'a pas donné son accord", (await portal.Mails(portal.Braine))[^1].Given["sentence"], StringComparison.Ordinal);
    }

    private static async Task<(string, PublicStatus)> State(Portal portal, string reference) => await portal.Case(portal.Braine, reference) is var one ? (one.State, one.Status) : default;

    private static async Task<string> AskOpinion(Portal portal, string reference)
    {
        var nora = portal.VisitAs(await portal.Officer(portal.Braine, "nora.haddad"), portal.Braine);
        await nora.Open($"/agent/dossiers/{reference}/ask-opinion?action=ask-opinion");
        await nora.SubmitWith("action", "ask-opinion", ("qui", "la zone de police"), ("courriel", "nulle part"));
        Assert.NotNull(nora.Error("courriel"));
        Assert.NotNull(nora.Error("question"));
        Assert.NotNull(nora.Error("jusqu-au"));
        await nora.SubmitWith("action", "ask-opinion", ("qui", "la zone de police"), ("courriel", "avis@police.example"), ("question", "Le passage reste-t-il libre ?"), ("montre", "endroit"),
            ("jusqu-au-jour", "4"), ("jusqu-au-mois", "12"), ("jusqu-au-annee", "2026"));
        return new Uri((await portal.Mails(portal.Braine)).Last(mail => mail.Template == "opinion-asked").Given["link"]).PathAndQuery;
    }

    private static async Task<(string Reference, Browser Claire)> Ask(Portal portal, string scenario)
    {
        var claire = portal.VisitAs(await portal.InDb(portal.Braine, db => db.Set<Perron.People.Citizen>().AnyAsync(citizen => citizen.Email == "claire@example.org"))
            ? await Again(portal) : await portal.Claire(), portal.Braine);
        return (await ScenarioTests.FillIn(portal, claire, ScenarioFile.Read(scenario), Today), claire);
    }

    private static Task<Visitor> Again(Portal portal) => portal.InDb(portal.Braine, async db =>
    {
        var citizen = await db.Set<Perron.People.Citizen>().FirstAsync(citizen => citizen.Email == "claire@example.org");
        return new Visitor { Name = citizen.Name, Commune = portal.Braine.Id, Citizen = citizen.Id, Level = IdentityLevel.Strong };
    });
}
