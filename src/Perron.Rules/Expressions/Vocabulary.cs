using System.Diagnostics.CodeAnalysis;
namespace Perron.Expressions;

/// <summary>One name that an expression may use.</summary>
/// <param name="Name">Whole, with its part: "adresse.code-postal".</param>
/// <param name="Choices">The values it can have; null when anything is possible.</param>
/// <param name="Group">The vocabulary of one row, when the name is a repeated group.</param>
public sealed record Word(string Name, ValueKind Kind, IReadOnlyCollection<string>? Choices = null, Vocabulary? Group = null);

/// <summary>
/// The names that an expression may use, each with what it holds. A repeated group has a vocabulary of its own, which sees the outer one:
/// a condition on a row may ask for what was answered outside it, never the other way.
/// </summary>
public sealed class Vocabulary(Vocabulary? outer = null)
{
    private readonly Dictionary<string, int> _places = [];
    private readonly List<Word> _words = [];

    public Vocabulary? Outer => outer;

    public IReadOnlyList<Word> Words => _words;

    /// <summary>Adds a name; false when it is there already.</summary>
    public bool Add(Word word)
    {
        if (Find(word.Name, out _, out _) is not null)
        {
            return false;
        }

        _places.Add(word.Name, _words.Count);
        _words.Add(word);
        return true;
    }

    /// <summary>The place of a name of this very vocabulary; -1 when it has none.</summary>
    public int PlaceOf(string name) => _places.TryGetValue(name, out var place) ? place : -1;

    /// <summary>The word by this name, how many groups further out it stands, and its place there.</summary>
    internal Word? Find(string name, out int depth, out int place)
    {
        depth = 0;
        for (var one = this; one is not null; one = one.Outer, depth++)
        {
            if (one._places.TryGetValue(name, out place))
            {
                return one._words[place];
            }
        }

        place = -1;
        return null;
    }

    /// <summary>The name that the writer most probably meant.</summary>
    internal bool Nearest(string name, [NotNullWhen(true)] out string? nearest)
    {
        nearest = null;
        var best = Math.Max(2, name.Length / 3) + 1;
        for (var one = this; one is not null; one = one.Outer)
        {
            foreach (var word in one._words)
            {
                if (Distance(name, word.Name) is var distance && distance < best)
                {
                    (best, nearest) = (distance, word.Name);
                }
            }
        }

        return nearest is not null;
    }

    // Levenshtein's, with one row.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var before = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                (before, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), before + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
