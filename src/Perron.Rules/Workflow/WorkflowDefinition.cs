using Perron.Texts;
namespace Perron.Workflow;

/// <summary>One state a case can be in.</summary>
/// <param name="Step">The public step under which the citizen sees it.</param>
public sealed record WorkflowState(string Code, PublicStatus Public, string Step);

/// <summary>One public step: what the citizen sees as a dot on the line.</summary>
public sealed record WorkflowStep(string Code, LocalText Title, LocalText Sentence);

/// <summary>Something an officer or the citizen may do, from which states, and where it leads. What it does is its kind.</summary>
/// <param name="Kind">One of the kinds that the house can carry out: confirm-register, ask-evidence, produce, hand-over, refuse, withdraw, answer.</param>
/// <param name="Requires">Facts that must hold before: "confirmed", "evidence".</param>
public sealed record WorkflowAction(string Name, string Kind, LocalText Title, IReadOnlyList<string> From, string To, string By, bool IsPrimary, IReadOnlyList<string> Requires);

/// <summary>How a case runs: an archetype of the catalogue, shared by many procedures.</summary>
public sealed record WorkflowDefinition(string Slug, string Initial, IReadOnlyList<WorkflowState> States, IReadOnlyList<WorkflowStep> Steps, IReadOnlyList<WorkflowAction> Actions)
{
    public WorkflowState State(string code) => States.First(state => state.Code == code);

    /// <summary>What this actor may do now. An action whose facts do not hold yet is not offered.</summary>
    public IReadOnlyList<WorkflowAction> Offered(string state, string by, IReadOnlySet<string> facts) =>
        [.. Actions.Where(action => action.By == by && action.From.Contains(state) && action.Requires.All(facts.Contains))];

    /// <summary>The one thing to do next, if the definition names one.</summary>
    public WorkflowAction? Primary(string state, IReadOnlySet<string> facts) =>
        Offered(state, "officer", facts).FirstOrDefault(action => action.IsPrimary);

    /// <summary>What is wrong with the definition: states nobody leaves or reaches, actions that lead nowhere. Empty when it can be published.</summary>
    public IEnumerable<string> Faults()
    {
        var codes = States.Select(state => state.Code).ToHashSet();
        foreach (var action in Actions)
        {
            foreach (var unknown in action.From.Append(action.To).Where(code => !codes.Contains(code)))
            {
                yield return $"action '{action.Name}' names the state '{unknown}', which does not exist";
            }
        }

        foreach (var state in States)
        {
            if (!Steps.Any(step => step.Code == state.Step))
            {
                yield return $"state '{state.Code}' stands under the step '{state.Step}', which does not exist";
            }

            if (!state.Public.IsOver() && !Actions.Any(action => action.From.Contains(state.Code)))
            {
                yield return $"nobody can leave the state '{state.Code}'";
            }

            if (state.Code != Initial && !Actions.Any(action => action.To == state.Code))
            {
                yield return $"no action leads to the state '{state.Code}'";
            }
        }
    }
}
