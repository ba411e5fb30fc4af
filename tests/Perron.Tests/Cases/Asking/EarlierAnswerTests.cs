using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Communes;
using Perron.People;
using Perron.Platform.Security;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.Cases.Asking;

/// <summary>What a citizen answered before is proposed with where it comes from, and taken over only when they say so.</summary>
public sealed class EarlierAnswerTests
{
    private const string Page = "/demarches/prime-velo/demande/compte";

    [Fact]
    public async Task An_earlier_answer_is_proposed_with_its_origin_and_taken_over_on_request()
    {
        await using var portal = await Portal.Open();
        var (known, first) = await AskedOnce(portal);
        var claire = await portal.VisitAs(known, portal.Braine).Open(Page);
        Assert.True(claire.Shows($"BE32 1234 5678 9002 (demande {first} du"), claire.Text);
        Assert.Equal("", claire.Page.QuerySelector("#compte")!.GetAttribute("value") ?? "");
        await claire.Submit("Reprendre cette réponse Numéro de compte (IBAN)");
        Assert.Equal("BE32 1234 5678 9002", claire.Page.QuerySelector("#compte")!.GetAttribute("value"));
        Assert.Null(claire.Page.QuerySelector(".earlier"));
        await claire.Submit("Continuer");
        Assert.EndsWith("/vos-coordonnees", claire.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_known_weakly_sees_nothing_said_by_somebody_known_strongly()
    {
        await using var portal = await Portal.Open();
        var (known, _) = await AskedOnce(portal);
        var weak = await portal.VisitAs(known with { Level = IdentityLevel.Weak }, portal.Braine).Open(Page);
        Assert.NotNull(weak.Page.QuerySelector("#compte"));
        Assert.Null(weak.Page.QuerySelector(".earlier"));
    }

    [Fact]
    public async Task What_the_profile_says_is_named_as_such_and_stands_in_the_form_only_when_the_citizen_says_so()
    {
        await using var portal = await Portal.Open();
        var known = await portal.Claire();
        await portal.InDb(portal.Braine, db => db.Set<Citizen>().ExecuteUpdateAsync(row => row.SetProperty(one => one.Phone, "0470 12 34 56")));
        var claire = await ToContact(portal.VisitAs(known, portal.Braine));
        Assert.True(claire.Shows("Votre profil contient « Adresse e-mail » : claire@example.org.") && claire.Shows("Votre profil contient « Téléphone » : 0470 12 34 56."), claire.Text);
        Assert.Equal(("", ""), (Typed(claire, "courriel"), Typed(claire, "telephone")));
        Assert.Equal("courriel", (await claire.Submit("Continuer")).Page.QuerySelector("[aria-invalid=true]")?.Id); // nothing was taken over in silence
        await claire.Submit("Reprendre cette réponse Adresse e-mail");
        Assert.Equal(("claire@example.org", ""), (Typed(claire, "courriel"), Typed(claire, "telephone")));
        await claire.Submit("Continuer");
        Assert.EndsWith("/verifier", claire.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_proposed_can_be_taken_over_at_once()
    {
        await using var portal = await Portal.Open();
        var known = await portal.Claire();
        await portal.InDb(portal.Braine, db => db.Set<Citizen>().ExecuteUpdateAsync(row => row.SetProperty(one => one.Phone, "0470 12 34 56")));
        var claire = await ToContact(portal.VisitAs(known, portal.Braine));
        await claire.Submit("Reprendre toutes ces réponses");
        Assert.Equal(("claire@example.org", "0470 12 34 56"), (Typed(claire, "courriel"), Typed(claire, "telephone")));
        Assert.Null(claire.Page.QuerySelector(".earlier"));
    }

    [Fact]
    public async Task What_was_told_to_another_organisation_or_of_another_person_is_not_proposed()
    {
        await using var portal = await Portal.Open();
        var (known, _) = await AskedOnce(portal);
        var town = await portal.InDb(portal.Braine, db => db.Set<Case>().Select(one => one.OrganisationId).SingleAsync());
        var other = await portal.InDb(portal.Braine, db => db.Set<Organisation>().Where(one => one.Id != town).Select(one => one.Id).FirstAsync());
        await portal.InDb(portal.Braine, db => db.Set<Case>().ExecuteUpdateAsync(row => row.SetProperty(one => one.OrganisationId, other)));
        Assert.Null((await portal.VisitAs(known, portal.Braine).Open(Page)).Page.QuerySelector(".earlier"));
        await portal.InDb(portal.Braine, db => db.Set<Case>().ExecuteUpdateAsync(row => row.SetProperty(one => one.OrganisationId, town)));
        Assert.NotNull((await portal.VisitAs(known, portal.Braine).Open(Page)).Page.QuerySelector(".earlier"));
        await portal.InDb(portal.Braine, db => db.Set<Case>().ExecuteUpdateAsync(row => row.SetProperty(one => one.IsForThirdPerson, true)));
        Assert.Null((await portal.VisitAs(known, portal.Braine).Open(Page)).Page.QuerySelector(".earlier"));
    }

    [Fact]
    public async Task By_an_email_code_alone_nothing_of_the_profile_of_somebody_known_strongly_comes_back()
    {
        await using var portal = await Portal.Open();
        var known = await portal.Claire();
        await portal.InDb(portal.Braine, db => db.Set<Citizen>().ExecuteUpdateAsync(row => row.SetProperty(one => one.Phone, "0470 12 34 56")));
        var weak = portal.VisitAs(known with { Level = IdentityLevel.Weak }, portal.Braine);
        await weak.Open(Townspeople.Form);
        await weak.Submit("Continuer", ("pour-qui", "moi"));
        await weak.Submit("Continuer", ("motif", "allocations"));
        await weak.Submit("Continuer", ("remise-papier", "poste"));
        Assert.NotNull(weak.Page.QuerySelector("#votre-nom"));
        Assert.Null(weak.Page.QuerySelector(".earlier"));
    }

    private static async Task<Browser> ToContact(Browser citizen)
    {
        await citizen.Open(Townspeople.Form);
        await citizen.Submit("Continuer", ("pour-qui", "moi"));
        await citizen.Submit("Continuer", ("motif", "allocations"));
        return await citizen.Submit("Continuer", ("remise", "telecharger"));
    }

    private static string Typed(Browser citizen, string field) => citizen.Page.GetElementById(field)!.GetAttribute("value") ?? "";

    // A second request, filled in up to the account.
    private static async Task<(Visitor Claire, string First)> AskedOnce(Portal portal)
    {
        var known = await portal.Claire();
        var first = await ScenarioTests.FillIn(portal, portal.VisitAs(known, portal.Braine), ScenarioFile.Read("prime-velo"), new(2026, 11, 24));
        var one = await portal.Case(portal.Braine, first);
        var answers = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(one.Answers)!;
        Assert.True(answers.Remove("compte"));
        await portal.InDb(portal.Braine, async db =>
        {
            db.Add(new Draft
            {
                CommuneId = portal.Braine.Id, Id = StreamId.New(), CitizenId = known.Citizen!.Value, Procedure = one.Procedure, Version = one.Version,
                Answers = JsonSerializer.Serialize(answers), StartedAt = portal.Now, ChangedAt = portal.Now,
            });
            await db.SaveChangesAsync();
        });
        return (known, first);
    }
}
