using System.Globalization;
namespace Perron.Belgium;

/// <summary>A number as people type it: spaces, dots, dashes, slashes and the plus signs of a communication mean nothing.</summary>
internal static class Typed
{
    /// <summary>The digits, when there are as many as wanted and nothing else.</summary>
    public static NumberRefusal? Digits(string? typed, int wanted, out string digits)
    {
        digits = Bare(typed);
        return !digits.All(char.IsAsciiDigit) ? NumberRefusal.StrangeSign : digits.Length != wanted ? NumberRefusal.WrongLength : null;
    }

    public static string Bare(string? typed) => string.Concat((typed ?? "").Where(sign => !char.IsWhiteSpace(sign) && sign is not ('.' or '-' or '/' or '+' or '*' or '\u2010' or '\u2011' or '\u2013')));

    public static long Number(ReadOnlySpan<char> digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The remainder by 97 that Belgian banks print: 97 stands for 0.</summary>
    public static long Modulo97(long number) => number % 97 is var rest and not 0 ? rest : 97;
}
