using System.Security.Cryptography;
namespace Perron.Timeline;

/// <summary>
/// What people see and say of a stream: BLA-7F3K-29. Signs that nobody confuses, and a last one that tells a typing error:
/// the weighted sum modulo 31, a prime, so each single wrong sign and each swap of neighbours is noticed.
/// </summary>
public readonly record struct Reference
{
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private Reference(string value) => Value = value;

    public string Value { get; }

    /// <summary>A new one, at random: one of 31⁵. <see cref="References"/> hands out those that are free.</summary>
    public static Reference New(string letters)
    {
        var five = RandomNumberGenerator.GetString(Signs, 5);
        return new($"{letters}-{five[..4]}-{five[4]}{Check(letters, five)}");
    }

    /// <summary>Reads what was typed: lower case, spaces and missing dashes do not matter. Null when it cannot be one.</summary>
    public static Reference? Parse(string? typed)
    {
        var signs = new string([.. (typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return signs.Length == 9 && signs[..3].All(char.IsAsciiLetterUpper) && signs[3..].All(Signs.Contains) && signs[8] == Check(signs[..3], signs[3..8])
            ? new($"{signs[..3]}-{signs[3..7]}-{signs[7..]}")
            : null;
    }

    public override string ToString() => Value;

    private static char Check(string letters, string five)
    {
        var sum = letters.Concat(five).Select((sign, place) => (place + 2) * (char.IsAsciiLetter(sign) && Signs.IndexOf(sign, StringComparison.Ordinal) < 0 ? sign - 'A' : Signs.IndexOf(sign, StringComparison.Ordinal))).Sum();
        return Signs[sum % 31];
    }
}
