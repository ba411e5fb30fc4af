using Perron.Calendar;
using Perron.Deadlines;
using Perron.Expressions;
using Perron.Forms;
using Perron.Platform.Catalogue;
using Perron.Platform.Web;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Procedures;

/// <summary>Reads an archetype, and what a procedure changes in it under <c>workflow:</c>. The guards are typed against the answers of the form.</summary>
internal static class WorkflowFile
{
    private static readonly Words RoomWords = Words.Of(typeof(WorkflowFile));

    /// <param name="isOlder">It was published once: it is not looked at again.</param>
    public static WorkflowDefinition Read(Untyped archetype, YamlPart? changes = null, Vocabulary? answers = null, bool isOlder = false)
    {
        var read = Typed(changes is null ? archetype : WorkflowChanges.Apply(archetype, changes), answers);
        return isOlder ? read : Checked(read, changes ?? archetype.Yaml);
    }

    /// <summary>Plays cases through it, as <see cref="WorkflowFaults.Played"/> does.</summary>
    /// <param name="yaml">The archetype, or what a procedure changes in it.</param>
    public static void Prove(WorkflowDefinition workflow, Func<YamlPart> yaml)
    {
        if (WorkflowFaults.Played(workflow).FirstOrDefault(fault => !fault.IsWarning) is { } fault)
        {
            throw At(yaml(), fault, workflow);
        }
    }

    private static WorkflowDefinition Checked(WorkflowDefinition workflow, YamlPart yaml) =>
        WorkflowFaults.Written(workflow, Words.Languages).FirstOrDefault(fault => !fault.IsWarning) is { } fault ? throw At(yaml, fault, workflow) : workflow;

    // The archetype alone was read before: what is wrong with a changed one is at the line of the change, or in all the changes together.
    private static CatalogueFault At(YamlPart yaml, WorkflowFault fault, WorkflowDefinition workflow) => yaml.Fault(fault.Message, fault.Remedy, IsLineOf(yaml.File, fault.Line, workflow) ? fault.Line : yaml.Line);

    private static bool IsLineOf(string file, long line, WorkflowDefinition workflow) =>
        workflow.Actions.Select(action => (action.File, action.Line)).Concat(workflow.Timers.Select(timer => (timer.File, timer.Line)))
            .Concat(workflow.Term is { } term ? [(term.File, term.Line)] : []).Concat(workflow.States.Select(state => (state.File, state.Line))).Concat(workflow.Steps.Select(step => (step.File, step.Line)))
            .Contains((file, line));

    /// <summary>A workflow whose guards are still texts: what they may ask is known only when all actions are.</summary>
    internal sealed record Untyped(
        YamlPart Yaml, string Slug, string Initial, IReadOnlyList<WorkflowState> States, IReadOnlyList<WorkflowStep> Steps, IReadOnlyList<Guarded> Actions,
        IReadOnlyList<WorkflowTimer> Timers, WorkflowTerm? Term);

    internal sealed record Guarded(WorkflowAction Action, IReadOnlyList<Guard> Guards);

    internal sealed record Guard(string Text, YamlPart Of, long Line);

    /// <summary>An archetype by itself: what every procedure that follows it begins with.</summary>
    public static Untyped Parts(YamlPart yaml)
    {
        var read = new Untyped(
            yaml, yaml.Text("slug"), yaml.Text("initial"), [.. yaml.Parts("states").Select(State)], [.. yaml.Parts("steps").Select(Step)], [.. yaml.Parts("actions").Select(Action)],
            [.. yaml.Parts("timers").Select(Timer)], yaml.Part("deadline") is { } term ? Term(term) : null);
        yaml.End();
        return read;
    }

    private static WorkflowDefinition Typed(Untyped written, Vocabulary? answers)
    {
        var states = written.States.Where(state => !state.IsClosing).Select(state => state.Code).ToList();
        var actions = written.Actions.Select(action => action.Action with { From = [.. action.Action.From.SelectMany(from => from == "open" ? states : [from]).Distinct()] }).ToList();
        var vocabulary = CaseFacts.Over(answers ?? FormVocabulary.Begin(), actions.SelectMany(action => action.Asks), out var twice);
        foreach (var (action, field) in actions.SelectMany(action => action.Fields.Select(field => (action, field))).Where(pair => answers is not null && pair.field != WorkflowAction.Applicant && !answers.Words.Any(word => word.Name == pair.field || word.Name.StartsWith($"{pair.field}.", StringComparison.Ordinal))))
        {
            throw new CatalogueFault(action.File, action.Line, $"the action '{action.Name}' tells a system '{field}', which is no question of the form", "Name a question, or take it away.");
        }

        if (answers is not null && actions.FirstOrDefault(action => action is { Kind: ActKind.NotifySystem, Fields.Count: 0 }) is { } mute)
        {
            throw new CatalogueFault(mute.File, mute.Line, $"the action '{mute.Name}' tells a system nothing", $"Name the questions it may know in the procedure: workflow: {{ fields: {{ {mute.Name}: [{WorkflowAction.Applicant}] }} }}, or leave the action out.");
        }

        return twice is null
            ? new(written.Slug, written.Initial, written.States, written.Steps, [.. actions.Zip(written.Actions, (action, read) => action with { When = Condition(read.Guards, vocabulary) })], vocabulary)
            {
                Timers = written.Timers, Term = written.Term,
            }
            : throw new CatalogueFault($"catalogue/archetypes/{written.Slug}.yaml", 1, $"the name '{twice}' stands for two things: it is a question of the form or is asked with two kinds", "Give one of them another name.");
    }

