using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Asking;

/// <summary>Filling in and sending: nothing is lost, nothing happens twice.</summary>
public sealed class SendingTests
{
    [Fact]
    public async Task The_same_form_sent_twice_leads_to_the_same_case()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.FillIn();
        var fields = claire.FieldsOf("Envoyer ma demande");
        await claire.Post($"{Townspeople.Form}/verifier", [.. fields]);
        var first = claire.ReferenceShown();
        await claire.Post($"{Townspeople.Form}/verifier", [.. fields]);
        Assert.Equal(first, claire.ReferenceShown());
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<Case>().CountAsync()));
        Assert.Single(await portal.Mails(portal.Braine));
    }

    [Fact]
    public async Task The_same_key_with_other_answers_is_refused_and_says_so()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open($"{Townspeople.Form}/pour-qui");
        var fields = claire.FieldsOf("Continuer").Append(("pour-qui", "moi")).ToList();
        await claire.Post($"{Townspeople.Form}/pour-qui", [.. fields]);
        await claire.Post($"{Townspeople.Form}/pour-qui", [.. fields.SkipLast(1), ("pour-qui", "autre")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.True(claire.Shows("Vous avez déjà envoyé ce formulaire"), claire.Text);
    }

    [Fact]
    public async Task Each_refusal_stands_at_its_field_and_in_the_summary_and_what_was_typed_is_kept()
    {
        await using var portal = await Portal.Open();
        var lieve = portal.VisitAs(await portal.Lieve(), portal.Braine);
        await lieve.Open(Townspeople.Form);
        await lieve.Submit("Continuer");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lieve.Status);
        Assert.StartsWith("Erreur", lieve.Title, StringComparison.Ordinal);
        Assert.NotNull(lieve.Error("pour-qui"));
        await lieve.Submit("Continuer", ("pour-qui", "moi"));
        await lieve.Submit("Continuer", ("motif", "allocations"));
        await lieve.Submit("Continuer", ("remise-papier", "poste"));
        await lieve.Submit("Continuer", ("votre-prenom", "Lieve"), ("votre-naissance-jour", "31"), ("votre-naissance-mois", "2"), ("votre-naissance-annee", "1991"), ("courriel", "lieve"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lieve.Status);
        Assert.NotNull(lieve.Error("votre-nom"));
        Assert.NotNull(lieve.Error("votre-naissance"));
        Assert.NotNull(lieve.Error("courriel"));
        Assert.Null(lieve.Error("votre-prenom"));
        var kept = lieve.FieldsOf("Continuer");
        Assert.Contains(("votre-prenom", "Lieve"), kept);
        Assert.Contains(("votre-naissance-jour", "31"), kept);
        Assert.Contains(("courriel", "lieve"), kept);
    }

    [Fact]
    public async Task A_birth_date_in_the_future_is_refused()
    {
        await using var portal = await Portal.Open();
        var lieve = portal.VisitAs(await portal.Lieve(), portal.Braine);
        await lieve.Open(Townspeople.Form);
        await lieve.Submit("Continuer", ("pour-qui", "moi"));
        await lieve.Submit("Continuer", ("motif", "allocations"));
        await lieve.Submit("Continuer", ("remise-papier", "poste"));
        await lieve.Submit("Continuer", ("votre-prenom", "Lieve"), ("votre-nom", "Peeters"), ("votre-naissance-jour", "25"), ("votre-naissance-mois", "11"), ("votre-naissance-annee", "2026"), ("courriel", "lieve@example.org"));
        Assert.Contains("futur", lieve.Error("votre-naissance"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("programme.exe", "MZ not a picture", "n'est ni un PDF")]
    [InlineData("photo.png", "%PDF-1.7 but called a picture", "ne correspond pas à son nom")]
    public async Task A_file_that_cannot_be_taken_is_refused_at_its_field_and_the_good_one_is_kept(string name, string content, string says)
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.Open(Townspeople.Form);
        await claire.Submit("Continuer", ("pour-qui", "autre"));
        await claire.Submit("Continuer", ("personne-prenom", "Ahmed"), ("personne-nom", "El Amrani"), ("personne-numero", "79021411769"), ("lien", "mandataire"));
        await claire.Attach("procuration", "bonne.pdf", Files.Samples.Pdf()).Attach("procuration", name, System.Text.Encoding.ASCII.GetBytes(content)).Submit("Continuer");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.Contains(says, claire.Error("procuration"), StringComparison.Ordinal);
        Assert.True(claire.Shows("bonne.pdf"), claire.Text);
        await claire.Submit("Continuer");
        Assert.EndsWith("/motif", claire.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_identity_that_posts_a_download_still_gets_paper()
    {
        await using var portal = await Portal.Open();
        var lieve = portal.VisitAs(await portal.Lieve(), portal.Braine);
        await lieve.Open(Townspeople.Form);
        await lieve.Submit("Continuer", ("pour-qui", "moi"));
        await lieve.Submit("Continuer", ("motif", "allocations"));
        await lieve.Submit("Continuer", ("remise-papier", "poste"), ("remise", "telecharger"), ("identite", "forte"));
        await lieve.Submit("Continuer", ("votre-prenom", "Lieve"), ("votre-nom", "Peeters"), ("votre-naissance-jour", "18"), ("votre-naissance-mois", "4"), ("votre-naissance-annee", "1991"), ("courriel", "lieve@example.org"));
        var reference = await lieve.Send();
        Assert.Equal(HandOver.Post, (await portal.Case(portal.Braine, reference)).HandOver);
    }

    [Fact]
    public async Task A_draft_is_found_again_where_it_was_left()
    {
        await using var portal = await Portal.Open();
        var claire = await portal.Claire();
        var telephone = portal.VisitAs(claire, portal.Braine);
        await telephone.Open(Townspeople.Form);
        await telephone.Submit("Continuer", ("pour-qui", "moi"));
        var laptop = portal.VisitAs(claire, portal.Braine);
        await laptop.Open(Townspeople.Form);
        Assert.EndsWith("/motif", laptop.Url, StringComparison.Ordinal);
        await laptop.Open($"{Townspeople.Form}/vos-coordonnees"); // not before its turn
        Assert.EndsWith("/motif", laptop.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_from_the_check_page_leads_straight_back_there()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        await claire.FillIn();
        await claire.Open($"{Townspeople.Form}/motif?modifier=1");
        await claire.Submit("Continuer", ("motif", "autre"));
        Assert.EndsWith("/verifier", claire.Url, StringComparison.Ordinal);
        Assert.True(claire.Shows("Autre motif"), claire.Text);
    }

    [Fact]
    public async Task Whoever_is_not_known_is_asked_who_they_are_and_nothing_is_shown()
    {
        await using var portal = await Portal.Open();
        var stranger = portal.Visit(portal.Braine);
        await stranger.Open(Townspeople.Form);
        Assert.True(stranger.Shows("Qui êtes-vous"), stranger.Text);
        await stranger.Open($"{Townspeople.Form}/motif");
        Assert.StartsWith("/connexion", stranger.Url, StringComparison.Ordinal);
    }
}
