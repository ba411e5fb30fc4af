using Perron.Expressions;
using Perron.Forms;
using Perron.Workflow;
using static Perron.Rules.Tests.Workflow.Written;
namespace Perron.Rules.Tests.Workflow;

public sealed class WorkflowDefinitionTests
{
    private static readonly WorkflowDefinition Certificate = Of(
        [State("submitted", PublicStatus.Submitted), State("waiting", PublicStatus.WaitingCitizen), State("confirmed", PublicStatus.InProgress), State("delivered", PublicStatus.Delivered), State("refused", PublicStatus.Refused)],
        [
            Action("confirm", ActKind.ConfirmRegister, "submitted waiting", "confirmed") with { IsPrimary = true },
            Action("ask", ActKind.AskEvidence, "submitted", "waiting"),
            Action("answer", ActKind.Answer, "waiting", "submitted", ActedBy.Citizen),
            Action("produce", ActKind.Produce, "confirmed", "delivered") with { IsPrimary = true },
            Action("refuse", ActKind.Refuse, "submitted waiting confirmed", "refused"),
        ], ("confirm", "register"), ("produce", "confirmed"));

    [Fact]
    public void A_sound_workflow_has_no_faults()
    {
        Assert.Empty(WorkflowFaults.Of(Certificate, ["fr"]));
        Assert.Empty(WorkflowFaults.Of(Grant, ["fr"]));
    }

    [Fact]
    public void Whatever_a_rule_may_ask_of_the_house_and_of_a_case_has_a_name_in_french()
    {
        var answers = FormVocabulary.Begin();
        Assert.Empty(answers.Words.Select(word => word.Name).Except(HouseFacts.Called.Keys));
        Assert.Empty(CaseFacts.Over(answers, [], out _).Words.Select(word => word.Name).Except(CaseFacts.Called.Keys));
    }

    [Fact]
    public void Only_what_this_actor_may_do_in_this_state_with_these_facts_is_offered()
    {
        Assert.Equal(["ask", "refuse"], Offered("submitted", new()));
        Assert.Equal(["confirm", "ask", "refuse"], Offered("submitted", new() { HasRegister = true }));
        Assert.Equal(["answer"], Offered("waiting", new() { HasRegister = true }, ActedBy.Citizen));
        Assert.Empty(Offered("delivered", new() { HasRegister = true, IsRegisterConfirmed = true }));
    }

    [Fact]
    public void The_second_pair_of_eyes_is_another_one()
    {
        Assert.Equal(["approve", "return"], Grant.Offered("proposed", [ActedBy.AnotherOfficer], Amount(500), did => false).Select(action => action.Name));
        Assert.Empty(Grant.Offered("proposed", [ActedBy.Officer, ActedBy.AnotherOfficer], Amount(500), did => did == "propose"));
        Assert.Equal(["return"], Grant.Offered("proposed", [ActedBy.AnotherOfficer], Amount(5000), did => false).Select(action => action.Name));
    }

    [Fact]
    public void States_that_trap_a_case_are_found_even_in_a_circle_and_on_an_island()
    {
        var circle = Certificate with { Actions = [.. Certificate.Actions.Where(action => action.Name is "ask" or "answer")] };
        var faults = WorkflowFaults.Of(circle, ["fr"]).Select(fault => fault.Message).ToList();
        Assert.Contains("no case ever ends from the state 'submitted'", faults);
        Assert.Contains("no case ever comes to the state 'delivered'", faults);
        var island = Certificate with
        {
            States = [.. Certificate.States, State("island", PublicStatus.InProgress)],
            Actions = [.. Certificate.Actions, Action("swim", ActKind.NoteResult, "island", "island"), Action("leave", ActKind.Close, "island", "delivered")],
        };
        Assert.Equal("no case ever comes to the state 'island'", WorkflowFaults.Of(island, ["fr"])[0].Message);
    }

    [Fact]
    public void A_case_that_no_guard_lets_out_is_found_though_others_end()
    {
        var onlyDownloads = Of([.. Certificate.States], [.. Certificate.Actions.Where(action => action.Name is "confirm" or "produce" or "ask" or "answer"), Action("refuse", ActKind.Refuse, "submitted", "refused")],
            ("confirm", "register"), ("produce", "confirmed and by-download"));
        Assert.Contains(WorkflowFaults.Of(onlyDownloads, ["fr"]), fault => fault.Message.StartsWith("some cases never end from the state 'confirmed'", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_that_do_not_exist_timers_without_action_and_missing_translations_are_found()
    {
        string First(WorkflowDefinition workflow, params string[] languages) => WorkflowFaults.Of(workflow, languages is [] ? ["fr"] : languages)[0].Message;
        Assert.Equal("action 'x' names the state 'nowhere', which does not exist", First(Certificate with { Actions = [.. Certificate.Actions, Action("x", ActKind.Close, "submitted", "nowhere")] }));
        Assert.Equal("a timer in 'waiting' does 'shout', which is no action of a timer from there", First(Grant with { Timers = [.. Grant.Timers, new("waiting", 1, Perron.Calendar.DayCount.Office, "shout")] }));
        Assert.Equal("the step 'received' has no title or sentence in 'nl'", First(Certificate, "fr", "nl"));
        Assert.Equal("silence means no, but nothing says what the house then does", First(Grant with { Actions = [.. Grant.Actions.Where(action => action.Name != "silence")] }));
        Assert.Contains(WorkflowFaults.Of(Of([.. Certificate.States], [.. Certificate.Actions], ("produce", "confirmed and not confirmed")), ["fr"]), fault => fault.Message.StartsWith("the action 'produce' can never be done", StringComparison.Ordinal));
        Assert.True(WorkflowFaults.Of(Certificate with { Actions = [.. Certificate.Actions, Action("also", ActKind.Close, "submitted", "delivered") with { IsPrimary = true }] }, ["fr"]) is [{ IsWarning: true }]);
    }

    private static string[] Offered(string state, CaseFacts facts, ActedBy by = ActedBy.Officer) =>
        [.. Certificate.Offered(state, [by], facts.Over(Certificate.Vocabulary, new(Certificate.Vocabulary.Outer!))).Select(action => action.Name)];

    private static Facts Amount(decimal euros) => new CaseFacts { Noted = new Dictionary<string, Value> { ["montant"] = Value.Of(euros) } }.Over(Grant.Vocabulary, new(Grant.Vocabulary.Outer!));
}
