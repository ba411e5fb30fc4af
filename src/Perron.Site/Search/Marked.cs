using Perron.Texts;
namespace Perron.Search;

/// <summary>A stretch of a text, and whether it is what was searched.</summary>
public sealed record Stretch(string Text, bool IsMatch);

/// <summary>A text with the searched words marked in it.</summary>
internal static class Marked
{
    public static IReadOnlyList<Stretch> In(string text, IReadOnlyList<string> words)
    {
        var stretches = new List<Stretch>();
        var begun = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            if (end > at && Folded.Of(text[at..end]) is var written && words.Any(word => Closeness.Of(word, written) > 0))
            {
                Add(text[begun..at], isMatch: false);
                Add(text[at..end], isMatch: true);
                begun = end;
            }

            at = Math.Max(end, at + 1);
        }

        Add(text[begun..], isMatch: false);
        return stretches;

        void Add(string part, bool isMatch)
        {
            if (part.Length > 0)
            {
                stretches.Add(new(part, isMatch));
            }
        }
    }
}
