using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Cases;

/// <summary>A document that should not exist is revoked, everybody who asks learns it, and a new one can be made.</summary>
public sealed class RevocationTests
{
    [Fact]
    public async Task A_revoked_document_is_said_to_be_so_to_whoever_checks_it_to_the_citizen_and_in_the_space()
    {
        await using var portal = await Portal.Open();
        var (claire, sophie, reference) = await Delivered(portal);
        var document = (await portal.Documents(reference)).Single();

        await sophie.Open($"/agent/dossiers/{reference}/document/{document.Id.Value}/revoquer");
        await sophie.Submit("Relire avant de révoquer");
        Assert.NotNull(sophie.Error("pourquoi"));
        await sophie.Submit("Relire avant de révoquer", ("pourquoi", "Le nom est mal écrit."));
        Assert.Null((await portal.Documents(reference)).Single().RevokedAt);
        Assert.True(sophie.Shows("Le nom est mal écrit."));
        await sophie.Submit("Révoquer ce document", ("pourquoi", "Autre chose."));
        Assert.Null((await portal.Documents(reference)).Single().RevokedAt); // what is sent is what was read
        await sophie.Submit("Révoquer ce document");
        Assert.NotNull((await portal.Documents(reference)).Single().RevokedAt);

        var anybody = await portal.Visit(portal.Braine).Open($"/verifier/{document.Code}");
        Assert.True(anybody.Shows("Ce document a été révoqué le mardi 24 novembre 2026"), anybody.Text);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Votre document a été révoqué le mardi 24 novembre 2026"), claire.Text);
        Assert.True(claire.Shows("Autre chose."));
        Assert.Equal(404, (int)(await claire.Open($"/suivi/{reference}/document/{document.Id.Value}")).Status);
        Assert.True((await claire.Open("/mon-espace")).Shows("(révoqué le mardi 24 novembre 2026)"), claire.Text);
        Assert.Contains((await portal.Mails(portal.Braine)), mail => mail.Template == "case-step");
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.True(sophie.Shows("Document révoqué"), sophie.Text);
    }

    [Fact]
    public async Task A_new_document_can_be_made_after_it_and_only_that_one_counts()
    {
        await using var portal = await Portal.Open();
        var (claire, sophie, reference) = await Delivered(portal);
        var first = (await portal.Documents(reference)).Single();
        await sophie.Open($"/agent/dossiers/{reference}/document/{first.Id.Value}/revoquer");
        await sophie.Submit("Relire avant de révoquer", ("pourquoi", "Le registre était en retard."), ("suite", "registre"));
        await sophie.Submit("Révoquer ce document");
        Assert.Null((await portal.Case(portal.Braine, reference)).ClosedAt);
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Consulter à nouveau");
        await sophie.Submit("Confirmer les données du registre");
        await sophie.Produce(reference);
        var second = (await portal.Documents(reference)).Single(document => document.RevokedAt is null);
        Assert.NotEqual(first.Code, second.Code);
        Assert.True((await portal.Visit(portal.Braine).Open($"/verifier/{second.Code}")).Shows("Ce document est authentique"));
        await claire.Open($"/suivi/{reference}");
        Assert.Contains(second.Id.Value.ToString(), claire.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_issued_again_in_the_same_act_free_of_charge_and_whoever_holds_the_old_code_learns_that_there_is_another()
    {
        await using var portal = await Portal.Open();
        var (claire, sophie, reference) = await Delivered(portal);
        var first = (await portal.Documents(reference)).Single();
        await portal.Visit(portal.Braine).Open($"/verifier/{first.Code}");
        await portal.Visit(portal.Braine).Open($"/verifier/{first.Code}");

        await sophie.Open($"/agent/dossiers/{reference}/document/{first.Id.Value}/revoquer");
        await sophie.Submit("Relire avant de révoquer", ("pourquoi", "Le mauvais signataire."), ("suite", "tout-de-suite"));
        Assert.Single(await portal.Documents(reference));
        await sophie.Submit("Révoquer ce document");
        var second = (await portal.Documents(reference)).Single(document => document.RevokedAt is null);
        Assert.NotEqual(first.Code, second.Code);
        Assert.NotNull((await portal.Case(portal.Braine, reference)).ClosedAt); // nothing is left to be done, and nothing to be paid
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.True(sophie.Shows("code vérifié 2 fois jusque-là") && sophie.Shows("Nouveau document établi, sans frais"), sophie.Text);

        var anybody = await portal.Visit(portal.Braine).Open($"/verifier/{first.Code}");
        Assert.True(anybody.Shows("Ce document a été révoqué le mardi 24 novembre 2026") && anybody.Shows("La commune en a établi un nouveau"), anybody.Text);
        Assert.DoesNotContain(second.Code[..4], anybody.Text, StringComparison.Ordinal); // that one is for whoever holds it
        Assert.True((await portal.Visit(portal.Braine).Open($"/verifier/{second.Code}")).Shows("Ce document est authentique"));
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Le mauvais signataire.") && claire.Shows("Un nouveau document, gratuit, le remplace"), claire.Text);
        Assert.Contains(second.Id.Value.ToString(), claire.Body, StringComparison.Ordinal);
        Assert.Equal("case-step", (await portal.Mails(portal.Braine))[^1].Template);
    }

    [Fact]
    public async Task On_paper_the_letter_that_is_not_printed_yet_is_taken_back_and_the_new_one_lies_in_its_place()
    {
        await using var portal = await Portal.Open();
        var lieve = portal.VisitAs(await portal.Lieve(), portal.Braine);
        var reference = await lieve.AskOnPaper("poste");
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        var first = (await portal.Documents(reference)).Single();
        await sophie.Open($"/agent/dossiers/{reference}/document/{first.Id.Value}/revoquer");
        await sophie.Submit("Relire avant de révoquer", ("pourquoi", "Le mauvais signataire."), ("suite", "tout-de-suite"));
        await sophie.Submit("Révoquer ce document");
        var second = (await portal.Documents(reference)).Single(document => document.RevokedAt is null);
        var letter = await portal.InDb(portal.Braine, db => db.Set<Perron.Delivery.Letter>().AsNoTracking().SingleAsync());
        Assert.Equal(second.Pdf, letter.Pdf);
        Assert.Equal("to-hand-over", (await portal.Case(portal.Braine, reference)).State);
    }

    [Fact]
    public async Task Whoever_neither_issued_it_nor_heads_the_service_cannot_revoke_it()
    {
        await using var portal = await Portal.Open();
        var (claire, _, reference) = await Delivered(portal);
        var document = (await portal.Documents(reference)).Single();
        var another = await portal.Officer(portal.Braine, "sophie.lambert") with { Officer = Perron.Platform.Security.OfficerId.New(), Rights = new HashSet<string>() };
        var path = $"/agent/dossiers/{reference}/document/{document.Id.Value}/revoquer";
        Assert.Equal(404, (int)(await portal.VisitAs(another, portal.Braine).Open(path)).Status);
        Assert.Equal(404, (int)(await claire.Open(path)).Status);
    }

    private static async Task<(Browser Claire, Browser Sophie, string Reference)> Delivered(Portal portal)
    {
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Produce(reference);
        return (claire, sophie, reference);
    }
}

internal static class DocumentsOfCases
{
    public static Task<List<IssuedDocument>> Documents(this Portal portal, string reference) => portal.InDb(portal.Braine, async db =>
    {
        var one = await db.Set<Case>().AsNoTracking().SingleAsync(one => one.Reference == reference);
        return await db.Set<IssuedDocument>().AsNoTracking().Where(document => document.CaseId == one.Id).ToListAsync();
    });
}
