namespace Perron.Design;

/// <summary>One field as it is drawn: its name, what was typed in it, and what is wrong with that.</summary>
public sealed record Field(string Name, string? Value, string? Error)
{
    public IReadOnlyList<string> Values { get; init; } = Value is null ? [] : [Value];

    public string ErrorId => $"{Name}-error";
}

/// <summary>One line of the summary above a form.</summary>
public sealed record Problem(string Field, string Sentence);

/// <summary>One choice of a list.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null);

/// <summary>A file that is kept already.</summary>
public sealed record UploadedFile(string Id, string Name, string Size, string RemoveValue);
