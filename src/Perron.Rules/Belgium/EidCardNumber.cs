namespace Perron.Belgium;

/// <summary>The number printed on a Belgian identity card: twelve digits, the last two are the first ten modulo 97, where 97 stands for 0.</summary>
public readonly record struct EidCardNumber
{
    private EidCardNumber(string digits) => Digits = digits;

    /// <summary>Twelve digits.</summary>
    public string Digits { get; }

    /// <summary>591-1917064-58.</summary>
    public override string ToString() => $"{Digits[..3]}-{Digits[3..10]}-{Digits[10..]}";

    public static EidCardNumber? Parse(string? typed) => Why(typed) is null ? new(Typed.Bare(typed)) : null;

    /// <summary>What is wrong with it; null when it is right.</summary>
    public static NumberRefusal? Why(string? typed) =>
        Typed.Digits(typed, 12, out var digits) is { } refusal ? refusal
        : Typed.Number(digits.AsSpan(10)) != Typed.Modulo97(Typed.Number(digits.AsSpan(0, 10))) ? NumberRefusal.WrongCheckDigits : null;
}
