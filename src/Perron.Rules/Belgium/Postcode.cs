namespace Perron.Belgium;

/// <summary>A Belgian postcode: four digits, the first is not 0. A text, not a quantity; a commune has several, and one may serve several communes.</summary>
public readonly record struct Postcode
{
    private Postcode(string digits) => Digits = digits;

    /// <summary>Four digits.</summary>
    public string Digits { get; }

    public override string ToString() => Digits;

    /// <summary>B-1420, as on old envelopes, is read too.</summary>
    public static Postcode? Parse(string? typed) => Why(typed) is null ? new(Bare(typed)) : null;

    /// <summary>What is wrong with it; null when it may be one.</summary>
    public static NumberRefusal? Why(string? typed) =>
        Typed.Digits(Bare(typed), 4, out var digits) is { } refusal ? refusal : digits[0] == '0' ? NumberRefusal.WrongStart : null;

    private static string Bare(string? typed) => Typed.Bare(typed) is ['B' or 'b', .. var digits] ? digits : Typed.Bare(typed);
}
