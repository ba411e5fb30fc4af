using Perron.Calendar;
using Perron.Deadlines;
using Perron.Expressions;
using Perron.Forms;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Rules.Tests.Workflow;

/// <summary>Workflows written in few words.</summary>
internal static class Written
{
    public static readonly LocalText Said = new([KeyValuePair.Create("fr", "Oui")]);

    public static WorkflowState State(string code, PublicStatus status) => new(code, status, "received");

    public static WorkflowAction Action(string name, ActKind kind, string from, string? to, ActedBy by = ActedBy.Officer) => new(name, kind, Said, from.Split(' '), to, by);

    public static WorkflowDefinition Of(IReadOnlyList<WorkflowState> states, IReadOnlyList<WorkflowAction> actions, params IEnumerable<(string Action, string When)> guards)
    {
        var vocabulary = CaseFacts.Over(FormVocabulary.Begin(), actions.SelectMany(action => action.Asks), out _);
        var when = guards.ToDictionary(guard => guard.Action, guard => Formula.Condition(guard.When, vocabulary));
        return new("written", states[0].Code, states, [new("received", Said, Said)], [.. actions.Select(action => action with { When = when.GetValueOrDefault(action.Name) })], vocabulary);
    }

    /// <summary>Asked, perhaps completed, decided by the Collège and seen by a second officer; silence means no after 30 days.</summary>
    public static WorkflowDefinition Grant { get; } = Of(
        [
            State("new", PublicStatus.Submitted), State("waiting", PublicStatus.WaitingCitizen), State("board", PublicStatus.InProgress),
            State("proposed", PublicStatus.InProgress), State("paid", PublicStatus.Delivered), State("refused", PublicStatus.Refused), State("gone", PublicStatus.Withdrawn),
        ],
        [
            Action("complete", ActKind.NoteResult, "new", "board"),
            Action("ask", ActKind.AskEvidence, "new", "waiting"),
            Action("answer", ActKind.Answer, "waiting", "new", ActedBy.Citizen),
            Action("remind", ActKind.Remind, "waiting", null, ActedBy.Timer),
            Action("propose", ActKind.NoteResult, "board", "proposed") with { Asks = [new("montant", AskedKind.Amount, Said), new("date-college", AskedKind.Date, Said)] },
            Action("approve", ActKind.SecondEyes, "proposed", "paid", ActedBy.AnotherOfficer) with { NotBy = "propose" },
            Action("return", ActKind.SecondEyes, "proposed", "board", ActedBy.AnotherOfficer) with { NotBy = "propose" },
            Action("refuse", ActKind.Refuse, "new board waiting", "refused"),
            Action("silence", ActKind.Refuse, "new board proposed", "refused", ActedBy.House),
            Action("withdraw", ActKind.Withdraw, "new waiting board", "gone", ActedBy.Citizen),
        ], ("approve", "montant <= 1000"))
        with
    { Term = new(new(30, DayCount.Calendar, Silence.MeansNo), TermStart.Submitted), Timers = [new("waiting", 10, DayCount.Calendar, "remind")] };
}
