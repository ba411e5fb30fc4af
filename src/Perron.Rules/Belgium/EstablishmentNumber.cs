namespace Perron.Belgium;

/// <summary>
/// A number of one place where an enterprise works (BCE, KBO: unité d’établissement): ten digits, the first from 2 to 8; the last two are 97 minus the first eight modulo 97,
/// as for the enterprise itself (Belgif, openapi-organization-identifier and its checks).
/// </summary>
public readonly record struct EstablishmentNumber
{
    private EstablishmentNumber(string digits) => Digits = digits;

    /// <summary>Ten digits.</summary>
    public string Digits { get; }

    /// <summary>2.297.964.444.</summary>
    public override string ToString() => $"{Digits[..1]}.{Digits[1..4]}.{Digits[4..7]}.{Digits[7..]}";

    public static EstablishmentNumber? Parse(string? typed) => Why(typed) is null ? new(Typed.Bare(typed)) : null;

    /// <summary>What is wrong with it; null when it is right.</summary>
    public static NumberRefusal? Why(string? typed) =>
        Typed.Digits(typed, 10, out var digits) is { } refusal ? refusal
        : digits[0] is < '2' or > '8' ? NumberRefusal.WrongStart
        : Typed.Number(digits.AsSpan(8)) != 97 - Typed.Number(digits.AsSpan(0, 8)) % 97 ? NumberRefusal.WrongCheckDigits : null;
}
