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

    /// <summary>What is wrong with the definition: states nobody reaches or from which no case ever ends, actions that lead nowhere. Empty when it can be published.</summary>
    public IEnumerable<string> Faults()
    {
        var codes = States.Select(state => state.Code).ToHashSet();
        if (!codes.Contains(Initial))
        {
            yield return $"the first state '{Initial}' does not exist";
        }

        foreach (var twice in States.GroupBy(state => state.Code).Where(states => states.Count() > 1))
        {
            yield return $"the state '{twice.Key}' stands twice";
        }

        foreach (var action in Actions)
        {
            foreach (var unknown in action.From.Append(action.To).Where(code => !codes.Contains(code)))
            {
                yield return $"action '{action.Name}' names the state '{unknown}', which does not exist";
            }
        }

        var reached = Closure([Initial], (action, from) => action.From.Contains(from) ? [action.To] : []);
        var ending = Closure(States.Where(state => state.Public.IsOver()).Select(state => state.Code), (action, to) => action.To == to ? action.From : []);
        foreach (var state in States)
        {
            if (!Steps.Any(step => step.Code == state.Step))
            {
                yield return $"state '{state.Code}' stands under the step '{state.Step}', which does not exist";
            }

            if (!reached.Contains(state.Code))
            {
                yield return $"no case ever comes to the state '{state.Code}'";
            }

            if (!ending.Contains(state.Code))
            {
                yield return $"no case ever ends from the state '{state.Code}'";
            }
        }
    }

    /// <summary>All states that can be had from these, step by step.</summary>
    private HashSet<string> Closure(IEnumerable<string> first, Func<WorkflowAction, string, IEnumerable<string>> next)
    {
        var found = new HashSet<string>();
        var open = new Queue<string>(first);
        while (open.TryDequeue(out var state))
        {
            if (found.Add(state))
            {
                foreach (var other in Actions.SelectMany(action => next(action, state)))
                {
                    open.Enqueue(other);
                }
            }
        }

        return found;
    }
}
