using System.Globalization;
namespace Perron.Belgium;

/// <summary>
/// A number of the national register, or a BIS number: eleven digits YYMMDD SSS CC. CC is 97 minus the first nine modulo 97; for births from 2000 on a 2 stands before the nine
/// (royal decrees of 3 April 1984 and 25 November 1997).
/// </summary>
public readonly record struct NationalNumber
{
    private NationalNumber(string digits) => Digits = digits;

    /// <summary>Eleven digits.</summary>
    public string Digits { get; }

    /// <summary>85.07.30-***.**, for pages on which the number is not needed.</summary>
    public string Masked => $"{Digits[..2]}.{Digits[2..4]}.{Digits[4..6]}-***.**";

    /// <summary>85.07.30-033.28.</summary>
    public override string ToString() => $"{Digits[..2]}.{Digits[2..4]}.{Digits[4..6]}-{Digits[6..9]}.{Digits[9..]}";

    /// <summary>Reads what was typed; spaces, dots and dashes do not matter. Null when it cannot be one.</summary>
    public static NationalNumber? Parse(string? typed)
    {
        var digits = new string([.. (typed ?? "").Where(char.IsAsciiDigit)]);
        if (digits.Length != 11)
        {
            return null;
        }

        var (first, check) = (long.Parse(digits[..9], CultureInfo.InvariantCulture), int.Parse(digits[9..], CultureInfo.InvariantCulture));
        return check == 97 - first % 97 || check == 97 - (2_000_000_000 + first) % 97 ? new(digits) : null;
    }
}
