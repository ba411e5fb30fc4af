using NodaTime;
namespace Perron.Belgium;

/// <summary>Sex as the register noted it.</summary>
public enum Sex { Female, Male }

/// <summary>
/// A number of the national register, or a BIS number: eleven digits YYMMDD SSS CC. CC is 97 minus the first nine modulo 97; for births from 2000 on a 2 stands before the nine
/// (royal decrees of 3 April 1984 and 25 November 1997). A BIS number, for people who are not in the register, has its month raised by 20, or by 40 when the sex was known.
/// </summary>
public readonly record struct NationalNumber
{
    private NationalNumber(string digits) => Digits = digits;

    /// <summary>Eleven digits.</summary>
    public string Digits { get; }

    /// <summary>85.07.30-***.**, for pages on which the number is not needed.</summary>
    public string Masked => $"{Digits[..2]}.{Digits[2..4]}.{Digits[4..6]}-***.**";

    /// <summary>The check digits say which century it is: no number is right in both.</summary>
    public int BirthYear => (IsRightFor(Digits, 1900) ? 1900 : 2000) + Two(0);

    /// <summary>Null where month or day were not known when the number was given, or where the numbers of that day had run out.</summary>
    public LocalDate? BirthDate => Month is 0 || Two(4) is 0 || Two(4) > CalendarSystem.Iso.GetDaysInMonth(BirthYear, Month) ? null : new(BirthYear, Month, Two(4));

    public bool IsBis => Two(2) >= 20;

    /// <summary>Odd for men, even for women. Null for a BIS number that was given before the sex was known.</summary>
    public Sex? Sex => Two(2) is >= 20 and < 40 ? null : (Digits[8] - '0') % 2 == 1 ? Belgium.Sex.Male : Belgium.Sex.Female;

    /// <summary>85.07.30-033.28.</summary>
    public override string ToString() => $"{Digits[..2]}.{Digits[2..4]}.{Digits[4..6]}-{Digits[6..9]}.{Digits[9..]}";

    /// <summary>Reads what was typed; spaces, dots and dashes do not matter. Null when it cannot be one.</summary>
    public static NationalNumber? Parse(string? typed) => Why(typed) is null ? new(Typed.Bare(typed)) : null;

    /// <summary>The same on a day that is known: who was not born yet is refused too, and with that most mistyped years.</summary>
    public static NationalNumber? Parse(string? typed, LocalDate today) => Why(typed, today) is null ? Parse(typed) : null;

    /// <summary>What is wrong with it; null when it is right.</summary>
    public static NumberRefusal? Why(string? typed) =>
        Typed.Digits(typed, 11, out var digits) is { } refusal ? refusal
        : Typed.Number(digits.AsSpan(2, 2)) is not (<= 12 or >= 20 and <= 32 or >= 40 and <= 52) ? NumberRefusal.NoSuchDate
        : IsRightFor(digits, 1900) || IsRightFor(digits, 2000) ? null : NumberRefusal.WrongCheckDigits;

    public static NumberRefusal? Why(string? typed, LocalDate today) =>
        Why(typed) is { } refusal ? refusal
        : Parse(typed)!.Value is var number && (number.BirthDate is { } born ? born > today : number.BirthYear > today.Year) ? NumberRefusal.InTheFuture : null;

    private int Month => Two(2) % 20;

    private int Two(int at) => (int)Typed.Number(Digits.AsSpan(at, 2));

    private static bool IsRightFor(string digits, int century) =>
        Typed.Number(digits.AsSpan(9)) == 97 - (Typed.Number(digits.AsSpan(0, 9)) + (century == 2000 ? 2_000_000_000 : 0)) % 97;
}
