namespace Perron.Design;

/// <summary>What sort of page it is: its shell differs.</summary>
public enum PageKind { Public, Home, Citizen, Transaction, Officer, Bare }

public enum ButtonKind { Primary, Secondary, Quiet, Danger }

public enum CalloutKind { Info, Success, Warning, Danger }

/// <summary>Where a step of a timeline stands.</summary>
public enum StepState { Done, Current, WaitingOnYou, Refused, Coming }

/// <summary>One step of a case as the citizen sees it.</summary>
public sealed record TimelineStep(StepState State, string Title, string? When, string? Sentence, IReadOnlyList<string> Events, string? Note);

/// <summary>One message of a thread.</summary>
/// <param name="IsNew">The reader sees it for the first time.</param>
public sealed record ThreadMessage(string Author, string When, string Text, bool IsMine, IReadOnlyList<ThreadFile> Files, bool IsNew = false);

/// <summary>A file that came with a message.</summary>
/// <param name="Href">Null where this reader may know of it and not open it.</param>
public sealed record ThreadFile(string Name, string Size, string? Href);

/// <summary>One row of a summary: what was asked, what was answered, where to change it.</summary>
/// <param name="Hidden">What is changed, for those who hear only the link.</param>
public sealed record SummaryRow(string Label, string Value, string? Href, string? Hidden, bool IsMissing)
{
    /// <summary>A link behind the answer: the place in an application of maps.</summary>
    public HomeLink? Beside { get; init; }

    /// <summary>The language of what was asked, where the page is in another one.</summary>
    public string? Lang { get; init; }
}

/// <summary>How far a task is.</summary>
public enum TaskState { Open, Begun, Done, Waiting }

/// <summary>One row of a task list.</summary>
/// <param name="Href">Null while it cannot be begun.</param>
/// <param name="Status">The state in words.</param>
/// <param name="Hint">Why it cannot be begun.</param>
public sealed record TaskRow(string Name, string? Href, string Status, TaskState State, string? Hint = null);

/// <summary>One entry of the officer's rail.</summary>
public sealed record RailItem(string Text, string Href, Total Count, bool IsCurrent);

/// <summary>How many there are, counted to the end or only so far: what is more is said with a plus.</summary>
public readonly record struct Total(int Count, bool IsMore = false)
{
    public static implicit operator Total(int count) => new(count);

    /// <summary>Counted up to <paramref name="most"/>.</summary>
    public static Total UpTo(int most, int counted) => new(Math.Min(counted, most), counted > most);

    public override string ToString() => $"{Count}{(IsMore ? "+" : "")}";
}

/// <summary>One fact of a procedure: its price, its delay, where, for whom.</summary>
public sealed record Fact(string Icon, string Label, string Value)
{
    /// <summary>The language of the value, where the page is in another one.</summary>
    public string? Lang { get; init; }
}

/// <summary>When a door is open on one day of the week.</summary>
public sealed record HoursOfDay(string Day, string Hours, bool IsToday);
