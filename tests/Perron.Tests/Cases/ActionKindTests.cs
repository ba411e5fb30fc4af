using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Perron.Communes;
using Perron.Platform.Catalogue;
using Perron.Platform.Security;
using Perron.Procedures;
using Perron.Tests.Cases.Systems;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Tests.Cases;

/// <summary>Every kind of action of the workflows is played through the house: by a scenario of the catalogue, or by a test that is named here.</summary>
public sealed class ActionKindTests
{
    private static readonly NodaTime.LocalDate Today = new(2026, 11, 24);

    // What no scenario does, and the test that does it.
    private static readonly Dictionary<ActKind, (Type Tests, string Name)> Named = new()
    {
        [ActKind.Refuse] = (typeof(OfficerTests), nameof(OfficerTests.A_refusal_needs_reasons_and_tells_how_to_appeal)),
        [ActKind.Reopen] = (typeof(ActTests), nameof(ActTests.Only_the_head_reopens_and_the_citizen_reads_why)),
        [ActKind.Remind] = (typeof(ActTests), nameof(ActTests.A_timer_rings_once_and_the_last_one_closes)),
        [ActKind.Withdraw] = (typeof(OfficerTests), nameof(OfficerTests.A_withdrawn_request_is_over_and_cannot_be_confirmed)),
        [ActKind.Disagree] = (typeof(OutsideTests), nameof(OutsideTests.Only_the_invited_person_agrees_known_as_well_as_the_procedure_asks)),
        [ActKind.OpenSubCase] = (typeof(SubCaseTests), nameof(SubCaseTests.Another_service_gets_a_case_of_its_own_and_its_answer_lets_the_first_go_on)),
        [ActKind.PaymentReceived] = (typeof(Payments.PaymentTests), nameof(Payments.PaymentTests.Paid_online_it_goes_on_at_once)),
        [ActKind.NotifySystem] = (typeof(ExchangeTests), nameof(ExchangeTests.It_leaves_at_once_signed_and_holds_what_the_procedure_declares_and_nothing_else)),
        [ActKind.SystemAnswered] = (typeof(ExchangeTests), nameof(ExchangeTests.The_answer_moves_the_case_within_a_second_and_the_citizen_reads_it)),
        [ActKind.Message] = (typeof(ActionKindTests), nameof(A_reply_of_the_catalogue_goes_to_the_citizen_as_a_message)),
    };

    public static TheoryData<string> Scenarios => [.. ScenarioFile.OneOfEachWay];

    [Fact]
    public void Each_kind_is_played_by_a_scenario_or_by_a_test_that_is_named()
    {
        var catalogue = ProcedureCatalogue.Load(Repository.Path("catalogue"));
        var played = ScenarioFile.Names.Select(ScenarioFile.Read).SelectMany(file => file.Acts.Select(act => catalogue.Find(file.Procedure)!.Workflow.Action(act.Do)?.Kind)).OfType<ActKind>().ToHashSet();
        Assert.Empty(Enum.GetValues<ActKind>().Except(played).Except(Named.Keys));
        Assert.Empty(Named.Keys.Intersect(played)); // a name that is needed no longer
        Assert.All(Named.Values, test => Assert.NotNull(test.Tests.GetMethod(test.Name)?.GetCustomAttribute<FactAttribute>()));
    }

    /// <summary>Each act of the scripted cases by an officer: not by a colleague of another service nor by the citizen, not where it is not offered, and it stands in the history under the name of who did it.</summary>
    [Theory, MemberData(nameof(Scenarios))]
    public async Task Nobody_else_does_it_and_the_history_says_who_did_what(string name)
    {
        var file = ScenarioFile.Read(name);
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var workflow = ProcedureCatalogue.Load(Repository.Path("catalogue")).Find(file.Procedure)!.Workflow;
        var citizen = portal.VisitAs(await ScenarioTests.Known(portal, file.Citizen), portal.Braine);
        var (reference, today) = (await ScenarioTests.FillIn(portal, citizen, file, Today), Today);
        foreach (var act in file.Acts)
        {
            today = today.PlusDays(act.After);
            portal.Clock.Advance(TimeSpan.FromDays(act.After) + TimeSpan.FromMinutes(7));
            var action = workflow.Action(act.Do);
            if (action?.By.IsOfOfficers() is true)
            {
                await NobodyElse(portal, citizen, reference, act, action, workflow);
            }

            var before = await History(portal, reference);
            await ScenarioTests.Carry(portal, citizen, reference, act, today);
            var added = (await History(portal, reference)).Except(before).ToList();
            Assert.True(added.Count > 0, $"'{act.Do}' stands nowhere");
            Assert.All(added, line => Assert.DoesNotContain("event-", line, StringComparison.Ordinal));
            if (action?.By.IsOfOfficers() is true)
            {
                var by = (await portal.Officer(portal.Braine, act.Who)).Name;
                Assert.True(added.Exists(line => line.Contains(by, StringComparison.Ordinal)), $"'{act.Do}' by {by}: {string.Join(" | ", added)}");
            }
        }
    }

