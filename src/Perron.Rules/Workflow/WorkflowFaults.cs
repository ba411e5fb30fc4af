using Perron.Deadlines;
using Perron.Texts;
namespace Perron.Workflow;

/// <summary>What is wrong with a workflow, on which line of its file, and how to mend it. A warning does not keep it from being published.</summary>
public sealed record WorkflowFault(long Line, string Message, string Remedy, bool IsWarning = false);

/// <summary>The publisher's last look at a workflow: does every case end, whatever was answered; can everything that is written be done; is every text there in every language.</summary>
public static class WorkflowFaults
{
    private const int Cases = 24, Moments = 24;

    public static IReadOnlyList<WorkflowFault> Of(WorkflowDefinition workflow, IReadOnlyList<string> languages) =>
        Broken(workflow, languages) is [_, ..] broken ? broken : [.. Graph(workflow), .. Played(workflow)];

    /// <summary>What can be seen without playing cases.</summary>
    public static IReadOnlyList<WorkflowFault> Written(WorkflowDefinition workflow, IReadOnlyList<string> languages) =>
        Broken(workflow, languages) is [_, ..] broken ? broken : [.. Graph(workflow)];

    private static List<WorkflowFault> Broken(WorkflowDefinition workflow, IReadOnlyList<string> languages) => [.. Names(workflow), .. Untranslated(workflow, languages)];

