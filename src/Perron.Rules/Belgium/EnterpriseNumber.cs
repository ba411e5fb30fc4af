namespace Perron.Belgium;

/// <summary>
/// A number of the Crossroads Bank for Enterprises (BCE, KBO): ten digits of which the first is 0 or 1 and the last two are 97 minus the first eight modulo 97.
/// Nine digits, as before 2005, are read with a 0 before them; BE before it, as in a VAT number, means nothing.
/// </summary>
public readonly record struct EnterpriseNumber
{
    private EnterpriseNumber(string digits) => Digits = digits;

    /// <summary>Ten digits.</summary>
    public string Digits { get; }

    /// <summary>BE0403019261. Whether the enterprise is liable for VAT is not known by that.</summary>
    public string Vat => $"BE{Digits}";

    /// <summary>0403.019.261.</summary>
    public override string ToString() => $"{Digits[..4]}.{Digits[4..7]}.{Digits[7..]}";

    public static EnterpriseNumber? Parse(string? typed) => Why(typed) is null ? new(Bare(typed)) : null;

    /// <summary>What is wrong with it; null when it is right.</summary>
    public static NumberRefusal? Why(string? typed) =>
        Typed.Digits(Bare(typed), 10, out var digits) is { } refusal ? refusal
        : digits[0] is not ('0' or '1') ? NumberRefusal.WrongStart
        : Typed.Number(digits.AsSpan(8)) != 97 - Typed.Number(digits.AsSpan(0, 8)) % 97 ? NumberRefusal.WrongCheckDigits : null;

    private static string Bare(string? typed)
    {
        var bare = Typed.Bare(typed);
        var digits = bare.StartsWith("BE", StringComparison.OrdinalIgnoreCase) ? bare[2..] : bare;
        return digits.Length == 9 ? $"0{digits}" : digits;
    }
}
