using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Microsoft.Extensions.DependencyInjection;
using Perron.Cases.OnBehalf;
using Perron.Delivery;
using Perron.Platform.Jobs;
using Perron.Platform.Security;
using Perron.Tests.People;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Cases;

/// <summary>An officer files for somebody at the counter or on the telephone; the citizen finds the case again, and nobody else does.</summary>
public sealed class OnBehalfTests
{
    private const string Filing = "/agent/demander/composition-de-menage";

    [Fact]
    public async Task A_case_filed_with_the_card_is_found_by_whoever_signs_in_with_that_number_and_by_no_homonym()
    {
        await using var portal = await IdentityPortal.Open();
        var sophie = await portal.AsSophie();
        var reference = await File(sophie, "carte", ("numero", "85.07.30-033.28"), ("prenom", "Claire"), ("nom", "Dubois"));
        var one = await portal.Case(portal.Braine, reference);
        Assert.Equal((IdentityLevel.Strong, "Claire Dubois"), (one.Identity, one.ApplicantName));
        Assert.True(sophie.Shows("Introduite par Sophie Lambert, au guichet, pour Claire Dubois. Identité : carte d'identité montrée."), sophie.Text);
        var filed = await portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().AsNoTracking().Where(happened => happened.StreamId == one.Id && happened.Visibility == Visibility.Public).Select(happened => happened.Actor).Distinct().ToListAsync());
        Assert.StartsWith("officer:", Assert.Single(filed), StringComparison.Ordinal);

        var homonym = portal.VisitAs(await portal.Citizen(portal.Braine, "Claire", "Dubois", "17073003384", IdentityLevel.Strong), portal.Braine);
        Assert.False((await homonym.Open("/mon-espace")).Shows(reference), homonym.Text);
        Assert.False((await homonym.Open($"/suivi/{reference}")).Shows("Composition de ménage"), homonym.Text);

