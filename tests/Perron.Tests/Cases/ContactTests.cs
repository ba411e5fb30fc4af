using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases.Contacts;
using Perron.Tests.Support;
namespace Perron.Tests.Cases;

/// <summary>What was said on the telephone, at the counter, by letter.</summary>
public sealed class ContactTests
{
    [Fact]
    public async Task The_citizen_reads_a_public_contact_and_never_an_internal_one()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Envoyer le message", ("message", "Quand ?"));
        var sophie = await portal.AsSophie();
        await sophie.Note(reference, "telephone", "Madame attend le document jeudi.", "public");
        await sophie.Note(reference, "guichet", "Semble pressée.", "interne");
        Assert.True(sophie.Shows("Madame attend le document jeudi.") && sophie.Shows("Semble pressée."), sophie.Text);

        await claire.Open($"/suivi/{reference}");
        Assert.Contains("Madame attend le document jeudi.", claire.Page.QuerySelector("#contacts")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("pressée", claire.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Lambert", claire.Page.QuerySelector("#contacts")!.TextContent, StringComparison.Ordinal);
        Assert.True(claire.Shows("Réponse sous 2 jours ouvrables."), "A call that the citizen reads of is an answer.");
    }

    [Fact]
    public async Task A_contact_that_is_yet_to_come_or_that_says_nothing_is_refused_and_the_rest_is_kept()
    {
        await using var portal = await Portal.Open();
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.Submit("Garder le contact", ("contact-voie", "telephone"), ("contact-date-jour", "1"), ("contact-date-mois", "12"), ("contact-date-annee", "2026"), ("contact-texte", "Bonjour"), ("contact-lu", "interne"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        Assert.NotNull(sophie.Error("contact-date"));
        Assert.Contains(("contact-texte", "Bonjour"), sophie.FieldsOf("Garder le contact"));
        await sophie.Submit("Garder le contact", ("contact-date-jour", ""), ("contact-date-mois", ""), ("contact-date-annee", ""), ("contact-texte", ""));
        Assert.NotNull(sophie.Error("contact-texte"));
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<ContactMoment>().CountAsync()));
    }
}

internal static class ContactNotes
{
    public static async Task Note(this Browser officer, string reference, string way, string text, string reader)
    {
        await officer.Open($"/agent/dossiers/{reference}");
        await officer.Submit("Garder le contact", ("contact-voie", way), ("contact-texte", text), ("contact-lu", reader));
    }
}
