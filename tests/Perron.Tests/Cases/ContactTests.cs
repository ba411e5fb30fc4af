using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using Perron.Cases.Contacts;
using Perron.Communes;
using Perron.People;
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
        await sophie.Note(reference, "guichet", "Semble impatiente.", "interne");
        Assert.True(sophie.Shows("Madame attend le document jeudi.") && sophie.Shows("Semble impatiente."), sophie.Text);

        await claire.Open($"/suivi/{reference}");
        Assert.Contains("Madame attend le document jeudi.", claire.Page.QuerySelector("#contacts")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("impatiente", claire.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Lambert", claire.Page.QuerySelector("#contacts")!.TextContent, StringComparison.Ordinal);
        Assert.True(claire.Shows("Réponse sous 2 jours d'ouverture."), "A call that the citizen reads of is an answer.");
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

    [Fact]
    public async Task A_call_that_was_asked_for_is_a_task_with_a_time_until_somebody_has_spoken()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Demander un appel", ("rappel-telephone", "12"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, claire.Status);
        Assert.NotNull(claire.Error("rappel-telephone"));
        await claire.Submit("Demander un appel", ("rappel-telephone", "0470 12 34 56"), ("rappel-moment", "matin"));
        Assert.True(claire.Shows("vous appelle au +32470123456, au plus tard le 25 novembre 2026, 12:00"), claire.Text); // asked on Tuesday the 24th

        var sophie = await portal.AsSophie();
        await sophie.Open("/agent/rappels");
        Assert.True(sophie.Shows($"Dossier {reference}") && sophie.Shows("À appeler avant le 25 novembre 2026, 12:00"), sophie.Text);
        portal.Clock.Advance(TimeSpan.FromHours(29));
        Assert.True((await sophie.Open("/agent/rappels")).Shows("En retard"), sophie.Text);
        Assert.True((await claire.Open($"/suivi/{reference}")).Shows("Il est en retard"), claire.Text);
        await sophie.Open("/agent/rappels");
        await sophie.Submit("Pas de réponse au téléphone", ("encore", "2026-11-26T08:30:00"));
        Assert.True(sophie.Shows("À appeler avant le 26 novembre 2026, 08:30") && sophie.Shows("Appelé 1 fois sans réponse"), sophie.Text);
        Assert.True((await claire.Open($"/suivi/{reference}")).Shows("Le service a appelé, sans réponse"), claire.Text);

        await sophie.Open("/agent/rappels");
        await sophie.Submit("J'ai parlé à cette personne", ("reponse", "Elle apporte le bail vendredi."));
        Assert.True((await sophie.Open($"/agent/dossiers/{reference}")).Shows("Elle apporte le bail vendredi."), sophie.Text);
        await claire.Open($"/suivi/{reference}");
        Assert.DoesNotContain("Elle apporte le bail", claire.Body, StringComparison.Ordinal);
        Assert.True(claire.Shows("Le service a appelé") && claire.Shows("Être appelé par le service"), claire.Text);
    }

    [Fact]
    public async Task The_call_of_a_case_is_no_business_of_another_organisation()
    {
        await using var portal = await Portal.Open();
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await claire.AskForOwn();
        await claire.Open($"/suivi/{reference}");
        await claire.Submit("Demander un appel", ("rappel-telephone", "0470 12 34 56"));
        var library = portal.VisitAs(await portal.Officer(portal.Braine, "julie.moreau"), portal.Braine);
        Assert.False((await library.Open("/agent/rappels")).Shows(reference), library.Text);
        var id = await portal.InDb(portal.Braine, db => db.Set<ContactRequest>().Select(request => request.Id).SingleAsync());
        await library.Open("/agent/absence");
        await library.Post($"/agent/rappels/{id.Value}", [.. library.FieldsOf(), ("reponse", "Vu")]);
        Assert.Equal(HttpStatusCode.NotFound, library.Status);
        await library.Open("/agent/absence");
        await library.Post($"/agent/dossiers/{reference}/contact", [.. library.FieldsOf(), ("contact-texte", "Vu")]);
        Assert.Equal(HttpStatusCode.NotFound, library.Status);
    }

    [Theory]
    [InlineData(CallTime.Any, "2026-11-24T09:00", "2026-11-25T12:00")] // Tuesday: Wednesday, in the first opening hours
    [InlineData(CallTime.Afternoon, "2026-11-24T09:00", "2026-11-25T16:00")]
    [InlineData(CallTime.Afternoon, "2026-11-26T09:00", "2026-11-30T16:00")] // Thursday: on Friday afternoon nobody is there, and Saturday is no office day
    [InlineData(CallTime.Morning, "2026-12-24T09:00", "2026-12-28T12:00")] // Christmas Eve: the Monday after
    public async Task A_call_is_due_on_the_next_office_day_within_the_opening_hours(CallTime wish, string asked, string due)
    {
        await using var portal = await Portal.Open();
        var unit = await portal.InDb(portal.Braine, db => db.Set<ServiceUnit>().AsNoTracking().SingleAsync(unit => unit.Slug == "population"));
        var at = CallBacks.DueAt(unit, wish, portal.Braine, LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(asked).Value.InZoneLeniently(portal.Braine.Zone).ToInstant());
        Assert.Equal(due, portal.Braine.Local(at).ToString("uuuu-MM-dd'T'HH:mm", null));
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
