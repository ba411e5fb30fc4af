namespace Perron.Design;

/// <summary>One field as it is drawn: its name, what was typed in it, and what is wrong with that.</summary>
public sealed record Field(string Name, string? Value, string? Error)
{
    public IReadOnlyList<string> Values { get; init; } = Value is null ? [] : [Value];

    /// <summary>Files that were being sent when the session ran out, and that come along when the form is sent.</summary>
    public IReadOnlyList<HeldFile> Held { get; init; } = [];

    /// <summary>The language of its question and of its choices, where the page is in another one.</summary>
    public string? Lang { get; init; }

    /// <summary>The language of its hint, likewise.</summary>
    public string? HintLang { get; init; }

    public string ErrorId => $"{Name}-error";

    public string HintId => $"{Name}-hint";

    /// <summary>The ids of the words that explain this field, for aria-describedby; null when there are none.</summary>
    public string? DescribedBy(string? hint) => (hint, Error) switch
    {
        (null, null) => null,
        (null, _) => ErrorId,
        (_, null) => HintId,
        _ => $"{HintId} {ErrorId}",
    };

    public string? IsInvalid => Error is null ? null : "true";

    /// <summary>Day, month and year as they stand in the three parts of a date: from 2026-11-24, or from what was typed, 31/2/2026.</summary>
    public (string Day, string Month, string Year) DateParts => Value switch
    {
        { Length: > 0 } typed when typed.Contains('/', StringComparison.Ordinal) && typed.Split('/') is [var day, var month, var year] => (day, month, year),
        { Length: > 0 } typed when typed.Split('-') is [var year, var month, var day] => (day.TrimStart('0'), month.TrimStart('0'), year),
        _ => ("", "", ""),
    };
}

/// <summary>One line of the summary above a form.</summary>
public sealed record Problem(string Field, string Sentence);

/// <summary>One choice of a list.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null)
{
    /// <summary>Its language, where the page is in another one.</summary>
    public string? Lang { get; init; }
}

/// <summary>A file that is kept already.</summary>
public sealed record UploadedFile(string Id, string Name, string Size, string RemoveValue);

/// <summary>A file that waits on the server since the session ran out, to be sent with this field.</summary>
public sealed record HeldFile(string Id, string Field, string Name);
