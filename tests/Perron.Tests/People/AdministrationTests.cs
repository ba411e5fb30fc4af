using Perron.Platform.Security;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.People;
using Perron.Tests.Support;
namespace Perron.Tests.People;

/// <summary>Officers come, lose their telephone, and leave.</summary>
public sealed class AdministrationTests
{
    private const string Email = "lea.martin@braine.example.org";

    [Fact]
    public async Task A_new_officer_chooses_a_password_and_must_set_up_a_second_factor()
    {
        await using var portal = await Portal.Open();
        var nadia = portal.Visit(portal.Braine);
        await nadia.SignInAsOfficer("Nadia Verbruggen", "/agent/reglages/agents");
        await nadia.Submit("Ajouter et inviter", ("prenom", "Léa"), ("nom", "Martin"), ("courriel", Email));
        Assert.StartsWith("/agent/reglages/agents/", nadia.Location, StringComparison.Ordinal);

        var lea = portal.Visit(portal.Braine);
        await lea.Open(new Uri((await portal.LastMail(portal.Braine, "officer-welcome"))["link"]).PathAndQuery);
        await lea.Submit("Enregistrer le mot de passe", ("mot-de-passe", "court"));
        Assert.Contains("trop court", lea.Error("mot-de-passe"), StringComparison.Ordinal);
        await lea.Submit("Enregistrer le mot de passe", ("mot-de-passe", "soleilsoleilsoleil"));
        Assert.Contains("se devine", lea.Error("mot-de-passe"), StringComparison.Ordinal);
        await lea.Submit("Enregistrer le mot de passe", ("mot-de-passe", "trois chats sur le toit"));
        Assert.Equal("/agent/connexion", lea.Location);
        await lea.Submit("Continuer", ("courriel", Email), ("mot-de-passe", "trois chats sur le toit"));
        Assert.True(lea.Shows("Préparer votre deuxième preuve"), lea.Text);
        await lea.Open("/agent/absence");
        Assert.StartsWith("/agent/connexion", lea.Location, StringComparison.Ordinal);

        await lea.Open("/agent/connexion/code");
        var key = lea.Page.QuerySelector("main ol code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await lea.Submit("Me connecter", ("code", Totp.At(key, portal.Clock.GetUtcNow())));
        Assert.Equal("/agent/securite?nouveau", lea.Location);
        Assert.Equal(HttpStatusCode.OK, lea.Status);

        // The same code a second time, within its thirty seconds: somebody looked over a shoulder.
        var thief = portal.Visit(portal.Braine);
        await thief.Open("/agent/connexion");
        await thief.Submit("Continuer", ("courriel", Email), ("mot-de-passe", "trois chats sur le toit"));
        await thief.Submit("Me connecter", ("code", Totp.At(key, portal.Clock.GetUtcNow())));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, thief.Status);
    }

    [Fact]
    public async Task What_an_officer_handles_is_chosen_from_what_the_commune_offers_and_nothing_else_is_taken()
    {
        await using var portal = await Portal.Open();
        var karim = await portal.Officer(portal.Braine, "Karim");
        var nadia = portal.Visit(portal.Braine);
        await nadia.SignInAsOfficer("Nadia Verbruggen", $"/agent/reglages/agents/{karim.Id.Value}");
        var offered = nadia.Page.QuerySelectorAll("input[name=procedures]");
        var handled = await portal.InDb(portal.Braine, db => db.Set<Competence>().Where(one => one.OfficerId == karim.Id).Select(one => one.Procedure).ToListAsync());
        Assert.Contains("composition-de-menage", handled);
        Assert.Equal(handled.Order(StringComparer.Ordinal), offered.Where(box => box.HasAttribute("checked")).Select(box => box.GetAttribute("value")!).Order(StringComparer.Ordinal));
        Assert.True(offered.Length > 10 && nadia.Shows("Composition de ménage"), nadia.Text);
        Assert.Equal(offered.Length, offered.Select(box => box.Id).Distinct().Count());
        foreach (var (field, value) in (IEnumerable<(string, string)>)[("procedures", "sorcellerie"), ("droits", "roi"), ("services", Guid.CreateVersion7().ToString())])
        {
            await nadia.Submit("Enregistrer", (field, value));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, nadia.Status);
            Assert.True(nadia.Shows("Un de ces choix n'existe pas"), nadia.Text);
            await nadia.Open($"/agent/reglages/agents/{karim.Id.Value}");
        }

