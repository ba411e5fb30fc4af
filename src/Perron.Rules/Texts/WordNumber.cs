namespace Perron.Texts;

/// <summary>
/// The beginning of a folded word as a number that sorts as the word does: twelve letters or digits of it. All words that begin alike stand between two numbers,
/// so any database finds them in an index, whatever its collation and whatever walls stand around its rows (38¹² is less than 2⁶³).
/// </summary>
public static class WordNumber
{
    private const int Letters = 12, Signs = 38, Other = Signs - 1;

    /// <summary>The number of a whole word.</summary>
    public static long Of(string word) => Beginning(word).First;

    /// <summary>The numbers of all words that begin so, from the first to the last.</summary>
    public static (long First, long Last) Beginning(string start)
    {
        var (first, last) = (0L, 0L);
        for (var place = 0; place < Letters; place++)
        {
            (first, last) = place < start.Length
                ? (first * Signs + Sign(start[place]), last * Signs + Sign(start[place]))
                : (first * Signs, last * Signs + Other);
        }

        return (first, last);
    }

    /// <summary>Whether the numbers say all of it; otherwise what they find may begin differently and is to be looked at again.</summary>
    public static bool SaysAllOf(string start) => start.Length <= Letters && start.All(sign => Sign(sign) < Other);

    // 0 stands after the end, so that a word comes before the longer one that begins with it.
    private static int Sign(char sign) => sign switch
    {
        >= '0' and <= '9' => sign - '0' + 1,
        >= 'a' and <= 'z' => sign - 'a' + 11,
        _ => Other,
    };
}
