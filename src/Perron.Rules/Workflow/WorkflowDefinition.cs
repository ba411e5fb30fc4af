using NodaTime;
using Perron.Calendar;
using Perron.Deadlines;
using Perron.Expressions;
namespace Perron.Workflow;

/// <summary>A time that a case has spent in one state.</summary>
public sealed record Stay(string State, LocalDate Entered, LocalDate? Left);

/// <summary>How a case runs: an archetype of the catalogue with the parameters of one procedure.</summary>
/// <param name="Vocabulary">The names its guards may use; its outer one holds the answers.</param>
public sealed record WorkflowDefinition(string Slug, string Initial, IReadOnlyList<WorkflowState> States, IReadOnlyList<WorkflowStep> Steps, IReadOnlyList<WorkflowAction> Actions, Vocabulary Vocabulary)
{
    public IReadOnlyList<WorkflowTimer> Timers { get; init; } = [];

    /// <summary>Within what the commune must have decided; null: there is no such term.</summary>
    public WorkflowTerm? Term { get; init; }

    public WorkflowState State(string code) => States.First(state => state.Code == code);

    public WorkflowAction? Action(string name) => Actions.FirstOrDefault(action => action.Name == name);

    /// <summary>The state after an action.</summary>
    public WorkflowState After(WorkflowAction action, string state) => State(action.To ?? state);

    /// <summary>What somebody may do now. An action whose guard does not hold is not offered.</summary>
    /// <param name="as">Everything that this person is: an officer, the head too, another than…</param>
    /// <param name="did">Whether this very person carried out an action by that name.</param>
    public IReadOnlyList<WorkflowAction> Offered(string state, IReadOnlyCollection<ActedBy> @as, Facts facts, Func<string, bool>? did = null) =>
        [.. Actions.Where(action => @as.Contains(action.By) && action.From.Contains(state) && action.When?.Holds(facts) is not false && (action.NotBy is null || did?.Invoke(action.NotBy) is not true))];

    /// <summary>The timers that run while a case is in a state, each with the last day of its term.</summary>
    public IEnumerable<(WorkflowTimer Timer, LocalDate LastDay)> TimersOf(string state, LocalDate entered, OfficeCalendar calendar) =>
        Timers.Where(timer => timer.In == state).Select(timer => (timer, Deadline.Of(entered, timer.Count, timer.Days, calendar).LastDay));

    /// <summary>Until when the commune must have decided; the days on which the citizen is awaited do not count. Null when there is no term or it does not run yet.</summary>
    public Deadline? DeadlineOf(IReadOnlyList<Stay> stays, OfficeCalendar calendar, LocalDate today) =>
        Term is not { } term || Begins(term, stays) is not { } start ? null
        : Deadline.Of(start, term.Rule, calendar, [.. stays.Where(stay => State(stay.State).Public == PublicStatus.WaitingCitizen).Select(stay => new Pause(stay.Entered, stay.Left))], today);

    /// <summary>What the house does when the term passes in silence; null when silence means nothing.</summary>
    public WorkflowAction? BySilence(Silence silence, string state) => silence == Silence.MeansNothing ? null
        : Actions.FirstOrDefault(action => action.By == ActedBy.House && action.Kind == (silence == Silence.MeansYes ? ActKind.Decide : ActKind.Refuse) && action.From.Contains(state));

    // Complete is what nothing more is asked of: the first day on which it is neither new, nor checked, nor waiting for the citizen.
    private LocalDate? Begins(WorkflowTerm term, IReadOnlyList<Stay> stays) => term.From == TermStart.Submitted ? (stays is [var first, ..] ? first.Entered : null)
        : stays.FirstOrDefault(stay => State(stay.State).Public is not (PublicStatus.Draft or PublicStatus.Submitted or PublicStatus.Checking or PublicStatus.WaitingCitizen))?.Entered;
}
