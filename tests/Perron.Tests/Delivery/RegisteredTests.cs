using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Delivery;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Delivery;

/// <summary>What an officer decides goes by post as well where the officer says so, plainly or registered, and the story tells when and under what number.</summary>
public sealed class RegisteredTests
{
    [Fact]
    public async Task A_refusal_by_registered_letter_is_printed_posted_with_its_number_and_told_to_both_sides()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Open($"/agent/dossiers/{reference}/refuse");
        await sophie.Submit("Refuser avec motif", ("raison", "Ce certificat n'existe pas."), ("papier", "recommande"));
        var letter = await portal.InDb(portal.Braine, db => db.Set<Letter>().AsNoTracking().SingleAsync());
        Assert.Equal((LetterKind.Registered, "case-refused", "Claire Dubois", true), (letter.Kind, letter.Template, letter.Recipient, letter.IsComplete));
        Assert.Single(await portal.Mails(portal.Braine), mail => mail.Template == "case-refused");

        await sophie.Open("/agent/courrier");
        Assert.True(sophie.Shows("RECOMMANDÉ"), sophie.Text);
        await sophie.Submit("Imprimer le lot");
        await sophie.Submit("Noter le lot comme posté");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        await sophie.Submit("Noter le lot comme posté", ($"recommande-{letter.Id.Value}", "RR 0123 4567 8 BE"));
        Assert.True(sophie.Shows("RECOMMANDÉ RR 0123 4567 8 BE"), sophie.Text);
        const string told = "Lettre recommandée postée le mardi 24 novembre 2026, numéro RR 0123 4567 8 BE";
        Assert.True((await sophie.Open($"/agent/dossiers/{reference}")).Shows(told), sophie.Text);
        Assert.True((await claire.Open($"/suivi/{reference}")).Shows(told), claire.Text);
    }

    [Fact]
    public async Task A_message_goes_on_paper_in_full_and_without_a_known_address_waits_for_one()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Relire avant d'envoyer", ("message", "Passez à la maison communale."));
        await sophie.Submit("Envoyer ce message", ("papier", "simple"));
        var letter = await portal.InDb(portal.Braine, db => db.Set<Letter>().AsNoTracking().SingleAsync());
        Assert.Equal((LetterKind.Plain, "Passez à la maison communale.", false), (letter.Kind, letter.Given["sentence"], letter.IsComplete));
    }

    [Fact]
    public async Task A_document_that_goes_by_post_goes_registered_where_the_officer_says_so_and_once()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn("poste");
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(reference);
        await sophie.Open($"/agent/dossiers/{reference}/produce");
        await sophie.Submit("Établir le certificat", ("papier", "recommande"));
        var letter = await portal.InDb(portal.Braine, db => db.Set<Letter>().AsNoTracking().SingleAsync());
        Assert.Equal((LetterKind.Registered, true), (letter.Kind, letter.Pdf is not null));
    }
}
