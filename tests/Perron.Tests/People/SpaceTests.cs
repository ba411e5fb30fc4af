using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>The citizen's own space.</summary>
public sealed class SpaceTests
{
    [Fact]
    public async Task A_call_that_was_asked_for_reaches_the_team_of_the_service_and_no_other_organisation()
    {
        await using var portal = await Portal.Open();
        var claire = portal.Visit(portal.Braine);
        await claire.SignInByEmail(portal, portal.Braine, back: "/mon-espace/contact/action-sociale/rappel");
        await claire.Submit("Demander un appel", ("nom", "Claire Dubois"), ("telephone", "12"), ("texte", "Une question sur mon loyer"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.Contains("pas complet", claire.Error("telephone"), StringComparison.Ordinal);
        Assert.True(claire.Body.Contains("Une question sur mon loyer", StringComparison.Ordinal));
        await claire.Submit("Demander un appel", ("nom", "Claire Dubois"), ("telephone", "0470 12 34 56"), ("texte", "Une question sur mon loyer"), ("moment", "matin"));
        Assert.Equal("/mon-espace?fait=rappel", claire.Location);
        Assert.True(claire.Shows("le service vous téléphone dès que possible"), claire.Text);

        var (julie, sophie) = (portal.Visit(portal.Braine), portal.Visit(portal.Braine));
        await sophie.SignInAsOfficer("Sophie Lambert", "/agent/rappels");
        Assert.False(sophie.Shows("loyer"));
        await julie.SignInAsOfficer("Julie Moreau", "/agent/rappels");
        Assert.True(julie.Shows("Une question sur mon loyer") && julie.Shows("+32470123456"), julie.Text);
        var id = (await portal.InDb(portal.Braine, db => db.Set<ContactRequest>().AsNoTracking().SingleAsync())).Id.Value;
        await sophie.Open("/deconnexion");
        await sophie.Post($"/agent/rappels/{id}", [.. sophie.FieldsOf("Me déconnecter"), ("reponse", "Vu")]);
        Assert.Equal(HttpStatusCode.NotFound, sophie.Status);
        await julie.Submit("Pas de réponse");
        Assert.True(julie.Shows("Appelé 1 fois sans réponse"), julie.Text);
        await julie.Submit("J'ai parlé", ("reponse", "Rendez-vous le 3"));
        Assert.True(julie.Shows("Personne n'attend de réponse"), julie.Text);
    }

    [Fact]
    public async Task The_services_with_which_something_runs_are_called_first_and_a_weak_session_is_told_how_to_open_its_documents()
    {
        await using var portal = await Portal.Open();
        var visitor = await portal.Claire();
        var claire = portal.VisitAs(visitor, portal.Braine);
        var reference = await claire.AskForOwn();
        await claire.Open("/mon-espace");
        var order = claire.Page.QuerySelectorAll("a[href$='/rappel']").Select(link => link.GetAttribute("href")).ToList();
        Assert.Equal("/mon-espace/contact/population/rappel", order[0]);
        Assert.Contains("/mon-espace/contact/accueil/rappel", order);

        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        Assert.NotNull((await claire.Open("/mon-espace")).Page.QuerySelector("main a[href*='/document/']"));
        var weak = await portal.VisitAs(visitor with { Level = IdentityLevel.Weak }, portal.Braine).Open("/mon-espace");
        Assert.Null(weak.Page.QuerySelector("main a[href*='/document/']"));
        Assert.True(weak.Shows("Pour ouvrir vos documents, prouvez d'abord votre identité."), weak.Text);
    }

    [Fact]
    public async Task A_message_is_answered_by_mail_in_the_language_of_the_citizen()
    {
        await using var portal = await Portal.Open();
        var lieve = portal.Visit(portal.Braine);
        await lieve.SignInByEmail(portal, portal.Braine, "lieve@example.org");
        await lieve.Open("/nl/mon-espace/contact/population/message");
        await lieve.Submit("Bericht verzenden", ("nom", "Lieve Peeters"), ("courriel", "lieve@example.org"), ("texte", "Goedendag"));
        var sophie = portal.Visit(portal.Braine);
        await sophie.SignInAsOfficer("Sophie Lambert", "/agent/rappels");
        await sophie.Submit("Envoyer la réponse", ("reponse", "Dag Lieve"));
        var mail = await portal.InDb(portal.Braine, db => db.Set<Perron.Delivery.OutboxMessage>().AsNoTracking().SingleAsync(message => message.Template == "contact-answer"));
        Assert.Equal(("lieve@example.org", "nl"), (mail.To, mail.Language));
        Assert.Contains("Bevolking", mail.Given["service"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mandate_is_given_and_accepted_strongly_and_ended_by_either()
    {
        await using var portal = await Portal.Open();
        var (claire, thomas) = (await Known(portal, portal.Braine, "Claire"), await Known(portal, portal.Braine, "Thomas"));
        var giver = portal.VisitAs(claire, portal.Braine);
        await giver.Open("/mon-espace/mandats");
        await giver.Submit("Envoyer l'offre", ("courriel", "thomas@example.org"), ("pour", "Mes demandes"), ("fin-jour", "1"), ("fin-mois", "6"), ("fin-annee", "2027"));
        Assert.Equal("/mon-espace?fait=mandat", giver.Location);
        var link = new Uri((await portal.LastMail(portal.Braine, "mandate-offered"))["link"]).PathAndQuery;

        var weak = portal.VisitAs(thomas with { Level = IdentityLevel.Weak }, portal.Braine);
        await weak.Open(link);
        Assert.True(weak.Shows("Prouvez d'abord votre identité"), weak.Text);
        await giver.Open(link);
        await giver.Submit("Accepter le mandat");
        Assert.Equal(HttpStatusCode.NotFound, giver.Status); // nobody accepts one's own

        var holder = portal.VisitAs(thomas, portal.Braine);
        await holder.Open(link);
        await holder.Submit("Accepter le mandat");
        Assert.True(holder.Shows("En vigueur jusqu'au mardi 1er juin 2027") || holder.Shows("En vigueur jusqu'au mardi 1 juin 2027"), holder.Text);
        var stranger = portal.VisitAs(await Known(portal, portal.Braine, "Ahmed"), portal.Braine);
        var id = (await portal.InDb(portal.Braine, db => db.Set<Mandate>().AsNoTracking().SingleAsync())).Id.Value;
        await stranger.Open("/mon-espace/mandats");
        await stranger.Post($"/mon-espace/mandats/{id}/fin", [.. stranger.FieldsOf("Envoyer l'offre").Where(field => field.Name is "key" or "__RequestVerificationToken")]);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await holder.Submit("Mettre fin");
        Assert.True(holder.Shows("Terminé"), holder.Text);
    }

    [Fact]
    public async Task Who_steps_up_to_strong_identity_keeps_the_account_and_its_number_is_nowhere_readable()
    {
        await using var portal = await IdentityPortal.Open();
        using var claire = new Traveller(portal.Server);
        await claire.Open("https://braine-lalleud.localhost/connexion/fort/demonstration?retour=%2Fmon-espace%2Fprofil");
        await claire.Click("Claire Dubois");
        var row = await portal.InDb(portal.Braine, db => db.Set<Citizen>().AsNoTracking().SingleAsync());
        Assert.DoesNotContain("85073003328", System.Text.Encoding.Latin1.GetString(row.SealedNumber!), StringComparison.Ordinal);
        Assert.Equal(64, row.NumberIndex!.Length);
        using var other = new Traveller(portal.Server);
        await other.Open("https://boussu.localhost/connexion/fort/demonstration?retour=%2Fmon-espace%2Fprofil");
        await other.Click("Claire Dubois");
        var there = await portal.InDb(portal.Boussu, db => db.Set<Citizen>().AsNoTracking().SingleAsync());
        Assert.NotEqual(row.NumberIndex, there.NumberIndex); // two communes cannot put their lists side by side
    }

    private static async Task<Visitor> Known(Portal portal, Commune commune, string name)
    {
        var citizen = new Citizen { CommuneId = commune.Id, GivenName = name, FamilyName = "Essai", Language = "fr", Since = portal.Now, SeenAt = portal.Now, ProvenLevel = IdentityLevel.Strong };
        await portal.InDb(commune, async db =>
        {
            db.Add(citizen);
            await db.SaveChangesAsync();
        });
        return new() { Name = citizen.Name, Commune = commune.Id, Citizen = citizen.Id, Level = IdentityLevel.Strong };
    }
}