        Assert.Equal(handled.Count, await portal.InDb(portal.Braine, db => db.Set<Competence>().CountAsync(one => one.OfficerId == karim.Id)));
        await nadia.Open($"/agent/reglages/agents/{karim.Id.Value}");
        await nadia.Submit("Enregistrer", ("procedures", "changement-d-adresse"));
        Assert.Equal(["changement-d-adresse"], await portal.InDb(portal.Braine, db => db.Set<Competence>().Where(one => one.OfficerId == karim.Id).Select(one => one.Procedure).ToListAsync()));
    }

    [Fact]
    public async Task An_access_is_made_anew_by_two_administrators_and_never_by_one()
    {
        await using var portal = await Portal.Open();
        var karim = await portal.Officer(portal.Braine, "Karim");
        var (nadia, pierre, lost) = (portal.Visit(portal.Braine), portal.Visit(portal.Braine), portal.Visit(portal.Braine));
        await lost.SignInAsOfficer("Karim Benali");
        await nadia.SignInAsOfficer("Nadia Verbruggen", $"/agent/reglages/agents/{karim.Id.Value}");
        await nadia.Submit("Demander la réinitialisation");
        Assert.True(nadia.Shows("Accès à réinitialiser : Karim Benali") && nadia.Shows("Un autre administrateur doit confirmer"), nadia.Text);
        var reset = await portal.InDb(portal.Braine, db => db.Set<AccessReset>().AsNoTracking().SingleAsync());
        await nadia.Post($"/agent/reglages/reinitialisations/{reset.Id.Value}", [.. nadia.FieldsOf("Ajouter et inviter").Where(field => field.Name is "key" or "__RequestVerificationToken")]);
        Assert.Equal(HttpStatusCode.NotFound, nadia.Status);
        await lost.Open("/agent/absence");
        Assert.Equal(HttpStatusCode.OK, lost.Status); // nothing has happened yet

        await pierre.SignInAsOfficer("Pierre Gillard", "/agent/reglages/agents");
        await pierre.Submit("Confirmer la réinitialisation");
        Assert.Equal("/agent/reglages/agents", pierre.Location);
        await lost.Open("/agent/absence");
        Assert.StartsWith("/agent/connexion", lost.Location, StringComparison.Ordinal);
        Assert.Equal("karim.benali@braine.example.org", (await portal.InDb(portal.Braine, db => db.Set<OneTimeCode>().AsNoTracking().SingleAsync(code => code.Purpose == CodePurpose.Welcome))).Address);
    }

    [Fact]
    public async Task Who_leaves_is_out_at_once_and_the_work_goes_to_a_colleague()
    {
        await using var portal = await Portal.Open();
        var (karim, sophie) = (await portal.Officer(portal.Braine, "Karim"), await portal.Officer(portal.Braine, "Sophie"));
        var (leaving, nadia) = (portal.Visit(portal.Braine), portal.Visit(portal.Braine));
        await leaving.SignInAsOfficer("Karim Benali");
        await nadia.SignInAsOfficer("Nadia Verbruggen", $"/agent/reglages/departs/{karim.Id.Value}");
        await nadia.Submit("Confirmer le départ", ("a", sophie.Id.Value.ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nadia.Status); // the box was not ticked
        await nadia.Submit("Confirmer le départ", ("a", sophie.Id.Value.ToString()), ("certain", "oui"));
        Assert.Equal("/agent/reglages/agents", nadia.Location);
        await leaving.Open("/agent/absence");
        Assert.StartsWith("/agent/connexion", leaving.Location, StringComparison.Ordinal);
        await leaving.Open("/agent/connexion");
        await leaving.Submit("Continuer", ("courriel", karim.Email), ("mot-de-passe", DemoPeople.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, leaving.Status);
        var names = await portal.InDb(portal.Braine, db => db.OfficerNames([karim.Id]));
        Assert.Equal("Karim Benali", names[karim.Id]); // beside what was done
    }

    [Fact]
    public async Task An_administrator_of_one_organisation_does_not_see_the_officers_of_another()
    {
        await using var portal = await Portal.Open();
        var karim = await portal.Officer(portal.Braine, "Karim");
        var julie = portal.Visit(portal.Braine);
        await julie.SignInAsOfficer("Julie Moreau", "/agent/reglages/agents");
        Assert.True(julie.Shows("Julie Moreau"), julie.Text);
        Assert.False(julie.Shows("Karim Benali"));
        await julie.Open($"/agent/reglages/agents/{karim.Id.Value}");
        Assert.Equal(HttpStatusCode.NotFound, julie.Status);
        await julie.Open($"/agent/reglages/departs/{karim.Id.Value}");
        Assert.Equal(HttpStatusCode.NotFound, julie.Status);
    }

    [Fact]
    public async Task An_absence_with_a_replacement_is_what_routing_sees()
    {
        await using var portal = await Portal.Open();
        var (karim, sophie) = (await portal.Officer(portal.Braine, "Karim"), await portal.Officer(portal.Braine, "Sophie"));
        var browser = portal.Visit(portal.Braine);
        await browser.SignInAsOfficer("Karim Benali", "/agent/absence");
        await browser.Submit("Enregistrer l'absence", ("du-jour", "24"), ("du-mois", "11"), ("du-annee", "2026"), ("au-jour", "23"), ("au-mois", "11"), ("au-annee", "2026"), ("remplacement", sophie.Id.Value.ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.Submit("Enregistrer l'absence", ("du-jour", "24"), ("du-mois", "11"), ("du-annee", "2026"), ("au-jour", "27"), ("au-mois", "11"), ("au-annee", "2026"), ("remplacement", sophie.Id.Value.ToString()));
        Assert.Equal("/agent/absence", browser.Location);
        var unit = await portal.InDb(portal.Braine, db => db.Set<TeamMember>().Where(member => member.OfficerId == karim.Id).Select(member => member.ServiceUnitId).FirstAsync());
        var team = await portal.InDb(portal.Braine, db => db.CompetentOfficers(unit, "composition-de-menage", new(2026, 11, 25)));
        Assert.Equal((true, true, sophie.Id), team.Where(one => one.Id == karim.Id).Select(one => (one.IsCompetent, one.IsAbsent, one.ReplacedBy!.Value)).Single());
        Assert.False(team.Single(one => one.Id == sophie.Id).IsAbsent);
    }
}
