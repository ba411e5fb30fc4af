using System.Globalization;
using NodaTime;
namespace Perron.Expressions;

/// <summary>What sort of thing a value is.</summary>
public enum ValueKind { Nothing, Truth, Number, Text, Date, Texts }

/// <summary>One value of an expression: nothing, a truth, a number, a text, a date or several texts. Made and compared without allocating.</summary>
public readonly struct Value : IEquatable<Value>
{
    private readonly decimal _number;
    private readonly object? _texts;

    private Value(ValueKind kind, decimal number, object? texts) => (Kind, _number, _texts) = (kind, number, texts);

    public ValueKind Kind { get; }

    /// <summary>What was not answered, or cannot be computed.</summary>
    public static Value Nothing => default;

    public static Value Of(bool truth) => new(ValueKind.Truth, truth ? 1 : 0, null);

    public static Value Of(decimal number) => new(ValueKind.Number, number, null);

    public static Value Of(string? text) => string.IsNullOrEmpty(text) ? default : new(ValueKind.Text, 0, text);

    public static Value Of(LocalDate date) => new(ValueKind.Date, DaysOf(date), null);

    public static Value Of(IReadOnlyList<string> texts) => texts.Count == 0 ? default : new(ValueKind.Texts, 0, texts);

    public bool IsNothing => Kind == ValueKind.Nothing;

    /// <summary>Whether it holds: a truth as it is, anything else when it is there at all.</summary>
    public bool Holds => Kind == ValueKind.Truth ? _number != 0 : Kind != ValueKind.Nothing;

    /// <summary>The number, or 0 where it is none.</summary>
    public decimal Number => Kind == ValueKind.Number ? _number : 0;

    /// <summary>The text, or an empty one where it is none.</summary>
    public string Text => _texts as string ?? "";

    public IReadOnlyList<string> Texts => _texts as IReadOnlyList<string> ?? [];

    /// <summary>The date; only of a value that is one.</summary>
    public LocalDate Date => Kind == ValueKind.Date ? FirstDay.PlusDays((int)_number) : throw new InvalidOperationException($"{Kind} is no date");

    /// <summary>Numbers and dates stand in an order; null where these two do not.</summary>
    public int? CompareTo(Value other) =>
        Kind == other.Kind && Kind is ValueKind.Number or ValueKind.Date ? _number.CompareTo(other._number) : null;

    public bool Equals(Value other) => Kind == other.Kind && _number == other._number && (ReferenceEquals(_texts, other._texts) || SameTexts(other));

    public override bool Equals(object? other) => other is Value value && Equals(value);

    public override int GetHashCode() => HashCode.Combine(Kind, _number, Text);

    public static bool operator ==(Value one, Value other) => one.Equals(other);

    public static bool operator !=(Value one, Value other) => !one.Equals(other);

    /// <summary>As it is kept and compared: oui or non, 12.5, 2026-01-31; several texts with commas.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Truth => _number != 0 ? "oui" : "non",
        ValueKind.Number => _number.ToString("0.############################", CultureInfo.InvariantCulture),
        ValueKind.Text => Text,
        ValueKind.Date => Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        ValueKind.Texts => string.Join(", ", Texts),
        _ => "",
    };

    private bool SameTexts(Value other) => Kind switch
    {
        ValueKind.Text => string.Equals(Text, other.Text, StringComparison.Ordinal),
        ValueKind.Texts => Texts.SequenceEqual(other.Texts),
        _ => true,
    };

    private static readonly LocalDate FirstDay = new(1, 1, 1);

    private static int DaysOf(LocalDate date) => Period.DaysBetween(FirstDay, date);
}
