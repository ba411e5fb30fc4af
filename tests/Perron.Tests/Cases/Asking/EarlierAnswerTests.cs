using System.Text.Json;
using Perron.Cases;
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
