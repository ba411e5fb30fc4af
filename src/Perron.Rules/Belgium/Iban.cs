namespace Perron.Belgium;

/// <summary>
/// A Belgian bank account: BE, two check digits (ISO 13616, modulo 97), then bank, number and two check digits of its own: the first ten modulo 97, where 97 stands for 0.
/// </summary>
public readonly record struct Iban
{
    private const int BelgiumInDigits = 1114; // B is 11, E is 14 (ISO 13616)

    private Iban(string text) => Text = text;

    /// <summary>BE32123456789002.</summary>
    public string Text { get; }

    /// <summary>BE32 1234 5678 9002.</summary>
    public override string ToString() => string.Join(' ', Text.Chunk(4).Select(four => new string(four)));

    public static Iban? Parse(string? typed) => Why(typed) is null ? new(Typed.Bare(typed).ToUpperInvariant()) : null;

    /// <summary>What is wrong with it; null when it is right. An account of another country has a wrong start.</summary>
    public static NumberRefusal? Why(string? typed)
    {
        var bare = Typed.Bare(typed);
        if (!bare.StartsWith("BE", StringComparison.OrdinalIgnoreCase))
        {
            return NumberRefusal.WrongStart;
        }

        if (Typed.Digits(bare[2..], 14, out var digits) is { } refusal)
        {
            return refusal;
        }

        var (check, account) = (digits[..2], digits[2..]);
        var asBanksDo = (Typed.Number(account) % 97 * 1_000_000 + BelgiumInDigits * 100 + Typed.Number(check)) % 97;
        return asBanksDo == 1 && Typed.Number(account.AsSpan(10)) == Typed.Modulo97(Typed.Number(account.AsSpan(0, 10))) ? null : NumberRefusal.WrongCheckDigits;
    }
}
