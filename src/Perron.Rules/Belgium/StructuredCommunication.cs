using System.Globalization;
namespace Perron.Belgium;

/// <summary>
/// The structured communication of a payment (OGM, VCS): ten digits and two check digits, the ten modulo 97, where 97 stands for 0.
/// Printed between plus signs; in an electronic payment the twelve digits stand alone, for any other sign makes it free text (Febelfin).
/// </summary>
public readonly record struct StructuredCommunication
{
    private StructuredCommunication(string digits) => Digits = digits;

    /// <summary>Twelve digits, as banks exchange them.</summary>
    public string Digits { get; }

    /// <summary>+++010/8068/17183+++.</summary>
    public override string ToString() => $"+++{Digits[..3]}/{Digits[3..7]}/{Digits[7..]}+++";

    /// <summary>The communication of a number of ours, from 0 to 9 999 999 999.</summary>
    public static StructuredCommunication For(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 9_999_999_999);
        return new(string.Create(CultureInfo.InvariantCulture, $"{number:D10}{Typed.Modulo97(number):D2}"));
    }

    public static StructuredCommunication? Parse(string? typed) => Why(typed) is null ? new(Typed.Bare(typed)) : null;

    /// <summary>What is wrong with it; null when it is right.</summary>
    public static NumberRefusal? Why(string? typed) =>
        Typed.Digits(typed, 12, out var digits) is { } refusal ? refusal
        : Typed.Number(digits.AsSpan(10)) != Typed.Modulo97(Typed.Number(digits.AsSpan(0, 10))) ? NumberRefusal.WrongCheckDigits : null;
}
