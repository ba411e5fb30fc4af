using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.Security;
using Perron.Tests.Cases;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.People;

/// <summary>The account of somebody who has died is closed: quietly, for everybody, and so that a mistake leaves no trace but in the log.</summary>
public sealed class DeathTests
{
    [Fact]
    public async Task Nobody_signs_in_any_more_and_a_stranger_learns_nothing()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var lieve = portal.Visit(portal.Braine);
        await lieve.SignInByEmail(portal, portal.Braine, "lieve@example.org");
        await Close(portal, "lieve@example.org");
        Assert.False(await lieve.IsKnown()); // the session ended
        var (known, unknown) = (portal.Visit(portal.Braine), portal.Visit(portal.Braine));
        await known.AskForCode("lieve@example.org");
        await unknown.AskForCode("nobody@example.org");
        Assert.Equal((known.Status, known.Location, known.Title), (unknown.Status, unknown.Location, unknown.Title));
        Assert.False(known.Shows("fermé"), known.Text);
        await known.SignInByEmail(portal, portal.Braine, "lieve@example.org");
        Assert.True(known.Shows("Ce compte est fermé") && known.Shows("Population"), known.Text);
        Assert.False(known.Shows("décé"), known.Text);
        Assert.False(await known.IsKnown());
    }

    [Fact]
    public async Task The_case_bears_a_mark_nothing_is_sent_and_documents_stay_genuine()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = await portal.Claire();
        var citizen = portal.VisitAs(claire, portal.Braine);
        var issued = await citizen.AskForOwn();
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(issued);
        await sophie.Produce(issued);
        var open = await citizen.AskForOwn();
        var link = (await portal.Mails(portal.Braine)).Last(mail => mail.Template == "case-received").Given["link"];
        await sophie.WriteToCitizen(open, "Bonjour");
        var before = (await portal.Mails(portal.Braine)).Count;
        await Close(portal, "85.07.30-033.28");
        await sophie.Open($"/agent/dossiers/{open}");
        Assert.True(sophie.Shows("décédée le mardi 3 novembre 2026") && sophie.Shows("Bonjour"), sophie.Text);
        Assert.True((await sophie.Open("/agent/boite?vue=equipe")).Shows("Décédé(e)"), sophie.Text);
        await sophie.Open($"/agent/dossiers/{open}");
        await sophie.SubmitTo("/date", ("prevue-jour", "18"), ("prevue-mois", "12"), ("prevue-annee", "2026"), ("pourquoi", "congé"));
        Assert.Equal(before, (await portal.Mails(portal.Braine)).Count);
        var family = await portal.Visit(portal.Braine).Open(new Uri(link).PathAndQuery);
        Assert.StartsWith("/suivi?reference=", family.Url, StringComparison.Ordinal); // the link of an old mail opens nothing
        var code = await portal.InDb(portal.Braine, db => db.Set<IssuedDocument>().Select(document => document.Code).FirstAsync());
        Assert.True((await portal.Visit(portal.Braine).Open($"/verifier/{code}")).Shows("authentique"), "verified");
        await sophie.Open("/agent/demander/composition-de-menage");
        await sophie.Submit(null, ("voie", "guichet"), ("identite", "carte"), ("numero", "85.07.30-033.28"), ("prenom", "Claire"), ("nom", "Dubois"), ("langue", "fr"));
        Assert.Contains("fermé", sophie.Error("numero"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_ended_is_in_force_again_after_a_mistake_and_nothing_else()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = await portal.Claire();
        var open = await portal.VisitAs(claire, portal.Braine).AskForOwn();
        var (running, over) = (Given(portal, claire, null), Given(portal, claire, portal.Now));
        await portal.InDb(portal.Braine, async db =>
        {
            db.AddRange(running, over);
            await db.SaveChangesAsync();
        });
        portal.Clock.Advance(TimeSpan.FromMinutes(3));
        var sophie = await Close(portal, "85.07.30-033.28");
        await portal.InDb(portal.Braine, async db => Assert.Equal(2, await db.Set<Mandate>().CountAsync(one => one.EndedAt != null)));
        await sophie.Submit("C’était une erreur");
        Assert.NotNull(sophie.Error("pourquoi"));
        await sophie.Submit("C’était une erreur", ("pourquoi", "homonyme"));
        Assert.True(sophie.Shows("de nouveau comme avant") && sophie.Shows("homonyme"), sophie.Text);
        await portal.InDb(portal.Braine, async db =>
        {
            Assert.Null((await db.Set<Mandate>().SingleAsync(one => one.Id == running.Id)).EndedAt);
            Assert.NotNull((await db.Set<Mandate>().SingleAsync(one => one.Id == over.Id)).EndedAt);
            Assert.Null((await db.Set<Case>().SingleAsync(one => one.Reference == open)).ApplicantDiedOn);
            Assert.True(await db.Set<TimelineEvent>().AnyAsync(one => one.Kind == nameof(AccountReopened)));
        });
        Assert.False((await sophie.Open($"/agent/dossiers/{open}")).Shows("décédée"), sophie.Text);
    }

    [Fact]
    public async Task Only_who_may_finds_people_and_a_wrong_date_is_said_at_its_place()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        await portal.Claire();
        var benoit = portal.VisitAs(await Townspeople.Officer(portal, portal.Braine, "benoit.sacre"), portal.Braine);
        Assert.Equal(HttpStatusCode.NotFound, (await benoit.Open("/agent/personnes")).Status);
        var sophie = await portal.AsSophie();
        await sophie.Open("/agent/personnes");
        await sophie.Submit("Chercher", ("qui", "Dubois"));
        Assert.NotNull(sophie.Error("qui"));
        await sophie.Submit("Chercher", ("qui", "inconnu@example.org"));
        Assert.NotNull(sophie.Error("qui"));
        await sophie.Submit("Chercher", ("qui", "85.07.30-033.28"));
        Assert.DoesNotContain("85.07.30-033.28", sophie.Body, StringComparison.Ordinal); // masked
        await sophie.Submit("Noter le décès", ("deces-jour", "3"), ("deces-mois", "11"), ("deces-annee", "2027"), ("acte", "2026/118"));
        Assert.NotNull(sophie.Error("deces"));
        Assert.NotNull(sophie.Error("source"));
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<AccountClosure>().CountAsync()));
    }

    private static Mandate Given(Portal portal, Visitor by, NodaTime.Instant? ended) => new()
    {
        CommuneId = portal.Braine.Id, GivenBy = by.Citizen!.Value, GiverName = by.Name, ToAddress = "x@example.org", Purpose = "tout", LinkHash = Guid.CreateVersion7().ToString(), Until = new(2027, 6, 1), OfferedAt = portal.Now, EndedAt = ended,
    };

    private static async Task<Browser> Close(Portal portal, string who)
    {
        var sophie = await portal.AsSophie();
        await sophie.Open("/agent/personnes");
        await sophie.Submit("Chercher", ("qui", who));
        await sophie.Submit("Noter le décès", ("deces-jour", "3"), ("deces-mois", "11"), ("deces-annee", "2026"), ("source", nameof(DeathSource.Register)), ("acte", "2026/118"), ("certain", "oui"));
        Assert.True(sophie.Shows("Le décès est noté") && sophie.Shows("Registre de la population") && sophie.Shows("2026/118"), sophie.Text);
        return sophie;
    }
}