    private static IEnumerable<WorkflowFault> Names(WorkflowDefinition workflow)
    {
        var codes = workflow.States.Select(state => state.Code).ToHashSet();
        if (!codes.Contains(workflow.Initial))
        {
            yield return new(1, $"the first state '{workflow.Initial}' does not exist", $"Choose one of {string.Join(", ", codes)}.");
        }

        foreach (var twice in workflow.States.GroupBy(state => state.Code).Where(states => states.Count() > 1))
        {
            yield return new(twice.Last().Line, $"the state '{twice.Key}' stands twice", "Give it another code.");
        }

        foreach (var twice in workflow.Actions.GroupBy(action => action.Name).Where(actions => actions.Count() > 1))
        {
            yield return new(twice.Last().Line, $"the action '{twice.Key}' stands twice", "Give it another name.");
        }

        foreach (var state in workflow.States.Where(state => workflow.Steps.All(step => step.Code != state.Step)))
        {
            yield return new(state.Line, $"state '{state.Code}' stands under the step '{state.Step}', which does not exist", $"Choose one of {string.Join(", ", workflow.Steps.Select(step => step.Code))}.");
        }

        foreach (var action in workflow.Actions)
        {
            foreach (var unknown in action.From.Concat(action.To is { } to ? [to] : []).Where(code => !codes.Contains(code)))
            {
                yield return new(action.Line, $"action '{action.Name}' names the state '{unknown}', which does not exist", $"Choose one of {string.Join(", ", codes)}.");
            }

            if (action.From.Count == 0)
            {
                yield return new(action.Line, $"action '{action.Name}' is possible in no state", "Add 'from: […]'.");
            }

            if (action.NotBy is { } other && workflow.Action(other) is null)
            {
                yield return new(action.Line, $"action '{action.Name}' is not for whoever did '{other}', which nobody can do", "Name an action in 'not-by'.");
            }

            if (action.By == ActedBy.Timer && workflow.Timers.All(timer => timer.Do != action.Name))
            {
                yield return new(action.Line, $"no timer ever does '{action.Name}'", $"Add a timer with 'do: {action.Name}'.");
            }

            if (action is { By: ActedBy.House, Kind: ActKind.Decide or ActKind.Refuse } && workflow.Term?.Rule.Silence is null or Silence.MeansNothing)
            {
                yield return new(action.Line, $"the house never does '{action.Name}': there is no term whose silence means anything", "Add 'deadline: { …, silence: yes }' or take the action away.");
            }

            if (action is { Kind: ActKind.Message, Tells: null })
            {
                yield return new(action.Line, $"action '{action.Name}' sends a message, but which", "Add 'tells: …' with the name of a reply of catalogue/replies.");
            }

            if (action.Tells is not null && (!action.Kind.CanTell() || action.By is ActedBy.Citizen or ActedBy.CoApplicant or ActedBy.Outsider))
            {
                yield return new(action.Line, $"action '{action.Name}' cannot tell '{action.Tells}'", "Let an action of kind message tell it, or one by which an officer, a timer or the house moves the case on.");
            }

            if (action.Kind == ActKind.OpenSubCase && !action.By.IsOfOfficers())
            {
                yield return new(action.Line, $"action '{action.Name}' opens a case beside this one, and nobody says what is asked there", "Let an officer do it: 'by: officer'.");
            }

            if (action.Kind == ActKind.RequestPayment && (!action.By.IsOfOfficers() || !workflow.Actions.Any(on => on is { Kind: ActKind.PaymentReceived, By: ActedBy.House } && action.To is { } waiting && on.From.Contains(waiting))))
            {
                yield return new(action.Line, $"action '{action.Name}' asks for money, and nothing says what follows when it is there", "Let an officer do it, give it a state in 'to', and add an action of kind payment-received 'by: house' from that state.");
            }

            if (action.Kind == ActKind.NotifySystem && (action.System is null || !action.By.IsOfOfficers()))
            {
                yield return new(action.Line, $"action '{action.Name}' tells a system outside the house, but which, or nobody is there who wants it", "Add 'system: civil-acts' (or criminal-record, public-works, population, other) and 'by: officer'.");
            }

            if (action is { Kind: ActKind.NotifySystem, To: var told } && (told is null || !workflow.Actions.Any(on => on.Kind == ActKind.SystemAnswered && on.From.Contains(told)) || !workflow.Actions.Any(on => on.By.IsOfOfficers() && on.Kind != ActKind.Refuse && on.To is not null && on.From.Contains(told))))
            {
                yield return new(action.Line, $"action '{action.Name}' tells a system outside the house, and nothing says what follows when it answers, or when it never does", "Give it a state in 'to', an action of kind system-answered from there, and one by which an officer goes on by hand.");
            }

            if (action is { Kind: not ActKind.NotifySystem, System: not null } or { Kind: not ActKind.NotifySystem, Fields.Count: > 0 })
            {
                yield return new(action.Line, $"action '{action.Name}' tells no system, and names one or fields for it", "Make its kind notify-system, or take 'system' and 'fields' away.");
            }

            if (action.Kind == ActKind.SystemAnswered && action.By != ActedBy.House)
            {
                yield return new(action.Line, $"action '{action.Name}' takes the answer of a system, which only the house hears", "Write 'by: house' and 'when: system-answer == …'.");
            }

            if (action.By == ActedBy.AnotherOfficer && action.NotBy is null)
            {
                yield return new(action.Line, $"action '{action.Name}' is for another officer, but than whom", "Add 'not-by: …' with the action that the other one did.");
            }
        }

        foreach (var timer in workflow.Timers)
        {
            if (!codes.Contains(timer.In))
            {
                yield return new(timer.Line, $"a timer runs in the state '{timer.In}', which does not exist", $"Choose one of {string.Join(", ", codes)}.");
            }
            else if (workflow.Action(timer.Do) is not { By: ActedBy.Timer } action || !action.From.Contains(timer.In))
            {
                yield return new(timer.Line, $"a timer in '{timer.In}' does '{timer.Do}', which is no action of a timer from there", $"Add an action '{timer.Do}' with 'by: timer' and 'from: [{timer.In}]'.");
            }
        }

        if (workflow.Term is { Rule.Silence: not Silence.MeansNothing } term
            && workflow.Actions.All(action => action.By != ActedBy.House || action.Kind != (term.Rule.Silence == Silence.MeansYes ? ActKind.Decide : ActKind.Refuse)))
        {
            var (kind, answer) = term.Rule.Silence == Silence.MeansYes ? ("decide", "yes") : ("refuse", "no");
            yield return new(term.Line, $"silence means {answer}, but nothing says what the house then does", $"Add an action with 'by: house' and 'kind: {kind}'.");
        }
    }

    private static IEnumerable<WorkflowFault> Untranslated(WorkflowDefinition workflow, IReadOnlyList<string> languages)
    {
        bool Lacks(LocalText text, string language) => !text.IsEmpty && !text.Has(language);
        foreach (var language in languages)
        {
            foreach (var step in workflow.Steps.Where(step => !step.Title.Has(language) || !step.Sentence.Has(language)))
            {
                yield return new(step.Line, $"the step '{step.Code}' has no title or sentence in '{language}'", $"Add '{language}: …' to both.");
            }

            foreach (var state in workflow.States.Where(state => Lacks(state.Sentence, language)))
            {
                yield return new(state.Line, $"the sentence of the state '{state.Code}' is missing in '{language}'", $"Add '{language}: …' to it.");
            }

            foreach (var action in workflow.Actions.Where(action => !action.Title.Has(language) || Lacks(action.Piece, language) || Lacks(action.Who, language)
                || action.Asks.Any(asked => !asked.Label.Has(language) || asked.Choices.Any(choice => !choice.Label.Has(language)))))
            {
                yield return new(action.Line, $"a text of the action '{action.Name}' is missing in '{language}'", $"Add '{language}: …' to its title and to what it asks.");
            }
        }
    }

