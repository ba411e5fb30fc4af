using Perron.Expressions;
using Perron.Texts;
namespace Perron.Workflow;

/// <summary>What sort of value an action asks of whoever carries it out.</summary>
public enum AskedKind { Text, LongText, Date, Time, Choice, Amount }

/// <summary>One choice that an action offers.</summary>
public sealed record AskedChoice(string Value, LocalText Label);

/// <summary>A small question that an action asks before it is done: the date of the Collège, the amount, the reason. Later guards may ask for it by its name.</summary>
/// <param name="IsShown">Whether the citizen reads it too.</param>
public sealed record AskedValue(string Name, AskedKind Kind, LocalText Label, bool IsOptional = false, bool IsShown = false)
{
    public IReadOnlyList<AskedChoice> Choices { get; init; } = [];

    public Word Word => new(Name, Kind switch
    {
        AskedKind.Date => ValueKind.Date,
        AskedKind.Amount => ValueKind.Number,
        _ => ValueKind.Text,
    }, Kind == AskedKind.Choice ? [.. Choices.Select(choice => choice.Value)] : null);

    /// <summary>What was written for it, as rules see it; nothing when it cannot be read.</summary>
    public Value Read(string? written) => Word.Kind switch
    {
        ValueKind.Date => NodaTime.Text.LocalDatePattern.Iso.Parse(written ?? "") is { Success: true, Value: var date } ? Value.Of(date) : Value.Nothing,
        ValueKind.Number => decimal.TryParse(written, System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? Value.Of(number) : Value.Nothing,
        _ => Kind == AskedKind.Choice && Choices.All(choice => choice.Value != written) ? Value.Nothing : Value.Of(written),
    };
}