    private static Formula? Condition(IReadOnlyList<Guard> guards, Vocabulary vocabulary)
    {
        if (guards is not [{ } first, ..])
        {
            return null;
        }

        try
        {
            return Formula.Condition(guards.Count == 1 ? first.Text : string.Join(" and ", guards.Select(guard => $"({guard.Text})")), vocabulary).From(guards[^1].Of.File, guards[^1].Line);
        }
        catch (FormulaFault wrong)
        {
            throw guards[^1].Of.Fault(wrong.Message, wrong.Remedy, guards[^1].Line);
        }
    }

    internal static WorkflowState State(YamlPart yaml)
    {
        var state = new WorkflowState(yaml.Text("code"), yaml.Choice<PublicStatus>("public"), yaml.Text("step")) { Sentence = yaml.Local("sentence", isOptional: true), File = yaml.File, Line = yaml.Line };
        state = yaml.Has("closing") ? state with { IsClosing = yaml.Flag("closing") } : state;
        yaml.End();
        return state;
    }

    // What is not said is what the house usually says of a step by this name.
    private static WorkflowStep Step(YamlPart yaml)
    {
        var code = yaml.Text("code");
        var step = new WorkflowStep(code, Said(yaml, "title", $"step-{code}"), Said(yaml, "sentence", $"step-{code}-says")) { File = yaml.File, Line = yaml.Line };
        yaml.End();
        return step;
    }

    internal static Guarded Action(YamlPart yaml)
    {
        var kind = yaml.Choice<ActKind>("kind");
        var action = new WorkflowAction(yaml.Text("name"), kind, Said(yaml, "title", $"act-{yaml.Text("kind")}"), yaml.Texts("from"), yaml.Optional("to"), yaml.Choice<ActedBy>("by"))
        {
            NotBy = yaml.Optional("not-by"), IsPrimary = yaml.Flag("primary"), Asks = [.. yaml.Parts("asks").Select(Asked)], Piece = yaml.Local("piece", isOptional: true),
            IsMandate = yaml.Flag("mandate"), Who = yaml.Local("who", isOptional: true), Procedure = yaml.Optional("procedure"), Tells = yaml.Optional("tells"),
            System = yaml.Has("system") ? yaml.Choice<SystemKind>("system") : null, Fields = yaml.Texts("fields"), File = yaml.File, Line = yaml.Line,
        };
        IReadOnlyList<Guard> guards = yaml.Optional("when") is { } when ? [new(when, yaml, yaml.LineOf("when"))] : [];
        yaml.End();
        return new(action, guards);
    }

    internal static AskedValue Asked(YamlPart yaml)
    {
        var asked = new AskedValue(yaml.Text("name"), yaml.Choice<AskedKind>("kind"), yaml.Local("label"), yaml.Flag("optional"), yaml.Flag("shown"))
        {
            Choices = [.. yaml.Parts("choices").Select(Choice)],
        };
        yaml.End();
        return asked.Kind == AskedKind.Choice && asked.Choices.Count < 2 ? throw yaml.Fault($"'{asked.Name}' offers no choice", "Add two choices or more.") : asked;
    }

    internal static WorkflowTimer Timer(YamlPart yaml)
    {
        var after = yaml.Part("after") ?? throw yaml.Fault("'after' is missing", "Add 'after: { count: 10, days: calendar }'.");
        var timer = new WorkflowTimer(yaml.Text("in"), after.Number("count"), Days(after), yaml.Text("do")) { File = yaml.File, Line = yaml.Line };
        after.End();
        yaml.End();
        return timer;
    }

    internal static WorkflowTerm Term(YamlPart yaml)
    {
        var silence = yaml.Text("silence", "none") switch
        {
            "yes" => Silence.MeansYes,
            "no" => Silence.MeansNo,
            "none" => Silence.MeansNothing,
            var other => throw yaml.Fault($"silence cannot mean '{other}'", "Choose one of yes, no, none.", yaml.LineOf("silence")),
        };
        var term = new WorkflowTerm(new(yaml.Number("count"), Days(yaml), silence, yaml.Number("alarm", 2)), yaml.Choice<TermStart>("from")) { File = yaml.File, Line = yaml.Line };
        yaml.End();
        return term;
    }

    internal static DayCount Days(YamlPart yaml) => yaml.Text("days") switch
    {
        "calendar" => DayCount.Calendar,
        "ouvrables" or "working" => DayCount.Working,
        "office" => DayCount.Office,
        var other => throw yaml.Fault($"there are no days called '{other}'", "Choose one of calendar, ouvrables, office.", yaml.LineOf("days")),
    };

    private static AskedChoice Choice(YamlPart yaml)
    {
        var choice = new AskedChoice(yaml.Text("value"), yaml.Local("label"));
        yaml.End();
        return choice;
    }

    private static LocalText Said(YamlPart yaml, string key, string otherwise) => yaml.Local(key, isOptional: RoomWords.All("fr").ContainsKey(otherwise)) is { IsEmpty: false } written ? written
        : new(Words.Languages.Select(language => KeyValuePair.Create(language, RoomWords.In(language, otherwise))));
}
