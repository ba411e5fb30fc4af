using NodaTime;
using Perron.Calendar;
using Perron.Deadlines;
using Perron.Expressions;
namespace Perron.Workflow;

/// <summary>One thing that is done in a scripted case.</summary>
/// <param name="Do">The name of an action; "consult-register" asks the register, "wait" lets the days go by, "sub-case-closed" ends a case beside it, against the citizen when its "outcome" is "unfavourable", "pay-price" brings the money, "system-answers" brings the answer of a system outside the house, whose "answer" is done unless it says otherwise.</param>
/// <param name="With">What the action asks for, by name.</param>
/// <param name="DaysLater">Calendar days since the act before.</param>
/// <param name="Then">The public status the citizen must read afterwards; null: whatever.</param>
public sealed record ScenarioAct(ActedBy By, string Do, IReadOnlyDictionary<string, string> With, int DaysLater = 0, PublicStatus? Then = null, bool WithFile = false);

/// <summary>A scripted case: what is known when it is sent, and all that is then done with it.</summary>
/// <param name="Answers">What the answers say on a day, over the outer vocabulary of the workflow.</param>
public sealed record Scenario(LocalDate SentOn, CaseFacts Facts, Func<LocalDate, Facts> Answers, OfficeCalendar Calendar, IReadOnlyList<ScenarioAct> Acts);

/// <summary>One moment of a simulated case: who did what, where the case then stands, until when the commune must decide.</summary>
public sealed record SimulatedMoment(LocalDate On, ActedBy By, string Did, string State, PublicStatus Public, LocalDate? DecideBy)
{
    /// <summary>The reply of the catalogue that the citizen gets with it.</summary>
    public string? Tells { get; init; }
}

/// <summary>What became of a scripted case.</summary>
/// <param name="Stopped">Where and why it could not go on; null when every act was possible and every status as expected.</param>
public sealed record SimulatedRun(IReadOnlyList<SimulatedMoment> Moments, string? Stopped)
{
    public SimulatedMoment Last => Moments[^1];

    public override string ToString() => string.Join('\n', Moments.Select(moment => $"{moment.On:uuuu-MM-dd} {moment.By}: {moment.Did} -> {moment.State} ({moment.Public})").Append(Stopped ?? "to the end"));
}

/// <summary>Runs a definition through a scripted case day by day, by the same rules as the house: in tests, and in front of whoever writes the definition.</summary>
public sealed class Simulator
{
    private readonly WorkflowDefinition _workflow;
    private readonly Scenario _scenario;
    private readonly List<SimulatedMoment> _moments = [];
    private readonly List<Stay> _stays = [];
    private readonly HashSet<(ActedBy By, string Action)> _did = [];
    private readonly HashSet<WorkflowTimer> _fired = [];
    private CaseFacts _facts;
    private LocalDate _today;

    private Simulator(WorkflowDefinition workflow, Scenario scenario) => (_workflow, _scenario, _facts, _today) = (workflow, scenario, scenario.Facts, scenario.SentOn);

    public static SimulatedRun Play(WorkflowDefinition workflow, Scenario scenario)
    {
        var simulator = new Simulator(workflow, scenario);
        return new(simulator._moments, simulator.Play());
    }

    private string State => _stays[^1].State;

    private string? Play()
    {
        _stays.Add(new(_workflow.Initial, _today, null));
        Note(ActedBy.Citizen, "send");
        foreach (var (place, act) in _scenario.Acts.Index())
        {
            for (var day = 0; day < act.DaysLater; day++)
            {
                _today = _today.PlusDays(1);
                RunDay();
            }

            if (Carry(act) is { } refused)
            {
                return $"act {place + 1}, '{act.Do}' by {act.By} on {_today:uuuu-MM-dd}: {refused}";
            }

            if (act.Then is { } wanted && _workflow.State(State).Public != wanted)
            {
                return $"act {place + 1}, '{act.Do}': the citizen reads {_workflow.State(State).Public}, not {wanted}";
            }
        }

        return null;
    }

