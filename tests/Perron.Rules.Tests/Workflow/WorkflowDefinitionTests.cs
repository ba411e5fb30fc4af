using Perron.Texts;
using Perron.Workflow;
namespace Perron.Rules.Tests.Workflow;

public sealed class WorkflowDefinitionTests
{
    private static readonly WorkflowDefinition Certificate = new("certificate", "submitted",
        [State("submitted", PublicStatus.Submitted), State("waiting", PublicStatus.WaitingCitizen), State("confirmed", PublicStatus.InProgress), State("delivered", PublicStatus.Delivered), State("refused", PublicStatus.Refused)],
        [new("received", LocalText.Of("fr", "Reçue"), LocalText.Empty)],
        [
            Action("confirm", "officer", "confirmed", ["submitted", "waiting"], isPrimary: true, "register"),
            Action("ask", "officer", "waiting", ["submitted"]),
            Action("answer", "citizen", "submitted", ["waiting"]),
            Action("produce", "officer", "delivered", ["confirmed"], isPrimary: true, "confirmed"),
            Action("refuse", "officer", "refused", ["submitted", "waiting", "confirmed"]),
        ]);

    [Fact]
    public void A_sound_workflow_has_no_faults() => Assert.Empty(Certificate.Faults());

    [Fact]
    public void Only_what_this_actor_may_do_in_this_state_with_these_facts_is_offered()
    {
        Assert.Equal(["ask", "refuse"], Certificate.Offered("submitted", "officer", Facts()).Select(action => action.Name));
        Assert.Equal(["confirm", "ask", "refuse"], Certificate.Offered("submitted", "officer", Facts("register")).Select(action => action.Name));
        Assert.Equal(["answer"], Certificate.Offered("waiting", "citizen", Facts("register")).Select(action => action.Name));
        Assert.Empty(Certificate.Offered("delivered", "officer", Facts("register", "confirmed")));
    }

    [Fact]
    public void The_primary_action_is_one_that_can_be_done_now()
    {
        Assert.Null(Certificate.Primary("confirmed", Facts()));
        Assert.Equal("produce", Certificate.Primary("confirmed", Facts("confirmed"))?.Name);
    }

    [Fact]
    public void A_state_from_which_no_case_ends_is_found_even_in_a_circle()
    {
        var circle = Certificate with { Actions = [.. Certificate.Actions.Where(action => action.Name is "ask" or "answer")] };

        Assert.Equal(
        [
            "no case ever ends from the state 'submitted'", "no case ever ends from the state 'waiting'",
            "no case ever comes to the state 'confirmed'", "no case ever ends from the state 'confirmed'",
            "no case ever comes to the state 'delivered'", "no case ever comes to the state 'refused'",
        ], circle.Faults());
    }

    [Fact]
    public void An_island_that_only_leads_to_itself_is_found() =>
        Assert.Equal(["no case ever comes to the state 'island'"], (Certificate with
        {
            States = [.. Certificate.States, State("island", PublicStatus.InProgress)],
            Actions = [.. Certificate.Actions, Action("swim", "officer", "island", ["island"]), Action("leave", "officer", "delivered", ["island"])],
        }).Faults());

    [Fact]
    public void Names_that_do_not_exist_and_names_that_stand_twice_are_found()
    {
        var broken = Certificate with
        {
            Initial = "new",
            States = [.. Certificate.States, State("refused", PublicStatus.Refused) with { Step = "nowhere" }],
            Actions = [.. Certificate.Actions, Action("lose", "officer", "lost", ["submitted"])],
        };

        var faults = broken.Faults().ToList();
        Assert.Contains("the first state 'new' does not exist", faults);
        Assert.Contains("the state 'refused' stands twice", faults);
        Assert.Contains("action 'lose' names the state 'lost', which does not exist", faults);
        Assert.Contains("state 'refused' stands under the step 'nowhere', which does not exist", faults);
    }

    [Fact]
    public void A_case_is_over_in_three_statuses_and_waits_for_the_citizen_in_two()
    {
        Assert.Equal([PublicStatus.Delivered, PublicStatus.Refused, PublicStatus.Withdrawn], Enum.GetValues<PublicStatus>().Where(status => status.IsOver()));
        Assert.Equal([PublicStatus.WaitingCitizen, PublicStatus.Scheduled], Enum.GetValues<PublicStatus>().Where(status => status.AwaitsCitizen()));
    }

    private static HashSet<string> Facts(params string[] facts) => [.. facts];

    private static WorkflowState State(string code, PublicStatus status) => new(code, status, "received");

    private static WorkflowAction Action(string name, string by, string to, string[] from, bool isPrimary = false, params string[] requires) =>
        new(name, name, LocalText.Of("fr", name), from, to, by, isPrimary, requires);
}
