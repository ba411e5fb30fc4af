using Perron.Calendar;
using Perron.Deadlines;
using Perron.Expressions;
using Perron.Texts;
namespace Perron.Workflow;

/// <summary>One state a case can be in.</summary>
/// <param name="Step">The public step under which the citizen sees it.</param>
public sealed record WorkflowState(string Code, PublicStatus Public, string Step)
{
    /// <summary>What the citizen reads instead of the sentence of the public status; {service}, {date} and the values that actions asked for stand in it by name. Empty: the usual one.</summary>
    public LocalText Sentence { get; init; } = LocalText.Empty;

    /// <summary>Whether the case is over; some things can still be done, such as reopening it.</summary>
    public bool IsClosing { get; init; } = Public.IsOver();

    /// <summary>The file of the catalogue in which it stands.</summary>
    public string File { get; init; } = "";

    public long Line { get; init; }
}

/// <summary>One public step: what the citizen sees as a dot on the line.</summary>
public sealed record WorkflowStep(string Code, LocalText Title, LocalText Sentence)
{
    /// <summary>The file of the catalogue in which it stands.</summary>
    public string File { get; init; } = "";

    public long Line { get; init; }
}

/// <summary>Something that somebody may do, from which states, and where it leads. What the house then does is its kind.</summary>
/// <param name="To">The state it leads to; null: the case stays where it is.</param>
public sealed record WorkflowAction(string Name, ActKind Kind, LocalText Title, IReadOnlyList<string> From, string? To, ActedBy By)
{
    /// <summary>Among the fields for a system: the name of whoever asks.</summary>
    public const string Applicant = "applicant";

    /// <summary>The action that the same person must not have carried out.</summary>
    public string? NotBy { get; init; }

    /// <summary>It is offered only while this holds; null: always.</summary>
    public Formula? When { get; init; }

    /// <summary>The one thing to do next.</summary>
    public bool IsPrimary { get; init; }

    public IReadOnlyList<AskedValue> Asks { get; init; } = [];

    /// <summary>What is asked for, where it is always the same document; empty: the officer says it.</summary>
    public LocalText Piece { get; init; } = LocalText.Empty;

    /// <summary>The document asked for is the power of attorney of a third person, which an officer then accepts or not.</summary>
    public bool IsMandate { get; init; }

    /// <summary>Whom one waits for, or asks; empty: the officer says it.</summary>
    public LocalText Who { get; init; } = LocalText.Empty;

    /// <summary>The procedure of the case that it opens beside this one.</summary>
    public string? Procedure { get; init; }

    /// <summary>The system outside the house that is told.</summary>
    public SystemKind? System { get; init; }

    /// <summary>The answers that it is told, by the names of the questions: nothing else of the case leaves the house.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The reply of the catalogue that the citizen gets as a message when it is done.</summary>
    public string? Tells { get; init; }

    /// <summary>The file of the catalogue in which it stands.</summary>
    public string File { get; init; } = "";

    public long Line { get; init; }

    public bool IsByHouse => By is ActedBy.House or ActedBy.Timer;

    /// <summary>The citizen gets what was asked: a decision, a document, an end that is no refusal. What the law decides by silence is not the officer's to hold back, and closing decides nothing.</summary>
    /// <param name="after">Where the case stands once it is done.</param>
    public bool Favours(WorkflowState after) =>
        !IsByHouse && Kind != ActKind.Close && after.Public != PublicStatus.Refused && (Kind is ActKind.Decide or ActKind.Produce || after.Public is PublicStatus.Ready or PublicStatus.Delivered);
}

/// <summary>What happens by itself when a case has stood too long in a state: once for each stay, on the day after the last one of the term.</summary>
/// <param name="Do">The name of an action carried out by the timer.</param>
public sealed record WorkflowTimer(string In, int Count, DayCount Days, string Do)
{
    /// <summary>The file of the catalogue in which it stands.</summary>
    public string File { get; init; } = "";

    public long Line { get; init; }
}

/// <summary>From when a term runs.</summary>
public enum TermStart { Submitted, Complete }

/// <summary>The term within which the commune must have decided.</summary>
public sealed record WorkflowTerm(DeadlineRule Rule, TermStart From)
{
    /// <summary>The file of the catalogue in which it stands.</summary>
    public string File { get; init; } = "";

    public long Line { get; init; }
}