    private string? Carry(ScenarioAct act)
    {
        switch (act.Do)
        {
            case "wait":
                return null;
            case "consult-register":
                _facts = _facts with { HasRegister = true };
                return null;
            case "sub-case-closed":
                return CloseSubCase(act.With.GetValueOrDefault("outcome") != "unfavourable");
            case "pay-price":
                return Pay();
            case "system-answers":
                return HearSystem(act.With);
            default:
                break;
        }

        var facts = _facts.Over(_workflow.Vocabulary, _scenario.Answers(_today));
        var offered = _workflow.Offered(State, [act.By], facts, name => _did.Contains((act.By, name)));
        if (offered.FirstOrDefault(action => action.Name == act.Do) is not { } action)
        {
            return _workflow.Action(act.Do) is not { } known ? $"there is no action '{act.Do}'"
                : known.By != act.By ? $"it is for {known.By}"
                : !known.From.Contains(State) ? $"it is not possible in the state '{State}'"
                : known.When?.Holds(facts) is false ? $"its guard does not hold: {known.When.Text}"
                : $"whoever did '{known.NotBy}' may not do it";
        }

        if (action.Asks.FirstOrDefault(asked => !asked.IsOptional && asked.Read(act.With.GetValueOrDefault(asked.Name)).IsNothing) is { } missing)
        {
            return $"it asks for '{missing.Name}', and was told '{act.With.GetValueOrDefault(missing.Name)}'";
        }

        Do(action, act.By, action.Asks.ToDictionary(asked => asked.Name, asked => asked.Read(act.With.GetValueOrDefault(asked.Name))), act.WithFile);
        return null;
    }

    // The case goes on by itself as soon as its workflow lets it: when all of them are over, or any.
    private string? CloseSubCase(bool isFavourable)
    {
        if (_facts.SubCases is not { Open: > 0 and var open } beside)
        {
            return "there is no open case beside it";
        }

        _facts = _facts with { SubCases = new(open - 1, beside.Favourable + (isFavourable ? 1 : 0), beside.Unfavourable + (isFavourable ? 0 : 1)) };
        Note(ActedBy.House, "sub-case-closed");
        GoOn(ActKind.ThirdAnswered);
        return null;
    }

    private string? Pay()
    {
        if (_facts.IsPaid || _workflow.Actions.All(action => action.Kind != ActKind.RequestPayment || !_did.Contains((action.By, action.Name))))
        {
            return "no payment is awaited";
        }

        _facts = _facts with { IsPaid = true };
        Note(ActedBy.House, "paid");
        GoOn(ActKind.PaymentReceived);
        return null;
    }

    private string? HearSystem(IReadOnlyDictionary<string, string> told)
    {
        var written = told.GetValueOrDefault("answer", SystemAnswer.Done.Written());
        if (_workflow.Actions.All(action => action.Kind != ActKind.NotifySystem || !_did.Contains((action.By, action.Name))))
        {
            return "no system was told";
        }

        if (Enum.GetValues<SystemAnswer>().Cast<SystemAnswer?>().FirstOrDefault(one => one!.Value.Written() == written) is not { } answer)
        {
            return $"no system answers '{written}'";
        }

        _facts = _facts with { Answer = answer };
        Note(ActedBy.House, "system-answers");
        GoOn(ActKind.SystemAnswered, told);
        return null;
    }

    private void GoOn(ActKind kind, IReadOnlyDictionary<string, string>? told = null)
    {
        if (_workflow.Offered(State, [ActedBy.House], _facts.Over(_workflow.Vocabulary, _scenario.Answers(_today))).FirstOrDefault(action => action.Kind == kind) is { } on)
        {
            Do(on, ActedBy.House, told is null ? new Dictionary<string, Value>() : on.Asks.ToDictionary(asked => asked.Name, asked => asked.Read(told.GetValueOrDefault(asked.Name))), false);
        }
    }

    // What happens by itself in the morning, before anybody comes: the term first, then the timers of the state.
    private void RunDay()
    {
        if (!_workflow.State(State).IsClosing && _workflow.DeadlineOf(_stays, _scenario.Calendar, _today)?.Follows(_today) is { } silence && _workflow.BySilence(silence, State) is { } decided)
        {
            Do(decided, ActedBy.House, new Dictionary<string, Value>(), false);
        }

        foreach (var (timer, lastDay) in _workflow.TimersOf(State, _stays[^1].Entered, _scenario.Calendar).ToList())
        {
            if (timer.In == State && _today > lastDay && _workflow.Action(timer.Do) is { } action
                && action.When?.Holds(_facts.Over(_workflow.Vocabulary, _scenario.Answers(_today))) is not false && _fired.Add(timer))
            {
                Do(action, ActedBy.Timer, new Dictionary<string, Value>(), false);
            }
        }
    }

    private void Do(WorkflowAction action, ActedBy by, IReadOnlyDictionary<string, Value> noted, bool withFile)
    {
        _facts = _facts.After(action, noted, withFile);
        _did.Add((by, action.Name));
        if (action.To is { } to && to != State)
        {
            _stays[^1] = _stays[^1] with { Left = _today };
            _stays.Add(new(to, _today, null));
            _fired.Clear();
        }

        Note(by, action.Name, action.Tells);
    }

    private void Note(ActedBy by, string did, string? tells = null) =>
        _moments.Add(new(_today, by, did, State, _workflow.State(State).Public, _workflow.DeadlineOf(_stays, _scenario.Calendar, _today)?.LastDay) { Tells = tells });
}
