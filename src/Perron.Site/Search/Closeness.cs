namespace Perron.Search;

/// <summary>How near a word that was typed is to a word that is written: 1 the same, 0 nothing in common. Both are folded.</summary>
internal static class Closeness
{
    public static double Of(string typed, string written) =>
        typed == written ? 1
        : typed.Length >= 2 && written.StartsWith(typed, StringComparison.Ordinal) ? 0.85
        : written.Length >= 4 && typed.StartsWith(written, StringComparison.Ordinal) && typed.Length - written.Length <= 2 ? 0.75 // "ménages" for "ménage"
        : typed.Length >= 4 && written.Contains(typed, StringComparison.Ordinal) ? 0.6 // Dutch and German write compounds in one word
        : Mistakes(typed, written) is var mistakes && mistakes <= Allowed(typed) ? 0.5 - (0.1 * mistakes)
        : 0;

    /// <summary>True when only a spelling mistake separates the two.</summary>
    public static bool IsMisspelt(double closeness) => closeness is > 0 and < 0.5;

    private static int Allowed(string typed) => typed.Length switch { < 4 => 0, < 8 => 1, _ => 2 };

    // Damerau-Levenshtein with neighbours swapped counted as one (optimal string alignment); words are short, so a full table is cheap.
    private static int Mistakes(string typed, string written)
    {
        if (Math.Abs(typed.Length - written.Length) > 2)
        {
            return int.MaxValue;
        }

        var table = new int[typed.Length + 1, written.Length + 1];
        for (var i = 0; i <= typed.Length; i++)
        {
            for (var j = 0; j <= written.Length; j++)
            {
                table[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (typed[i - 1] == written[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && typed[i - 1] == written[j - 2] && typed[i - 2] == written[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[typed.Length, written.Length];
    }
}
