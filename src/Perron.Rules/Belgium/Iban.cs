namespace Perron.Belgium;

/// <summary>
/// A bank account: country, two check digits (ISO 13616: all of it, the first four signs last and letters as 10 to 35, leaves 1 when divided by 97), then the account as that country builds it.
/// In Belgium the account has two check digits of its own at its end: its first ten modulo 97, where 97 stands for 0.
/// </summary>
public readonly record struct Iban
{
    private Iban(string text) => Text = text;

    /// <summary>BE32123456789002.</summary>
    public string Text { get; }

    /// <summary>BE, FR: two letters of ISO 3166, and XK for Kosovo.</summary>
    public string Country => Text[..2];

    public bool IsBelgian => Country == "BE";

    /// <summary>BE32 1234 5678 9002.</summary>
    public override string ToString() => string.Join(' ', Text.Chunk(4).Select(four => new string(four)));

    public static Iban? Parse(string? typed) => Why(typed) is null ? new(Bare(typed)) : null;

    /// <summary>What is wrong with it; null when it is right. A country without IBANs, or none, is a wrong start.</summary>
    public static NumberRefusal? Why(string? typed)
    {
        var bare = Bare(typed);
        if (!bare.All(char.IsAsciiLetterOrDigit))
        {
            return NumberRefusal.StrangeSign;
        }

        if (bare.Length < 2 || IbanCountries.Account(bare[..2]) is not { } account)
        {
            return NumberRefusal.WrongStart;
        }

        return bare.Length != account.Length + 4 ? NumberRefusal.WrongLength
            : !Fits(bare, account) ? NumberRefusal.StrangeSign
            : Remainder(bare) != 1 || (bare.StartsWith("BE", StringComparison.Ordinal) && !IsRightForBelgium(bare[4..])) ? NumberRefusal.WrongCheckDigits : null;
    }

    private static string Bare(string? typed) => Typed.Bare(typed).ToUpperInvariant();

    private static bool Fits(string bare, string account) =>
        char.IsAsciiDigit(bare[2]) && char.IsAsciiDigit(bare[3])
        && bare[4..].Zip(account).All(sign => sign.Second switch { 'n' => char.IsAsciiDigit(sign.First), 'a' => char.IsAsciiLetter(sign.First), _ => true });

    private static int Remainder(string bare) =>
        (bare[4..] + bare[..4]).Aggregate(0, (rest, sign) => char.IsAsciiDigit(sign) ? (rest * 10 + sign - '0') % 97 : (rest * 100 + sign - 'A' + 10) % 97);

    private static bool IsRightForBelgium(string account) => Typed.Number(account.AsSpan(10)) == Typed.Modulo97(Typed.Number(account.AsSpan(0, 10)));
}