        using var claire = new Traveller(portal.Server);
        await claire.Open("https://braine-lalleud.localhost/connexion?niveau=fort&retour=%2Fmon-espace");
        await claire.Click("CSAM");
        await claire.Click("Claire Dubois");
        Assert.Contains(reference, claire.Text, StringComparison.Ordinal);
        await claire.Open($"https://braine-lalleud.localhost/suivi/{reference}");
        Assert.Contains("Vos réponses", claire.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_filed_with_an_address_is_found_by_whoever_answers_there()
    {
        await using var portal = await Portal.Open();
        var sophie = await portal.AsSophie();
        var reference = await File(sophie, "dite", ("voie", "telephone"), ("prenom", "Jean"), ("nom", "Petit"), ("courriel", "Jean@example.org"));
        Assert.Equal(IdentityLevel.Weak, (await portal.Case(portal.Braine, reference)).Identity);
        var mail = await portal.LastMail(portal.Braine, "case-filed-for-you");
        Assert.Contains($"/suivi/{reference}?cle=", mail["link"], StringComparison.Ordinal);

        var stranger = await portal.Visit(portal.Braine).SignInByEmail(portal, portal.Braine, "autre@example.org");
        Assert.False((await stranger.Open("/mon-espace")).Shows(reference), stranger.Text);
        var jean = await portal.Visit(portal.Braine).SignInByEmail(portal, portal.Braine, "jean@example.org");
        Assert.True((await jean.Open("/mon-espace")).Shows(reference), jean.Text);
    }

    [Fact]
    public async Task With_a_number_on_the_case_an_address_alone_does_not_open_it()
    {
        await using var portal = await Portal.Open();
        var reference = await File(await portal.AsSophie(), "carte", ("numero", "85.07.30-033.28"), ("prenom", "Claire"), ("nom", "Dubois"), ("courriel", "claire@example.org"));
        var weak = await portal.Visit(portal.Braine).SignInByEmail(portal, portal.Braine, "claire@example.org");
        Assert.False((await weak.Open("/mon-espace")).Shows(reference), weak.Text);
    }

    [Fact]
    public async Task Where_there_is_an_account_already_the_case_stands_in_it_at_once_and_its_own_draft_stays_its_own()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open(Townspeople.Form);
        await claire.Submit("Continuer", ("pour-qui", "autre"));
        var reference = await File(await portal.AsSophie(), "carte", ("numero", "85073003328"));
        Assert.True((await claire.Open("/mon-espace")).Shows(reference) && claire.Shows("Continuer ma demande"), claire.Text);
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<Draft>().CountAsync()));
    }

    [Fact]
    public async Task Nobody_without_an_address_is_turned_away_and_the_news_goes_by_letter()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await File(await portal.AsSophie(), "dite", ("prenom", "Augusta"), ("nom", "Lenoir"));
        Assert.Equal("", (await portal.Case(portal.Braine, reference)).Email);
        await portal.Services.GetRequiredService<Walk<DeliveryRound>>().Once(portal.Braine.Id);
        Assert.DoesNotContain(await portal.Mails(portal.Braine), mail => mail.To.Length == 0);
        Assert.Equal(("Augusta Lenoir", "case-filed-for-you"), await portal.InDb(portal.Braine, async db => await db.Set<Letter>().Select(letter => new { letter.Recipient, letter.Template }).SingleAsync() is var letter ? (letter.Recipient, letter.Template) : default));
        Assert.False(await portal.InDb(portal.Braine, db => db.Set<TimelineEvent>().AnyAsync(happened => happened.Kind == nameof(MessageGivenUp)))); // nothing was tried in vain
    }

    [Theory]
    [InlineData("telephone", "carte", "85073003328", "Claire", "Dubois", "identite")]
    [InlineData("guichet", "carte", "", "Claire", "Dubois", "numero")]
    [InlineData("guichet", "carte", "85073003329", "Claire", "Dubois", "numero")]
    [InlineData("guichet", "carte", "85073003328", "Anne", "Dubois", "numero")]
    [InlineData("guichet", "dite", "", "", "", "prenom")]
    public async Task What_cannot_be_is_refused_at_its_field(string way, string seen, string number, string given, string family, string field)
    {
        await using var portal = await Portal.Open();
        await portal.Claire();
        var sophie = await portal.AsSophie();
        await sophie.Open(Filing);
        await sophie.Submit("Commencer la demande", ("voie", way), ("identite", seen), ("numero", number), ("prenom", given), ("nom", family));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        Assert.NotNull(sophie.Error(field));
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<Assistance>().CountAsync()));
    }

    [Fact]
    public async Task What_one_officer_has_begun_is_nobody_elses_and_another_organisation_files_nothing_here()
    {
        await using var portal = await Portal.Open();
        var sophie = await portal.AsSophie();
        await sophie.Open(Filing);
        await sophie.Submit("Commencer la demande", ("voie", "guichet"), ("identite", "dite"), ("prenom", "Jean"), ("nom", "Petit"));
        var begun = sophie.Url[..sophie.Url.LastIndexOf('/')];
        var karim = portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine);
        var library = portal.VisitAs(await portal.Officer(portal.Braine, "julie.moreau"), portal.Braine);
        var elsewhere = portal.VisitAs(await portal.Officer(portal.Boussu, "marc.delcourt"), portal.Boussu);
        var citizen = portal.VisitAs(await portal.Claire(), portal.Braine);
        foreach (var other in (Browser[])[karim, library, elsewhere, citizen])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.Http.GetAsync(sophie.Url)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Http.GetAsync(begun)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await library.Http.GetAsync(Filing)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.Http.GetAsync(Filing)).StatusCode);
        Assert.True((await sophie.Open("/agent/demander")).Shows("Composition de ménage — Jean Petit"), sophie.Text);
    }

    [Fact]
    public async Task In_whose_name_it_was_asked_sees_it_once_the_mandate_is_accepted_and_who_looked_at_it()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForAhmed();
        var known = await portal.Citizen(portal.Braine, "Ahmed", "El Amrani", "79021411769", IdentityLevel.Strong, "ahmed@example.org");
        var (ahmed, weakly) = (portal.VisitAs(known, portal.Braine), portal.VisitAs(known with { Level = IdentityLevel.Weak }, portal.Braine));
        var homonym = portal.VisitAs(await portal.Citizen(portal.Braine, "Ahmed", "El Amrani", "17073003384", IdentityLevel.Strong, "autre@example.org"), portal.Braine);
        Assert.False((await ahmed.Open("/mon-espace")).Shows(reference), ahmed.Text);
        Assert.False((await ahmed.Open($"/suivi/{reference}")).Shows("Où en est votre demande"), ahmed.Text);

        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Demander la procuration");
        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Envoyer ma réponse", ("reponse", "Je passe au guichet."));
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Procuration vue au guichet");
        Assert.True((await ahmed.Open("/mon-espace")).Shows(reference), ahmed.Text);
        Assert.True((await ahmed.Open($"/suivi/{reference}")).Shows("Où en est votre demande") && ahmed.Shows("Sophie Lambert, traitement de la demande"), ahmed.Text);
        Assert.DoesNotContain("Vos réponses", ahmed.Text, StringComparison.Ordinal);

        // Who asked may end it; in whose name it was asked may write.
        Assert.DoesNotContain("Retirer ma demande", ahmed.Text, StringComparison.Ordinal);
        await ahmed.Post($"/suivi/{reference}/retirer", [.. ahmed.FieldsOf("Envoyer le message")]);
        Assert.Null((await portal.Case(portal.Braine, reference)).ClosedAt);
        await ahmed.Open($"/suivi/{reference}");
        await ahmed.Submit("Envoyer le message", ("message", "Je confirme."));
        Assert.True(ahmed.Shows("Je confirme.") && (await claire.Open($"/suivi/{reference}")).Shows("Retirer ma demande"), ahmed.Text);
        Assert.False((await weakly.Open($"/suivi/{reference}")).Shows("Où en est votre demande"), weakly.Text);
        Assert.False((await homonym.Open("/mon-espace")).Shows(reference) || (await homonym.Open($"/suivi/{reference}")).Shows("Où en est votre demande"), homonym.Text);
    }

    private static async Task<string> File(Browser officer, string seen, params (string Name, string Value)[] person)
    {
        await officer.Open(Filing);
        await officer.Submit("Commencer la demande", [("identite", seen), .. person.Any(typed => typed.Name == "voie") ? [] : ((string, string)[])[("voie", "guichet")], .. person]);
        Assert.StartsWith($"{Filing}/", officer.Url, StringComparison.Ordinal);
        await officer.Submit("Continuer", ("pour-qui", "moi"));
        await officer.Submit("Continuer", ("motif", "allocations"));
        await officer.Submit("Continuer", seen == "carte" ? ("remise", "telecharger") : ("remise-papier", "poste"));
        await officer.Submit("Continuer", seen == "carte" ? [] : [("votre-naissance-jour", "18"), ("votre-naissance-mois", "4"), ("votre-naissance-annee", "1951")]);
        await officer.Submit("Introduire la demande");
        return officer.ReferenceShown();
    }
}