    [Fact]
    public async Task A_reply_of_the_catalogue_goes_to_the_citizen_as_a_message()
    {
        using var catalogue = new CopiedCatalogue();
        catalogue.Change("archetypes/simple-decision.yaml", "actions:\n", "actions:\n  - { name: tell, kind: message, tells: demande-complete, from: [submitted], by: officer, title: { fr: Dire que tout y est, nl: Zeggen dat alles er is, de: Sagen dass alles da ist, en: Say that all is there } }\n");
        await using var portal = await Portal.Open(("Perron:Rounds", "false"), ("Perron:Catalogue", catalogue.Folder));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var reference = await ScenarioTests.FillIn(portal, claire, ScenarioFile.Read("permis-de-vegetaliser"), Today);
        var nora = portal.VisitAs(await portal.Officer(portal.Braine, "nora.haddad"), portal.Braine);
        var isabelle = portal.VisitAs(await portal.Officer(portal.Braine, "isabelle.marchand"), portal.Braine);
        Assert.NotEqual(HttpStatusCode.OK, await Try(portal, isabelle, reference, "tell", "tell"));
        await nora.Open($"/agent/dossiers/{reference}/tell?action=tell");
        await nora.SubmitWith("action", "tell");
        Assert.True(nora.Shows("Dire que tout y est"), nora.Text);
        await claire.Open($"/suivi/{reference}");
        Assert.True(claire.Shows("Nous avons vérifié vos documents"), claire.Text);
        Assert.Equal(PublicStatus.Submitted, (await portal.Case(portal.Braine, reference)).Status);
    }

    private static async Task NobodyElse(Portal portal, Browser citizen, string reference, ScenarioFile.Act act, WorkflowAction action, WorkflowDefinition workflow)
    {
        var one = await portal.Case(portal.Braine, reference);
        var path = Path(action.Kind);
        var elsewhere = portal.VisitAs(await Elsewhere(portal, one.ServiceUnitId, one.AssignedTo), portal.Braine);
        Assert.True(await Try(portal, elsewhere, reference, path, act.Do) == HttpStatusCode.NotFound, $"'{act.Do}' by another service: {elsewhere.Status}");
        await citizen.Open($"/suivi/{reference}");
        Assert.True(await Try(portal, citizen, reference, path, act.Do) == HttpStatusCode.NotFound, $"'{act.Do}' by the citizen: {citizen.Status}");

        // Something that is not offered now, by whoever may act.
        var officer = portal.VisitAs(await portal.Officer(portal.Braine, act.Who), portal.Braine);
        await officer.Open($"/agent/dossiers/{reference}");
        if (workflow.Actions.FirstOrDefault(other => other.By == ActedBy.Officer && !other.From.Contains(one.State)) is { } notNow)
        {
            Assert.True(await Try(portal, officer, reference, Path(notNow.Kind), notNow.Name) == HttpStatusCode.UnprocessableEntity, $"'{notNow.Name}': {officer.Status}");
            Assert.True(officer.Shows("Rien n'a été fait."), officer.Text);
        }

        Assert.Equal((one.State, one.Changes), await portal.Case(portal.Braine, reference) is var after ? (after.State, after.Changes) : default);
    }

    // As it stands in addresses: "ask-evidence".
    private static string Path(ActKind kind) => kind == ActKind.Message ? "tell" : Regex.Replace(kind.ToString(), "([a-z])([A-Z])", "$1-$2").ToLowerInvariant();

    private static async Task<HttpStatusCode> Try(Portal portal, Browser visitor, string reference, string path, string action)
    {
        if (visitor.Page is null || !visitor.Url.Contains(reference, StringComparison.Ordinal))
        {
            await visitor.Open($"/agent/dossiers/{reference}");
        }

        var form = visitor.Page!.QuerySelector("form[method=post] input[name=key]")!.Closest("form")!;
        string Of(string name) => form.QuerySelector($"input[name='{name}']")!.GetAttribute("value")!;
        await visitor.Post($"/agent/dossiers/{reference}/{path}", ("key", Guid.CreateVersion7().ToString()), ("__RequestVerificationToken", Of("__RequestVerificationToken")),
            ("vu", (await portal.Case(portal.Braine, reference)).Changes.ToString(CultureInfo.InvariantCulture)), ("action", action));
        return visitor.Status;
    }

    // An officer of the same organisation who neither works in the service nor has the case.
    private static async Task<Visitor> Elsewhere(Portal portal, ServiceUnitId unit, OfficerId? assigned)
    {
        var email = await portal.InDb(portal.Braine, async db =>
        {
            var organisation = (await db.Set<ServiceUnit>().SingleAsync(one => one.Id == unit)).RunBy;
            return await db.Set<Perron.People.Officer>().Where(officer => officer.OrganisationId == organisation && officer.Id != assigned
                && db.Set<Perron.People.TeamMember>().Any(member => member.OfficerId == officer.Id) && !db.Set<Perron.People.TeamMember>().Any(member => member.OfficerId == officer.Id && member.ServiceUnitId == unit))
                .OrderBy(officer => officer.Email).Select(officer => officer.Email).FirstAsync();
        });
        return await portal.Officer(portal.Braine, email.Split('@')[0]);
    }

    private static async Task<List<string>> History(Portal portal, string reference)
    {
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        return [.. sophie.Page.QuerySelectorAll("#histoire li").Select((line, place) => (line, place)).Select(pair => string.Join(' ', pair.line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
    }
}
