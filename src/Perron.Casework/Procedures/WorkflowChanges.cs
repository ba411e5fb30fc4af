using Perron.Platform.Catalogue;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Procedures;

/// <summary>
/// What a procedure says otherwise than its archetype, without copying it: what it leaves out, adds, calls by another name, guards more narrowly, its term and its timers.
/// </summary>
internal static class WorkflowChanges
{
    public static WorkflowFile.Untyped Apply(WorkflowFile.Untyped written, YamlPart yaml)
    {
        var changed = LeftOut(written, yaml) is var less && yaml.Parts("actions") is var added
            ? less with { Actions = [.. less.Actions, .. added.Select(WorkflowFile.Action)] } : written;
        changed = changed with
        {
            States = Each([.. changed.States, .. yaml.Parts("states").Select(WorkflowFile.State)], yaml.Part("sentences"), state => state.Code, (state, text) => state with { Sentence = text }),
            Steps = Steps(changed.Steps, yaml),
            Actions = Actions(changed.Actions, yaml),
            Timers = [.. changed.Timers.Where(timer => yaml.Parts("timers").All(other => other.Text("do") != timer.Do)), .. yaml.Parts("timers").Select(WorkflowFile.Timer)],
            Term = yaml.Part("deadline") is { } term ? WorkflowFile.Term(term) : changed.Term,
        };
        yaml.End();
        return changed;
    }

    private static WorkflowFile.Untyped LeftOut(WorkflowFile.Untyped written, YamlPart yaml)
    {
        var left = yaml.Texts("leave-out");
        if (left.FirstOrDefault(name => written.Actions.All(action => action.Action.Name != name) && written.States.All(state => state.Code != name)) is { } unknown)
        {
            throw yaml.Fault($"'{unknown}' is neither an action nor a state of '{written.Slug}'", "Correct its spelling.", yaml.LineOf("leave-out"));
        }

        var actions = written.Actions.Where(action => !left.Contains(action.Action.Name) && !left.Contains(action.Action.To))
            .Select(action => action with { Action = action.Action with { From = [.. action.Action.From.Except(left)] } }).Where(action => action.Action.From.Count > 0).ToList();
        return written with
        {
            States = [.. written.States.Where(state => !left.Contains(state.Code))],
            Actions = actions,
            Timers = [.. written.Timers.Where(timer => actions.Any(action => action.Action.Name == timer.Do && action.Action.From.Contains(timer.In)))],
        };
    }

    private static IReadOnlyList<WorkflowStep> Steps(IReadOnlyList<WorkflowStep> steps, YamlPart yaml) =>
        Each(Each(steps, yaml.Part("steps"), step => step.Code, (step, text) => step with { Title = text }), yaml.Part("step-sentences"), step => step.Code, (step, text) => step with { Sentence = text });

    private static IReadOnlyList<WorkflowFile.Guarded> Actions(IReadOnlyList<WorkflowFile.Guarded> actions, YamlPart yaml)
    {
        var changed = Each(actions, yaml.Part("titles"), Name, (one, text) => one with { Action = one.Action with { Title = text } });
        changed = Each(changed, yaml.Part("pieces"), Name, (one, text) => one with { Action = one.Action with { Piece = text } });
        changed = Each(changed, yaml.Part("who"), Name, (one, text) => one with { Action = one.Action with { Who = text } });
        changed = Each(changed, yaml.Part("opens"), Name, (one, part) => one with { Action = one.Action with { Procedure = part.Text(one.Action.Name) } });
        changed = Each(changed, yaml.Part("tells"), Name, (one, part) => one with { Action = one.Action with { Tells = part.Text(one.Action.Name) } });
        changed = Each(changed, yaml.Part("asks"), Name, (one, part) => one with { Action = one.Action with { Asks = [.. one.Action.Asks, .. part.Parts(one.Action.Name).Select(WorkflowFile.Asked)] } });
        changed = Each(changed, yaml.Part("fields"), Name, (one, part) => one with { Action = one.Action with { Fields = part.Texts(one.Action.Name) } });
        return Each(changed, yaml.Part("when"), Name, (one, part) => one with { Guards = [.. one.Guards, new(part.Text(one.Action.Name), part, part.LineOf(one.Action.Name))] });
    }

    private static string Name(WorkflowFile.Guarded one) => one.Action.Name;

    private static IReadOnlyList<T> Each<T>(IReadOnlyList<T> all, YamlPart? part, Func<T, string> name, Func<T, LocalText, T> with) => Each(all, part, name, (one, from) => with(one, from.Local(name(one))));

    private static IReadOnlyList<T> Each<T>(IReadOnlyList<T> all, YamlPart? part, Func<T, string> name, Func<T, YamlPart, T> with)
    {
        if (part is null)
        {
            return all;
        }

        IReadOnlyList<T> changed = [.. all.Select(one => part.Has(name(one)) ? with(one, part) : one)];
        part.End();
        return changed;
    }
}
