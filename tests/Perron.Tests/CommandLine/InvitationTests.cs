using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.People;
using Perron.Tests.People;
using Perron.Tests.Support;
using Perron.Timeline;
namespace Perron.Tests.CommandLine;

/// <summary>The first administrator of an organisation comes in by a link that an operator makes.</summary>
public sealed class InvitationTests
{
    [Theory, InlineData("commune"), InlineData("cpas")]
    public async Task An_invited_administrator_chooses_a_password_sets_up_a_second_factor_and_administers_that_organisation(string organisation)
    {
        await using var portal = await Portal.Open();
        string[] verb = ["officer", "invite", "braine-lalleud", organisation, "Ada@town.example.org", "Ada", "Peeters"];
        Assert.Equal(0, Typed.Perron(portal.Database, verb));
        Assert.Equal(0, Typed.Perron(portal.Database, verb)); // the first link was lost: typed again, it invites again

        var ada = portal.Visit(portal.Braine);
        await ada.Open(new Uri((await portal.LastMail(portal.Braine, "officer-welcome"))["link"]).PathAndQuery);
        await ada.Submit("Enregistrer le mot de passe", ("mot-de-passe", "trois chats sur le toit"));
        await ada.Submit("Continuer", ("courriel", "ada@town.example.org"), ("mot-de-passe", "trois chats sur le toit"));
        Assert.Equal(HttpStatusCode.OK, ada.Status);
        await ada.Open("/agent/reglages/agents");
        Assert.StartsWith("/agent/connexion", ada.Location, StringComparison.Ordinal); // not before the second factor
        await ada.Open("/agent/connexion/code");
        await ada.Submit("Me connecter", ("code", Totp.At(ada.Page.QuerySelector("main ol code")!.TextContent.Replace(" ", "", StringComparison.Ordinal), portal.Clock.GetUtcNow())));
        Assert.True((await ada.Open("/agent/reglages/agents")).Shows("Ada Peeters"), ada.Text);

        await portal.InDb(portal.Braine, async db =>
        {
            var officer = await db.Set<Officer>().SingleAsync(officer => officer.Email == "ada@town.example.org");
            Assert.Equal(organisation, (await db.Set<Organisation>().SingleAsync(one => one.Id == officer.OrganisationId)).Slug);
            Assert.Equal(2, await db.Set<TimelineEvent>().CountAsync(happened => happened.Kind == "AdministratorInvited" && happened.OrganisationId == officer.OrganisationId));
        });
    }

    [Theory, InlineData("nowhere", "commune", "ada@town.example.org"), InlineData("braine-lalleud", "police", "ada@town.example.org"), InlineData("braine-lalleud", "commune", "no address"), InlineData("braine-lalleud", "cpas", "sophie.lambert@braine.example.org")]
    public async Task Nobody_is_invited_to_what_does_not_exist_or_from_another_organisation(string commune, string organisation, string email)
    {
        await using var portal = await Portal.Open();
        Assert.Equal(1, Typed.Perron(portal.Database, ["officer", "invite", commune, organisation, email, "Ada", "Peeters"]));
        Assert.DoesNotContain(await portal.InDb(portal.Braine, db => db.Set<Officer>().AsNoTracking().ToListAsync()), officer => officer.GivenName == "Ada");
    }
}
