using System.Text;
namespace Perron.Belgium;

/// <summary>
/// What stands on a Belgian number plate. Nothing in it can be checked, so only what no plate can be is refused: another sign than A–Z and 0–9, or more than eight of them.
/// The series: one sign, three letters, three digits, or the letters last (since 2010); three letters and three digits, or the reverse (1973–2010); and plates of one’s own choice:
/// at most eight signs, a dash between letters and digits, never four of one and three of the other, so that they cannot be taken for the series
/// (FPS Mobility, « Plaque personnalisée », 2024). Digits alone stand on the oldest plates.
/// </summary>
public readonly record struct LicencePlate
{
    private const int MostSigns = 8;

    private LicencePlate(string signs) => Signs = signs;

    /// <summary>1ABC123: how two plates are compared.</summary>
    public string Signs { get; }

    /// <summary>1-ABC-123.</summary>
    public override string ToString()
    {
        var shown = new StringBuilder(Signs);
        for (var at = Signs.Length - 1; at > 0; at--)
        {
            if (char.IsAsciiDigit(Signs[at]) != char.IsAsciiDigit(Signs[at - 1]) || (at == 1 && IsOfTheSeries))
            {
                shown.Insert(at, '-');
            }
        }

        return shown.ToString();
    }

    /// <summary>O-ABC-123, Q-123-ABC: the sign before says what vehicle it is (M motorcycle, O old-timer, Q trailer, T taxi …). CD, of diplomats, stays together.</summary>
    private bool IsOfTheSeries => Signs.Length == 7 && !Signs.StartsWith("CD", StringComparison.Ordinal)
        && (Signs[1..4].All(char.IsAsciiLetter) && Signs[4..].All(char.IsAsciiDigit) || Signs[1..4].All(char.IsAsciiDigit) && Signs[4..].All(char.IsAsciiLetter));

    public static LicencePlate? Parse(string? typed) => Why(typed) is null ? new(Typed.Bare(typed).ToUpperInvariant()) : null;

    /// <summary>Why no plate can look like this; null when one may.</summary>
    public static NumberRefusal? Why(string? typed) =>
        Typed.Bare(typed) is var signs && !signs.All(char.IsAsciiLetterOrDigit) ? NumberRefusal.StrangeSign
        : signs.Length is 0 or > MostSigns ? NumberRefusal.WrongLength : null;
}