    private static IEnumerable<WorkflowFault> Graph(WorkflowDefinition workflow)
    {
        var reached = Closure([workflow.Initial], workflow.Actions, (action, from) => action.From.Contains(from) ? [action.To ?? from] : []);
        var ending = Ending(workflow, workflow.Actions);
        foreach (var state in workflow.States)
        {
            if (!reached.Contains(state.Code))
            {
                yield return new(state.Line, $"no case ever comes to the state '{state.Code}'", "Let an action lead to it, or take it away.");
            }

            if (!ending.Contains(state.Code))
            {
                yield return new(state.Line, $"no case ever ends from the state '{state.Code}'", "Let an action lead on from it to a state that closes.");
            }
            else if (!state.IsClosing && state.Public is PublicStatus.Submitted or PublicStatus.Checking or PublicStatus.InProgress
                && !workflow.Actions.Any(action => action.By.IsOfOfficers() && action.To is { } to && to != state.Code && action.From.Contains(state.Code)))
            {
                yield return new(state.Line, $"an officer can do nothing in the state '{state.Code}'", "Add an action of an officer from it, or give it a public status that says who is awaited.");
            }
        }
    }

    /// <summary>Whatever stands fixed when the request is sent: does every state still lead to an end, and can every action be done at some moment. Most of the work; for a workflow whose <see cref="Written"/> is without faults.</summary>
    public static IReadOnlyCollection<WorkflowFault> Played(WorkflowDefinition workflow)
    {
        var samples = new FactSamples(workflow);
        var possible = new HashSet<string>();
        var stuck = new Dictionary<string, WorkflowFault>();
        for (var sample = 0; sample < Cases; sample++)
        {
            var sent = samples.Fixed();
            var moments = Enumerable.Range(0, Moments).Select(_ => samples.SomeTime(sent)).ToList();
            var able = workflow.Actions.Where(action => action.When is null || moments.Any(action.When.Holds)).ToList();
            possible.UnionWith(able.Select(action => action.Name));
            var ending = Ending(workflow, able);
            foreach (var code in Closure([workflow.Initial], able, (action, from) => action.From.Contains(from) ? [action.To ?? from] : []).Where(code => !ending.Contains(code)))
            {
                stuck.TryAdd(code, new(workflow.State(code).Line, $"some cases never end from the state '{code}': there no guard ever holds for them", "Let the guards of its actions cover every case, or add one without a guard."));
            }

            foreach (var code in workflow.States.Select(state => state.Code))
            {
                foreach (var facts in moments.Where(_ => stuck.Count < 20))
                {
                    if (workflow.Actions.Where(action => action.IsPrimary && action.By.IsOfOfficers() && action.From.Contains(code) && action.When?.Holds(facts) is not false).Take(2).ToList() is [var one, var other])
                    {
                        stuck.TryAdd($"{one.Name}+{other.Name}", new(other.Line, $"'{one.Name}' and '{other.Name}' can both be the one next thing in the state '{code}'", "Let their guards exclude each other, or let only one be primary.", IsWarning: true));
                    }
                }
            }
        }

        foreach (var never in workflow.Actions.Where(action => !possible.Contains(action.Name)))
        {
            stuck.TryAdd(never.Name, new(never.Line, $"the action '{never.Name}' can never be done: its guard never holds", $"Correct 'when: {never.When?.Text}'."));
        }

        return [.. stuck.Values];
    }

    private static HashSet<string> Ending(WorkflowDefinition workflow, IReadOnlyList<WorkflowAction> actions) =>
        Closure(workflow.States.Where(state => state.IsClosing).Select(state => state.Code), actions, (action, to) => action.To == to ? action.From : []);

    /// <summary>All states that can be had from these, step by step.</summary>
    private static HashSet<string> Closure(IEnumerable<string> first, IReadOnlyList<WorkflowAction> actions, Func<WorkflowAction, string, IEnumerable<string>> next)
    {
        var found = new HashSet<string>();
        var open = new Queue<string>(first);
        while (open.TryDequeue(out var state))
        {
            if (found.Add(state))
            {
                foreach (var other in actions.SelectMany(action => next(action, state)))
                {
                    open.Enqueue(other);
                }
            }
        }

        return found;
    }
}
