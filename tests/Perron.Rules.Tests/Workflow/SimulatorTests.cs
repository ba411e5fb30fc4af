using CsCheck;
using NodaTime;
using Perron.Calendar;
using Perron.Expressions;
using Perron.Workflow;
using static Perron.Rules.Tests.Workflow.Written;
namespace Perron.Rules.Tests.Workflow;

public sealed class SimulatorTests
{
    private static readonly LocalDate Sent = new(2026, 3, 2);

    [Fact]
    public void A_case_runs_from_sending_to_its_end()
    {
        var run = Play(
            new(ActedBy.Officer, "ask", None, Then: PublicStatus.WaitingCitizen),
            new(ActedBy.Citizen, "answer", None, 3, PublicStatus.Submitted),
            new(ActedBy.Officer, "complete", None),
            new(ActedBy.Officer, "propose", Told(("montant", "750.50"), ("date-college", "2026-03-20"))),
            new(ActedBy.AnotherOfficer, "approve", None, 1, PublicStatus.Delivered));
        Assert.True(run.Stopped is null, run.ToString());
        Assert.Equal(new(2026, 4, 1), run.Moments[0].DecideBy);
        Assert.Equal(new(2026, 4, 7), run.Last.DecideBy); // three days awaited: 4 April is a Saturday, the 6th Easter Monday
    }

    [Fact]
    public void It_says_where_and_why_a_case_cannot_go_on()
    {
        Assert.Equal("act 1, 'approve' by AnotherOfficer on 2026-03-02: it is not possible in the state 'new'", Play(new ScenarioAct(ActedBy.AnotherOfficer, "approve", None)).Stopped);
        Assert.EndsWith("it asks for 'date-college', and was told 'bientôt'", Play(new(ActedBy.Officer, "complete", None), new(ActedBy.Officer, "propose", Told(("montant", "5"), ("date-college", "bientôt")))).Stopped!, StringComparison.Ordinal);
        Assert.EndsWith("its guard does not hold: montant <= 1000", Play(new(ActedBy.Officer, "complete", None), new(ActedBy.Officer, "propose", Told(("montant", "5000"), ("date-college", "2026-03-20"))), new(ActedBy.AnotherOfficer, "approve", None)).Stopped!, StringComparison.Ordinal);
        Assert.Equal("act 1, 'ask': the citizen reads WaitingCitizen, not Ready", Play(new ScenarioAct(ActedBy.Officer, "ask", None, Then: PublicStatus.Ready)).Stopped);
    }

    [Fact]
    public void A_timer_fires_once_and_silence_closes_when_the_term_is_over()
    {
        var run = Play(new(ActedBy.Officer, "ask", None), new(ActedBy.Citizen, "answer", None, 15), new(ActedBy.House, "wait", None, 60, PublicStatus.Refused));
        Assert.Null(run.Stopped);
        Assert.Equal(["send", "ask", "remind", "answer", "silence"], run.Moments.Select(moment => moment.Did));
        Assert.Equal(new(2026, 3, 13), run.Moments[2].On);
        Assert.Equal(run.Moments[3].DecideBy!.Value.PlusDays(1), run.Last.On);
    }

    [Fact]
    public void Every_workflow_that_may_be_published_ends_whatever_is_done_first() => Random.Sample(workflow =>
    {
        if (WorkflowFaults.Of(workflow, ["fr"]).Any(fault => !fault.IsWarning))
        {
            return;
        }

        // Whatever was done before, a shortest way of acts that are offered leads out.
        foreach (var facts in Some)
        {
            var values = facts.Over(workflow.Vocabulary, new(workflow.Vocabulary.Outer!));
            var seen = new HashSet<string> { workflow.Initial };
            var open = new Queue<string>(seen);
            while (open.TryDequeue(out var state))
            {
                Assert.True(Ends(workflow, state, values), $"{state} of {string.Join(", ", workflow.Actions.Select(action => $"{action.Name}: {string.Join('/', action.From)}>{action.To} when {action.When?.Text}"))}");
                foreach (var next in workflow.Offered(state, Enum.GetValues<ActedBy>(), values).Select(action => action.To ?? state).Where(seen.Add))
                {
                    open.Enqueue(next);
                }
            }
        }
    }, iter: 400);

    private static readonly CaseFacts[] Some = [new(), new() { IsByDownload = true }, new() { IsForThirdPerson = true, Mandate = MandateState.Settled }, new() { IsForThirdPerson = true, Mandate = MandateState.Settled, IsByDownload = true }];

    private static readonly Gen<WorkflowDefinition> Random =
        from count in Gen.Int[2, 6]
        from moves in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1], Gen.Int[0, 6]).Array[1, 12]
        select Of(
            [.. Enumerable.Range(0, count).Select(place => State($"s{place}", place == count - 1 ? PublicStatus.Delivered : PublicStatus.WaitingThird))],
            [.. moves.Select((move, place) => Action($"a{place}", ActKind.NoteResult, $"s{move.Item1}", $"s{move.Item2}"))],
            moves.Select((move, place) => (Action: $"a{place}", When: Guards![move.Item3])).Where(guard => guard.When.Length > 0));

    private static readonly string[] Guards = ["", "", "", "own", "third-person", "by-download", "on-paper"];

    private static bool Ends(WorkflowDefinition workflow, string from, Facts facts)
    {
        var seen = new HashSet<string> { from };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var state))
        {
            if (workflow.State(state).IsClosing)
            {
                return true;
            }

            foreach (var next in workflow.Offered(state, Enum.GetValues<ActedBy>(), facts).Select(action => action.To ?? state).Where(seen.Add))
            {
                open.Enqueue(next);
            }
        }

        return false;
    }

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private static Dictionary<string, string> Told(params (string Name, string Value)[] values) => values.ToDictionary(pair => pair.Name, pair => pair.Value);

    private static SimulatedRun Play(params ScenarioAct[] acts) => Simulator.Play(Grant, new(Sent, new(), _ => new(Grant.Vocabulary.Outer!), new OfficeCalendar([]), acts));
}
